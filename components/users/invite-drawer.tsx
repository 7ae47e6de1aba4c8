'use client';
import { type FormEvent, useState } from 'react';
import { DetailDrawer } from '@/components/table/detail-drawer';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { problemOf, useInvite, wordsOfError } from '@/lib/queries/accounts';
import { InvitationNote } from './invitation-note';
import { draftFields, isSame, withIdleScope } from './user-draft';
import { bodyOf, emptyDraft, type UserDraft, UserFields } from './user-fields';

/** Makes an account, and a link for whom it is. */
export function InviteDrawer({ onClose }: { readonly onClose: () => void }) {
  const [username, setUsername] = useState('');
  const [typed, setDraft] = useState<UserDraft>(emptyDraft);
  const draft = withIdleScope(typed, emptyDraft);
  const invite = useInvite();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!invite.isPending) invite.mutate({ ...bodyOf(draft), username });
  }
  function another(): void {
    invite.reset();
    setUsername('');
    setDraft(emptyDraft);
  }
  const isDirty = username !== '' || draftFields.some((field) => !isSame(emptyDraft, draft, field));
  return (
    <DetailDrawer title="Invite somebody" subtitle="They choose their password themselves" onClose={onClose}>
      <UnsavedGuard isDirty={isDirty && !invite.data} />
      {invite.data ? (
        <div className="grid gap-4 p-4">
          <InvitationNote invitation={invite.data.invitation} name={invite.data.account.name} />
          <div>
            <Button onClick={another}>Invite another one</Button>
          </div>
        </div>
      ) : (
        <form onSubmit={submit} noValidate aria-busy={invite.isPending} className="grid gap-4 p-4">
          <Field
            label="User name"
            help="What they type to sign in; it stays"
            value={username}
            onChange={(event) => setUsername(event.target.value)}
            problem={problemOf(invite.error, 'username')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <UserFields draft={typed} onDraft={setDraft} error={invite.error} fixedRole={null} />
          <p role="alert" className="text-14 text-alarm empty:hidden">
            {wordsOfError(invite.error)}
          </p>
          <div>
            <Button type="submit" tone="main" isBusy={invite.isPending}>
              {invite.isPending ? 'Making the link…' : 'Make a link'}
            </Button>
          </div>
        </form>
      )}
    </DetailDrawer>
  );
}
