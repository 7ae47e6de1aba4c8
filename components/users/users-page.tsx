'use client';
import { UserPlus } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { FilterBar } from '@/components/table/filter-bar';
import { useUrlState } from '@/components/table/use-url-state';
import { Button } from '@/components/ui/button';
import { foldText, wordsOf } from '@/components/ui/fold-text';
import { leave } from '@/components/ui/leaving';
import { type AccountReport, useAccounts, wordsOfError } from '@/lib/queries/accounts';
import { InviteDrawer } from './invite-drawer';
import { UserDrawer } from './user-drawer';
import { UserList } from './user-list';

/** In place of an id in the address: somebody new. */
const newUser = 'new';

/** Who may sign in, with what rights. */
export function UsersPage() {
  const [url, setUrl] = useUrlState();
  const { data, isPending, error } = useAccounts();
  const query = url.get('q') ?? '';
  const openId = url.get('user');
  const found = useMemo(() => findAccounts(data ?? [], query), [data, query]);
  const show = useCallback((user: string | null) => leave(() => setUrl({ user })), [setUrl]);
  const onClose = useCallback(() => show(null), [show]);
  const open = data?.find(({ id }) => id === openId);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <FilterBar
        title="Users"
        count={data ? `${found.length} of ${data.length}` : ''}
        filterKey={query}
        query={query}
        onQuery={(q) => setUrl({ q })}
        placeholder="Find users"
        onClear={query === '' ? null : () => setUrl({ q: null })}
        guide={
          <Button onClick={() => show(newUser)}>
            <UserPlus aria-hidden size={16} />
            Invite
          </Button>
        }
      />
      <div className="flex min-h-0 flex-1 gap-4">
        <section
          aria-label="Users"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
          tabIndex={0}
          className="min-w-0 flex-1 overflow-auto"
        >
          {isPending ? <Placeholders /> : null}
          {data ? <UserList accounts={found} openId={openId} onOpen={show} /> : null}
          {error && !data ? <p role="status">The list could not be read. {wordsOfError(error)}</p> : null}
          {data && found.length === 0 ? <p className="p-3 text-dim">Nobody of that name.</p> : null}
        </section>
        {openId === newUser ? <InviteDrawer onClose={onClose} /> : null}
        {open ? <UserDrawer key={open.id} account={open} onClose={onClose} /> : null}
      </div>
    </div>
  );
}

function findAccounts(accounts: readonly AccountReport[], query: string): readonly AccountReport[] {
  const words = wordsOf(query);
  return accounts
    .filter(({ name, username, role, email, extension, status }) => {
      const text = foldText([name, username, role, email, extension, status].join(' '));
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function Placeholders() {
  return (
    <div aria-busy="true" className="grid gap-px">
      <span className="sr-only">Loading the users</span>
      {[1, 2, 3, 4, 5, 6].map((one) => (
        <div key={one} className="h-9 border-b border-line" />
      ))}
    </div>
  );
}
