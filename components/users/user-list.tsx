'use client';
import clsx from 'clsx';
import { useNarrow } from '@/components/table/use-narrow';
import { useSites } from '@/components/table/use-sites';
import { formatDate } from '@/components/ui/format-date';
import { useNow } from '@/lib/live/use-floor';
import type { AccountReport } from '@/lib/queries/accounts';
import { seesWords } from './scope-words';

interface UserListProps {
  readonly accounts: readonly AccountReport[];
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
}

/** Everybody, by name; a table, or a list on a phone. */
export function UserList(props: UserListProps) {
  return useNarrow() ? <Lines {...props} /> : <Table {...props} />;
}

function Table({ accounts, openId, onOpen }: UserListProps) {
  const tell = useTelling();
  return (
    <table className="w-full border-collapse text-left text-14">
      <thead className="sticky top-0 z-10 bg-ground text-13 text-dim">
        <tr>
          {['Name', 'User name', 'Role', 'Sees', 'Last sign-in', 'State'].map((title) => (
            <th key={title} scope="col" className="h-9 border-b border-line px-3 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr
            key={account.id}
            aria-current={account.id === openId || undefined}
            onClick={() => onOpen(account.id)}
            onKeyDown={() => {}}
            className={clsx(
              'h-9 cursor-pointer border-b border-line hover:bg-raised',
              account.id === openId && 'bg-raised',
            )}
          >
            <td className="px-3 font-medium wrap-anywhere">
              <OpenButton account={account} onOpen={onOpen} />
            </td>
            <td className="px-3 wrap-anywhere">{account.username}</td>
            <td className="px-3">{account.role}</td>
            <td className="px-3 wrap-anywhere">{tell.scope(account)}</td>
            <td className="px-3 tabular-nums">{tell.lastSignIn(account)}</td>
            <td className="px-3">{tell.state(account)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lines({ accounts, onOpen }: UserListProps) {
  const tell = useTelling();
  return (
    <ul className="grid gap-2">
      {accounts.map((account) => (
        <li key={account.id} className="rounded-panel border border-line bg-surface p-3">
          <OpenButton account={account} onOpen={onOpen} />
          <p className="text-13 wrap-anywhere text-dim">
            {account.username}, {account.role}, {tell.state(account)}
          </p>
          <p className="text-13 wrap-anywhere text-dim">
            Sees: {tell.scope(account)}; last sign-in {tell.lastSignIn(account)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function OpenButton({ account, onOpen }: { readonly account: AccountReport; readonly onOpen: (id: string) => void }) {
  return (
    <button
      type="button"
      onClick={(event) => {
        event.stopPropagation();
        onOpen(account.id);
      }}
      className="min-h-6 cursor-pointer text-left font-medium wrap-anywhere hover:underline"
    >
      {account.name}
    </button>
  );
}

function useTelling() {
  const now = useNow(60_000);
  const site = useSites();
  return {
    scope: (account: AccountReport) => seesWords(account, site),
    lastSignIn: ({ lastSignInAt }: AccountReport) => (lastSignInAt === null ? 'never' : formatDate(lastSignInAt, now)),
    state({ status, invitedUntil, provider }: AccountReport): string {
      if (status !== 'invited') return provider === null ? status : `${status}, ${providerWords(provider)}`;
      if (invitedUntil === null || invitedUntil <= now) return 'invited, the link has ended';
      return `invited until ${formatDate(invitedUntil, now)}`;
    },
  };
}

/** Where somebody signs in. */
export function providerWords(provider: string): string {
  return provider === 'oidc' ? 'single sign-on' : `by ${provider.replace(/^qm:/, '')}`;
}
