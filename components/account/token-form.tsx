'use client';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useViewer } from '@/components/shell/viewer';
import { Button } from '@/components/ui/button';
import { controlLook, Field, FieldFrame, FieldNotes } from '@/components/ui/field';
import { type Action, can } from '@/lib/can';
import { problemOf, useAddToken, wordsOfError } from '@/lib/queries/accounts';
import { readingActions, tokenActions } from '@/lib/token-actions';
import { actionWords } from './action-words';

const lifetimes = [30, 90, 365, null] as const;
type Days = (typeof lifetimes)[number];

/** Makes a token and shows it, once. */
export function TokenForm() {
  const { role } = useViewer();
  const mayGrant = tokenActions.filter((action) => can({ role }, action));
  const reading = mayGrant.filter((action) => readingActions.includes(action));
  const [name, setName] = useState('');
  const [days, setDays] = useState<Days>(90);
  const [grants, setGrants] = useState<readonly Action[]>(reading);
  const add = useAddToken();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!add.isPending) add.mutate({ name, days, grants }, { onSuccess: () => setName('') });
  }
  return (
    <form onSubmit={submit} noValidate aria-busy={add.isPending} className="grid gap-4 border-t border-line pt-4">
      <h3 className="text-14 font-semibold">A new token</h3>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Name of the token"
          help="What it is for, so that you know it later"
          value={name}
          onChange={(event) => setName(event.target.value)}
          problem={problemOf(add.error, 'name')}
          autoComplete="off"
          required
        />
        <FieldFrame label="Ends" problem={problemOf(add.error, 'days')}>
          {(control) => (
            <select
              {...control}
              value={String(days)}
              onChange={(event) => setDays(lifetimes.find((one) => String(one) === event.target.value) ?? null)}
              className={`${controlLook} h-9 rounded-small px-2 text-14`}
            >
              {lifetimes.map((one) => (
                <option key={String(one)} value={String(one)}>
                  {one === null ? 'Never' : `After ${one} days`}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
      </div>
      <Grants {...{ mayGrant, reading, grants }} onGrants={setGrants} problem={problemOf(add.error, 'grants')} />
      <p role="alert" className="text-14 text-alarm empty:hidden">
        {wordsOfError(add.error)}
      </p>
      <div>
        <Button type="submit" isBusy={add.isPending}>
          {add.isPending ? 'Making it…' : 'Make a token'}
        </Button>
      </div>
      {add.data ? <FreshToken text={add.data.text} name={add.data.token.name} /> : null}
    </form>
  );
}

interface GrantsProps {
  readonly mayGrant: readonly Action[];
  readonly reading: readonly Action[];
  readonly grants: readonly Action[];
  readonly problem: string | null;
  readonly onGrants: (grants: readonly Action[]) => void;
}

function Grants({ mayGrant, reading, grants, problem, onGrants }: GrantsProps) {
  const id = useId();
  return (
    <fieldset className="grid min-w-0 gap-2" aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend className="mb-1 text-13 text-dim">May</legend>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onGrants(reading)}>All that reads</Button>
        <Button onClick={() => onGrants(['see-floor', 'see-console'])}>Only the live floor</Button>
      </div>
      <div className="grid gap-1 sm:grid-cols-2">
        {mayGrant.map((action) => (
          <label key={action} className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              checked={grants.includes(action)}
              onChange={(event) =>
                onGrants(event.target.checked ? [...grants, action] : grants.filter((one) => one !== action))
              }
              className="h-4 w-4 shrink-0 accent-focus"
            />
            {actionWords(action)}
          </label>
        ))}
      </div>
      <FieldNotes problem={problem} helpId={`${id}-help`} problemId={`${id}-problem`} />
    </fieldset>
  );
}

function FreshToken({ text, name }: { readonly text: string; readonly name: string }) {
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time there is another one
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);
  return (
    <div role="status" className="grid gap-2 rounded-panel border border-ok p-3">
      <p className="text-14 wrap-anywhere">
        <span className="font-semibold">{name}</span> is made. Copy it now: it is not shown again.
      </p>
      <input
        ref={field}
        readOnly
        aria-label="The new token"
        value={text}
        className={`${controlLook} h-9 rounded-small px-2.5 font-mono text-13`}
      />
    </div>
  );
}
