'use client';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ChosenResult } from '@/lib/queries/choose-password';

/** A form by which a password is chosen: what was typed is read once, when it is sent. */
export function useChoosing(
  choose: (typed: (name: string) => string) => Promise<ChosenResult>,
  onDone: (form: HTMLFormElement) => void,
) {
  const [error, setError] = useState<Error | null>(null);
  const [isBusy, setBusy] = useState(false);
  const refused = useRef<HTMLFormElement | null>(null);
  // Once the fields are marked: a frame asked for here could come before them.
  useEffect(() => {
    if (error) refused.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error]);
  // Sent before the page has come alive, the form would go astray.
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    setBusy(true);
    setError(null);
    const result = await choose((name) => String(data.get(name) ?? ''));
    setBusy(false);
    if (result.ok) return onDone(form);
    refused.current = form;
    setError(result.error);
  }
  return { error, isBusy, isAlive, onSubmit: (event: FormEvent<HTMLFormElement>) => void submit(event) };
}
