'use client';
import { useId, useRef } from 'react';
import { Field } from '@/components/ui/field';
import { paths } from '@/lib/paths';
import type { WayIn } from '@/lib/protocol/way-in';
import { useSignIn } from './use-sign-in';
import { WaysIn } from './ways-in';

interface SignInFormProps {
  /** A path of this site. */
  readonly landing: string;
  /** Ways in besides a password of ours. */
  readonly waysIn?: readonly WayIn[];
  /** Why whoever comes back from elsewhere was not let in, as next-auth codes it. */
  readonly error?: string | null;
}

/** User name and password, of Callboard or of a source, or a way in elsewhere; goes to `landing` once they are right. */
export function SignInForm({ landing, waysIn = [], error = null }: SignInFormProps) {
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const { source, problem, isBusy, isAlive, submit, choose } = useSignIn(landing, error, { username, password });

  return (
    <form
      // Whatever happens: never the password in an address.
      method="post"
      action={`${paths.auth}/callback/credentials`}
      onSubmit={(event) => void submit(event)}
      aria-busy={isBusy}
      aria-describedby={problem ? problemId : undefined}
      className="grid w-full max-w-80 gap-4"
    >
      <header className="mb-2 grid gap-1">
        <p className="text-13 text-dim">Callboard</p>
        <h1 className="text-28 font-semibold">Sign in</h1>
        {source ? <p className="text-14">with your name and password of {source.name}</p> : null}
      </header>
      <Field
        label="User name"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        inputRef={username}
        required
        isLarge
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        inputRef={password}
        required
        isLarge
      />
      <button
        type="submit"
        disabled={!isAlive}
        aria-disabled={isBusy}
        className="mt-2 h-10 cursor-pointer rounded-panel bg-text px-4 font-semibold text-ground aria-disabled:cursor-default aria-disabled:opacity-60"
      >
        {isBusy ? 'Signing in…' : 'Sign in'}
      </button>
      <p id={problemId} role="alert" className="min-h-10 text-14 text-alarm">
        {problem}
      </p>
      <WaysIn waysIn={waysIn} chosen={source} isAlive={isAlive} onChoose={choose} />
    </form>
  );
}
