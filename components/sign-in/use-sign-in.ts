'use client';
import { type FormEvent, type RefObject, useEffect, useState } from 'react';
import type { WayIn } from '@/lib/protocol/way-in';
import { beginSignIn, problemOf, signIn } from '@/lib/queries/sign-in';
import { describeProblem } from './describe-problem';

interface SignInFields {
  readonly username: RefObject<HTMLInputElement | null>;
  readonly password: RefObject<HTMLInputElement | null>;
}

/** What the sign-in page does: sends what was typed where it belongs, or leads elsewhere, and says what came of it. */
export function useSignIn(landing: string, error: string | null, { username, password }: SignInFields) {
  // Whose name and password are typed; null: ours.
  const [source, setSource] = useState<WayIn | null>(null);
  const [problem, setProblem] = useState(() => (error === null ? null : describeProblem(problemOf(error), new Date())));
  const [isBusy, setBusy] = useState(false);
  // Sent before the page has come alive, the form would go astray.
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const form = { username: String(typed.get('username')), password: String(typed.get('password')) };
    const result = await signIn(form, fetch, source?.id ?? null);
    // A whole new page: nothing that was loaded before the sign-in may linger.
    if (result.ok) return window.location.assign(landing);
    setBusy(false);
    setProblem(describeProblem(result, new Date(), source?.name));
    password.current?.focus();
    password.current?.select();
  }

  async function goElsewhere({ id, name }: WayIn): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    const result = await beginSignIn(id, landing);
    if (result.ok) return window.location.assign(result.url);
    setBusy(false);
    setProblem(describeProblem(result, new Date(), name));
  }

  function choose(way: WayIn | null): void {
    if (way?.isElsewhere) return void goElsewhere(way);
    setSource(way);
    setProblem(null);
    username.current?.focus();
  }

  return { source, problem, isBusy, isAlive, submit, choose };
}
