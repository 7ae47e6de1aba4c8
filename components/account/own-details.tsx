'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { type OwnAccount, problemOf, useChangeOwnAccount, wordsOfError } from '@/lib/queries/accounts';
import { ApiError } from '@/lib/queries/call-api';
import { Panel } from './panel';

const draftOf = ({ name, email, extension }: OwnAccount) => ({ name, email: email ?? '', extension: extension ?? '' });

/** Name, e-mail and the phone one is called on. */
export function OwnDetails({ account }: { readonly account: OwnAccount }) {
  const [kept, setKept] = useState(() => draftOf(account));
  const [draft, setDraft] = useState(kept);
  const change = useChangeOwnAccount();
  const isStale = change.error instanceof ApiError && change.error.code === 'conflict';
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (change.isPending) return;
    const { name, email, extension } = draft;
    const changes = { revision: account.revision, name, email: orNull(email), extension: orNull(extension) };
    change.mutate(changes, {
      onSuccess: (saved) => {
        setKept(draftOf(saved));
        setDraft(draftOf(saved));
      },
    });
  }
  const field = (key: keyof typeof draft) => ({
    value: draft[key],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [key]: event.target.value }),
    problem: problemOf(change.error, key),
  });
  return (
    <Panel title="About you">
      <UnsavedGuard isDirty={JSON.stringify(draft) !== JSON.stringify(kept)} />
      <form onSubmit={submit} noValidate aria-busy={change.isPending} className="grid gap-4">
        <p className="text-13 text-dim">
          You sign in as <span className="text-text">{account.username}</span> and are {account.role} here.
        </p>
        <Field label="Name" autoComplete="name" required {...field('name')} />
        <Field label="E-mail" type="email" autoComplete="email" {...field('email')} />
        <Field label="Extension" help="The phone you are called on" autoComplete="off" {...field('extension')} />
        <p role="alert" className="text-14 text-alarm empty:hidden">
          {isStale
            ? 'An admin has changed your account meanwhile. Save again if yours is what should hold.'
            : wordsOfError(change.error)}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" tone="main" isBusy={change.isPending}>
            {change.isPending ? 'Saving…' : 'Save'}
          </Button>
          <p role="status">{change.isSuccess ? 'Saved.' : ''}</p>
        </div>
      </form>
    </Panel>
  );
}
