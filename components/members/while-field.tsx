import { useId } from 'react';
import { controlLook, FieldNotes } from '@/components/ui/field';

interface WhileFieldProps {
  /** Minutes as typed; empty: until somebody changes it. */
  readonly value: string;
  readonly isWrong: boolean;
  readonly onChange: (minutes: string) => void;
}

const usualMinutes = '30';

/** For good, or for some minutes after which Callboard puts it back. */
export function WhileField({ value, isWrong, onChange }: WhileFieldProps) {
  const id = useId();
  const isForAWhile = value !== '';
  return (
    <fieldset className="grid gap-1 text-14">
      <legend className="mb-1 text-13 text-dim">How long</legend>
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="radio"
          name={id}
          checked={!isForAWhile}
          onChange={() => onChange('')}
          className="h-4 w-4 accent-focus"
        />
        Until somebody changes it
      </label>
      <div className="flex min-h-9 flex-wrap items-center gap-2">
        <label className="flex min-h-6 items-center gap-2">
          <input
            type="radio"
            name={id}
            checked={isForAWhile}
            onChange={() => onChange(usualMinutes)}
            className="h-4 w-4 accent-focus"
          />
          Borrow for
        </label>
        <input
          aria-label="Minutes"
          inputMode="numeric"
          value={value}
          placeholder={usualMinutes}
          aria-invalid={isWrong || undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.target.value.trim())}
          className={`${controlLook} h-9 max-w-20 rounded-small px-2.5`}
        />
        minutes
      </div>
      <FieldNotes
        help={isForAWhile ? 'Callboard puts it back by itself, and says so if it could not.' : null}
        helpId={`${id}-help`}
        problem={isWrong ? 'must be a whole number from 1 to 1440' : null}
        problemId={`${id}-problem`}
      />
    </fieldset>
  );
}
