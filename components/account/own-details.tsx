'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type OwnAccount, problemOf, useChangeOwnAccount, wordsOfError } from '@/lib/queries/accounts';
import { ApiError } from '@/lib/queries/call-api';
import { Panel } from './panel';

const draftOf = ({ name, email, extension }: OwnAccount) => ({ name, email: email ?? '', extension: extension ?? '' });

/** Name, e-mail and the phone one is called on. */
export function OwnDetails({ account }: { readonly account: OwnAccount }) {
  const [draft, setDraft] = useState(() => draftOf(account));
  const change = useChangeOwnAccount();
  const isStale = change.error instanceof ApiError && change.error.code === 'conflict';
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (change.isPending) return;
    const { name, email, extension } = draft;
    change.mutate({ revision: account.revision, name, email: orNull(email), extension: orNull(extension) });
  }
  const field = (key: keyof typeof draft) => ({
    value: draft[key],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [key]: event.target.value }),
    problem: problemOf(change.error, key),
  });
  return (
    <Panel title="About you">
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
