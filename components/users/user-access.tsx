'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type AccountReport, useChangeAccount, useResetPassword, wordsOfError } from '@/lib/queries/accounts';
import { InvitationNote } from './invitation-note';

/** Disabling, enabling, and a link to a new password. */
export function UserAccess({ account, isSelf }: { readonly account: AccountReport; readonly isSelf: boolean }) {
  const [asks, setAsks] = useState<'disable' | 'reset' | null>(null);
  const change = useChangeAccount(account.id);
  const reset = useResetPassword(account.id);
  const { name, status, provider, revision } = account;
  const close = () => setAsks(null);
  if (isSelf)
    return (
      <p className="border-t border-line p-4 text-13 text-dim">
        Your password and your own tokens are on the page of your account.
      </p>
    );
  return (
    <div className="grid gap-3 border-t border-line p-4">
      <h3 className="text-14 font-semibold">Access</h3>
      {reset.data ? <InvitationNote invitation={reset.data.invitation} name={name} /> : null}
      <div className="flex flex-wrap gap-2">
        {status === 'disabled' ? (
          <Button isBusy={change.isPending} onClick={() => change.mutate({ revision, disabled: false })}>
            Enable
          </Button>
        ) : (
          <>
            {provider === null ? (
              <Button onClick={() => (status === 'invited' ? reset.mutate() : setAsks('reset'))}>
                {status === 'invited' ? 'New link' : 'Reset password'}
              </Button>
            ) : null}
            <Button onClick={() => setAsks('disable')}>Disable</Button>
          </>
        )}
      </div>
      <p role="alert" className="text-14 text-alarm empty:hidden">
        {asks === null ? wordsOfError(change.error ?? reset.error) : ''}
      </p>
      <ConfirmDialog
        title={`Disable ${name}?`}
        action={`Disable ${name}`}
        isOpen={asks === 'disable'}
        isBusy={change.isPending}
        problem={wordsOfError(change.error)}
        onClose={close}
        onConfirm={() => change.mutate({ revision, disabled: true }, { onSuccess: close })}
      >
        They are signed out within seconds, and their API tokens stop working. You can enable them again.
      </ConfirmDialog>
      <ConfirmDialog
        title={`Reset the password of ${name}?`}
        action="Reset it"
        isOpen={asks === 'reset'}
        isBusy={reset.isPending}
        problem={wordsOfError(reset.error)}
        onClose={close}
        onConfirm={() => reset.mutate(undefined, { onSuccess: close })}
      >
        Their password stops working at once and they are signed out. You are shown a link by which they choose a new
        one.
      </ConfirmDialog>
    </div>
  );
}
