'use client';
import { useViewer } from '@/components/shell/viewer';
import { can } from '@/lib/can';
import { type OwnAccount, useOwnAccount, wordsOfError } from '@/lib/queries/accounts';
import { OwnDetails } from './own-details';
import { PasswordForm } from './password-form';
import { SessionsPanel } from './sessions-panel';
import { TokensPanel } from './tokens-panel';

/** What everybody may do with their own account. */
export function AccountPage() {
  const { data, error, isPending } = useOwnAccount();
  return (
    <div className="relative -m-1 min-h-0 flex-1 overflow-auto p-1">
      <h1 className="mb-3 text-20 font-semibold">My account</h1>
      {isPending ? (
        <p aria-busy="true" className="text-14 text-dim">
          Loading your account
        </p>
      ) : null}
      {data ? <Panels account={data} /> : null}
      {error && !data ? <p role="status">Your account could not be read. {wordsOfError(error)}</p> : null}
    </div>
  );
}

function Panels({ account }: { readonly account: OwnAccount }) {
  const { role } = useViewer();
  return (
    <div className="grid max-w-6xl items-start gap-4 lg:grid-cols-2">
      <OwnDetails account={account} />
      <div className="grid gap-4">
        {account.hasPassword ? <PasswordForm username={account.username} /> : null}
        <SessionsPanel />
      </div>
      {can({ role }, 'own-tokens') ? (
        <div className="lg:col-span-2">
          <TokensPanel />
        </div>
      ) : null}
    </div>
  );
}
