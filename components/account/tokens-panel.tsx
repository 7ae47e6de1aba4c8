'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { formatDate } from '@/components/ui/format-date';
import { useNow } from '@/lib/live/use-floor';
import { type TokenReport, useRevokeToken, useTokens, wordsOfError } from '@/lib/queries/accounts';
import { actionWords } from './action-words';
import { Panel } from './panel';
import { TokenForm } from './token-form';

/** By what programs act for their owner. */
export function TokensPanel() {
  const { data, error } = useTokens();
  const [revoked, setRevoked] = useState<TokenReport | null>(null);
  const revoke = useRevokeToken();
  return (
    <Panel title="API tokens">
      <p className="max-w-prose text-13 text-dim">
        A program that sends <code>Authorization: Bearer cb_…</code> is you, limited to what its token may do. It opens
        the API and the live stream, no pages.
      </p>
      {data && data.length > 0 ? <TokenList tokens={data} onRevoke={setRevoked} /> : null}
      {error && !data ? <p role="status">The tokens could not be read. {wordsOfError(error)}</p> : null}
      <TokenForm />
      <ConfirmDialog
        title={`Revoke ${revoked?.name ?? ''}?`}
        action="Revoke it"
        isOpen={revoked !== null}
        isBusy={revoke.isPending}
        problem={wordsOfError(revoke.error)}
        onClose={() => setRevoked(null)}
        onConfirm={() => revoked && revoke.mutate(revoked.id, { onSuccess: () => setRevoked(null) })}
      >
        What uses it is hung up on within seconds. It cannot be taken back.
      </ConfirmDialog>
    </Panel>
  );
}

interface TokenListProps {
  readonly tokens: readonly TokenReport[];
  readonly onRevoke: (token: TokenReport) => void;
}

function TokenList({ tokens, onRevoke }: TokenListProps) {
  const now = useNow(60_000);
  const moment = (at: number | null, never: string) => (at === null ? never : formatDate(at, now));
  return (
    <ul className="grid gap-2">
      {tokens.map((token) => (
        <li
          key={token.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-small border border-line px-3 py-2"
        >
          <div className="min-w-48 flex-1">
            <p className="font-medium wrap-anywhere">{token.name}</p>
            <p className="text-13 wrap-anywhere text-dim">{token.grants.map(actionWords).join('; ')}</p>
          </div>
          <p className="text-13 text-dim">
            {token.expiresAt !== null && now > 0 && token.expiresAt <= now ? 'Ended ' : 'Ends '}
            {moment(token.expiresAt, 'never')}
            <br />
            Last used {moment(token.lastUsedAt, 'never')}
          </p>
          <Button onClick={() => onRevoke(token)}>
            Revoke <span className="sr-only">{token.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
