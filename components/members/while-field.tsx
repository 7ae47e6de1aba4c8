'use client';
import { type ReactNode, useId } from 'react';
import { controlLook, FieldNotes } from '@/components/ui/field';
import { useNow } from '@/lib/live/use-floor';
import { type Lasting, usualTime } from '@/lib/members/lasting';
import { atClockWords } from './clock-words';

interface WhileFieldProps {
  readonly value: Lasting;
  /** When it is put back, where that is known. */
  readonly end: number | null;
  readonly problem: string | null;
  readonly onChange: (lasting: Lasting) => void;
}

const usualMinutes = '30';

/** For good, or for some minutes or until a time of day, after which Callboard puts it back. */
export function WhileField({ value, end, problem, onChange }: WhileFieldProps) {
  const id = useId();
  const now = useNow();
  const [help, wrong] = [`${id}-help`, `${id}-problem`];
  const typed = (kind: Lasting['kind']) => ({
    'aria-invalid': (value.kind === kind && problem !== null) || undefined,
    'aria-describedby': value.kind === kind ? `${help} ${wrong}` : undefined,
  });
  const way = (lasting: Lasting, words: ReactNode) => (
    <label className="flex min-h-6 items-center gap-2">
      <input
        type="radio"
        name={id}
        checked={value.kind === lasting.kind}
        onChange={() => onChange(lasting)}
        className="h-4 w-4 accent-focus"
      />
      {words}
    </label>
  );
  return (
    <fieldset className="grid gap-1 text-14">
      <legend className="mb-1 text-13 text-dim">How long</legend>
      {way({ kind: 'for-good' }, 'Until somebody changes it')}
      <div className="flex min-h-9 flex-wrap items-center gap-2">
        {way({ kind: 'minutes', text: usualMinutes }, 'Borrow for')}
        <input
          {...typed('minutes')}
          aria-label="Minutes"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={value.kind === 'minutes' ? value.text : ''}
          placeholder={usualMinutes}
          onChange={(event) => onChange({ kind: 'minutes', text: event.target.value.trim() })}
          className={`${controlLook} h-9 max-w-20 rounded-small px-2.5`}
        />
        minutes
      </div>
      <div className="flex min-h-9 flex-wrap items-center gap-2">
        {way({ kind: 'until', text: usualTime(now) }, 'Borrow until')}
        <input
          {...typed('until')}
          aria-label="Time of day"
          type="time"
          value={value.kind === 'until' ? value.text : ''}
          onChange={(event) => onChange({ kind: 'until', text: event.target.value })}
          className={`${controlLook} h-9 max-w-32 rounded-small px-2.5`}
        />
      </div>
      <FieldNotes
        help={
          end === null
            ? null
            : `Callboard puts it back by itself ${atClockWords(end, now)}, and says so if it could not.`
        }
        helpId={help}
        problem={problem}
        problemId={wrong}
      />
    </fieldset>
  );
}
