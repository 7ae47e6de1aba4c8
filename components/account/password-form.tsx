'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { problemOf, wordsOfError } from '@/lib/queries/accounts';
import { changePassword } from '@/lib/queries/choose-password';
import { NewPassword } from './new-password';
import { Panel } from './panel';
import { useChoosing } from './use-choosing';

/** A new password for who knows the one of now. */
export function PasswordForm({ username }: { readonly username: string }) {
  const [isDone, setDone] = useState(false);
  const { error, isBusy, onSubmit } = useChoosing(
    (typed) => {
      setDone(false);
      return changePassword({ current: typed('current'), next: typed('next') });
    },
    (form) => {
      form.reset();
      setDone(true);
    },
  );
  return (
    <Panel title="Password">
      <form method="post" onSubmit={onSubmit} noValidate aria-busy={isBusy} className="grid gap-4">
        <input type="hidden" autoComplete="username" value={username} readOnly />
        <Field
          label="Password of now"
          name="current"
          type="password"
          autoComplete="current-password"
          problem={problemOf(error, 'current')}
          required
        />
        <NewPassword name="next" problem={problemOf(error, 'next')} />
        <p role="alert" className="text-14 text-alarm empty:hidden">
          {wordsOfError(error)}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" isBusy={isBusy}>
            {isBusy ? 'Changing…' : 'Change password'}
          </Button>
          <p role="status">{isDone ? 'Changed. You are signed out everywhere else.' : ''}</p>
        </div>
      </form>
    </Panel>
  );
}
