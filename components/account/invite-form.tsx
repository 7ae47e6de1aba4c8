'use client';
import { Field } from '@/components/ui/field';
import { basePath } from '@/lib/paths';
import { problemOf, wordsOfError } from '@/lib/queries/accounts';
import { acceptInvitation } from '@/lib/queries/choose-password';
import { signIn } from '@/lib/queries/sign-in';
import { NewPassword } from './new-password';
import { SubmitLarge } from './submit-large';
import { useChoosing } from './use-choosing';

interface InviteFormProps {
  readonly token: string;
  readonly username: string;
  readonly name: string;
  /** They signed in before and only choose a new password. */
  readonly isReset: boolean;
}

/** Chooses name and password by the link of an invitation, and signs in with them. */
export function InviteForm({ token, username, name, isReset }: InviteFormProps) {
  const { error, isBusy, isAlive, onSubmit } = useChoosing(
    async (typed) => {
      const password = typed('password');
      const result = await acceptInvitation({ token, name: typed('name'), password });
      // Failing that they can still type it on the page we go to.
      if (result.ok) await signIn({ username, password });
      return result;
    },
    () => window.location.assign(`${basePath}/`),
  );
  return (
    <form method="post" onSubmit={onSubmit} aria-busy={isBusy} noValidate className="grid w-full max-w-80 gap-4">
      <header className="mb-2 grid gap-1">
        <p className="text-13 text-dim">Callboard</p>
        <h1 className="text-28 font-semibold wrap-anywhere">{isReset ? 'A new password' : `Welcome, ${name}`}</h1>
      </header>
      <Field label="User name" help="You sign in with it" value={username} readOnly autoComplete="username" isLarge />
      <Field
        label="Your name"
        name="name"
        defaultValue={name}
        autoComplete="name"
        problem={problemOf(error, 'name')}
        isLarge
        required
      />
      <NewPassword name="password" problem={problemOf(error, 'password')} isLarge />
      <SubmitLarge isAlive={isAlive} isBusy={isBusy} words={isReset ? 'Save and sign in' : 'Begin'} />
      <p role="alert" className="text-14 text-alarm empty:hidden">
        {wordsOfError(error)}
      </p>
    </form>
  );
}
