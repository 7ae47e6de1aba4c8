'use client';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Field } from '@/components/ui/field';
import { paths } from '@/lib/paths';
import { signIn } from '@/lib/queries/sign-in';
import { describeProblem } from './describe-problem';

/** User name and password; goes to `landing`, a path of this site, once they are right. */
export function SignInForm({ landing }: { readonly landing: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Sent before the page has come alive, the form would go astray.
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const password = useRef<HTMLInputElement>(null);
  const problemId = useId();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const form = { username: String(typed.get('username')), password: String(typed.get('password')) };
    const result = await signIn(form);
    // A whole new page: nothing that was loaded before the sign-in may linger.
    if (result.ok) return window.location.assign(landing);
    setBusy(false);
    setProblem(describeProblem(result, new Date()));
    password.current?.focus();
    password.current?.select();
  }

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
      </header>
      <Field
        label="User name"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
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
    </form>
  );
}
