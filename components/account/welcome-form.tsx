'use client';
import { Field } from '@/components/ui/field';
import { basePath } from '@/lib/paths';
import { problemOf, wordsOfError } from '@/lib/queries/accounts';
import { changePassword } from '@/lib/queries/choose-password';
import { signOut } from '@/lib/queries/sign-out';
import { NewPassword } from './new-password';
import { SubmitLarge } from './submit-large';
import { useChoosing } from './use-choosing';

/** The first thing whoever was given a password does. */
export function WelcomeForm({ name }: { readonly name: string }) {
  const { error, isBusy, isAlive, onSubmit } = useChoosing(
    (typed) => changePassword({ current: typed('current'), next: typed('next') }),
    // A whole new page, with the new session.
    () => window.location.assign(`${basePath}/`),
  );
  return (
    <form method="post" onSubmit={onSubmit} aria-busy={isBusy} noValidate className="grid w-full max-w-80 gap-4">
      <header className="mb-2 grid gap-1">
        <p className="text-13 text-dim">Callboard</p>
        <h1 className="text-28 font-semibold wrap-anywhere">Welcome, {name}</h1>
        <p className="text-14">Somebody else knows the password you came with. Choose one of your own to go on.</p>
      </header>
      <Field
        label="The password you were given"
        name="current"
        type="password"
        autoComplete="current-password"
        problem={problemOf(error, 'current')}
        isLarge
        required
      />
      <NewPassword name="next" problem={problemOf(error, 'next')} isLarge />
      <SubmitLarge isAlive={isAlive} isBusy={isBusy} words="Go on" />
      <p role="alert" className="text-14 text-alarm empty:hidden">
        {wordsOfError(error)}
      </p>
      <button
        type="button"
        onClick={() => void signOut()}
        className="min-h-6 cursor-pointer justify-self-start text-14 underline"
      >
        Sign out
      </button>
    </form>
  );
}
