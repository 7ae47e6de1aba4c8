'use client';
import { type FormEvent, useState } from 'react';
import { DetailDrawer } from '@/components/table/detail-drawer';
import { useSites } from '@/components/table/use-sites';
import { Button } from '@/components/ui/button';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { type AccountReport, useChangeAccount, useOwnAccount, wordsOfError } from '@/lib/queries/accounts';
import { ApiError } from '@/lib/queries/call-api';
import { seesWords } from './scope-words';
import { UserAccess } from './user-access';
import { UserConflict } from './user-conflict';
import { draftFields, draftOf, isSame, rebase, withIdleScope } from './user-draft';
import { bodyOf, type UserDraft, UserFields } from './user-fields';

interface UserDrawerProps {
  readonly account: AccountReport;
  readonly onClose: () => void;
}

/** One account in full: what is said of somebody, and whether they may come in. */
export function UserDrawer({ account, onClose }: UserDrawerProps) {
  const own = useOwnAccount();
  const isSelf = own.data?.id === account.id;
  return (
    <DetailDrawer title={account.name} subtitle={account.username} onClose={onClose}>
      <UserForm account={account} isSelf={isSelf} />
      <UserAccess account={account} isSelf={isSelf} />
    </DetailDrawer>
  );
}

function UserForm({ account, isSelf }: { readonly account: AccountReport; readonly isSelf: boolean }) {
  // What was read when the form was opened: an answer that comes later must not write over what is being typed.
  const [base, setBase] = useState(account);
  const [typed, setDraft] = useState<UserDraft>(() => draftOf(account));
  const draft = withIdleScope(typed, draftOf(base));
  const change = useChangeAccount(account.id);
  const sites = useSites();
  const [said, setSaid] = useState('');
  const isStale = change.error instanceof ApiError && change.error.code === 'conflict';
  const mine = isStale ? rebase(draftOf(base), draft, draftOf(account)) : draft;

  function begin(from: AccountReport): void {
    change.reset();
    setBase(from);
    setDraft(draftOf(from));
  }
  function save(from: AccountReport, wanted: UserDraft): void {
    if (change.isPending) return;
    const before = draftOf(from);
    const changed = draftFields.filter((field) => !isSame(before, wanted, field));
    const body = bodyOf(wanted);
    const changes = Object.fromEntries(changed.map((field) => [field, body[field]]));
    setDraft(wanted);
    setBase(from);
    setSaid('');
    change.mutate(
      { revision: from.revision, ...changes },
      {
        onSuccess: (saved) => {
          begin(saved);
          setSaid('Saved.');
        },
      },
    );
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    save(base, draft);
  }
  const isDirty = draftFields.some((field) => !isSame(draftOf(base), draft, field));
  return (
    <form onSubmit={submit} noValidate aria-busy={change.isPending} className="grid gap-4 p-4">
      <UnsavedGuard isDirty={isDirty} />
      {isStale && account.revision !== base.revision ? (
        <UserConflict
          mine={mine}
          theirs={draftOf(account)}
          tell={(of, field) => {
            if (field === 'scope') return seesWords(of, sites);
            return field === 'agentIds' ? of.agentIds.join(', ') : of[field];
          }}
          isBusy={change.isPending}
          onMine={() => save(account, mine)}
          onTheirs={() => begin(account)}
        />
      ) : null}
      <UserFields draft={typed} onDraft={setDraft} error={change.error} fixedRole={fixedRoleOf(account, isSelf)} />
      <p role="alert" className="text-14 text-alarm empty:hidden">
        {isStale ? '' : wordsOfError(change.error)}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="main" isBusy={change.isPending}>
          {change.isPending ? 'Saving…' : 'Save'}
        </Button>
        <p role="status" className="text-14">
          {said}
        </p>
      </div>
    </form>
  );
}

function fixedRoleOf({ provider, role }: AccountReport, isSelf: boolean): string | null {
  if (isSelf) return `You are ${role}. Another admin can change that.`;
  return provider === null ? null : `${role}: taken at each sign-in from where they sign in`;
}
