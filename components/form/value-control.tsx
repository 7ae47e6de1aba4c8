'use client';
import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import { controlLook, Field, FieldFrame, FieldNotes } from '@/components/ui/field';

/** What a control holds: text, a tick, or ticks. Lists are typed a line each. */
export type ControlValue = string | boolean | readonly string[];

/** A value as a schema describes it, whoever’s schema that is. */
export interface ControlShape {
  readonly kind: 'text' | 'long-text' | 'number' | 'boolean' | 'choice' | 'choices' | 'lines';
  readonly label: string;
  readonly help: ReactNode;
  readonly unit: string | null;
  readonly isRequired: boolean;
  /** Not to be read over somebody’s shoulder. */
  readonly isSecret?: boolean;
  readonly picks: readonly { readonly value: string; readonly label: string }[];
}

export interface ValueControlProps {
  readonly shape: ControlShape;
  readonly value: ControlValue;
  readonly problem: string | null;
  readonly onChange: (value: ControlValue) => void;
}

/** One value of a form drawn from a schema. */
export function ValueControl(props: ValueControlProps) {
  const { shape, value, problem, onChange } = props;
  const shared = { label: shape.label, help: shape.help, problem };
  switch (shape.kind) {
    case 'boolean':
      return <TickField {...shared} isOn={value === true} onChange={onChange} />;
    case 'choices':
      return <TicksField {...shared} picks={shape.picks} value={value} onChange={onChange} />;
    case 'choice':
      return <ChoiceField {...props} value={String(value)} />;
    case 'lines':
    case 'long-text':
      return <LongField {...props} value={String(value)} />;
    default:
      return (
        <Field
          {...shared}
          unit={shape.unit}
          type={shape.isSecret ? 'password' : 'text'}
          inputMode={shape.kind === 'number' ? 'decimal' : undefined}
          required={shape.isRequired}
          // Browsers offer the reader’s own password for any other word.
          autoComplete={shape.isSecret ? 'new-password' : 'off'}
          spellCheck={false}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

type TypedProps = ValueControlProps & { readonly value: string };

function ChoiceField({ shape, value, problem, onChange }: TypedProps) {
  // What is kept can be something that is not offered any more.
  const isOffered = shape.picks.some((pick) => pick.value === value);
  return (
    <FieldFrame label={shape.label} help={shape.help} problem={problem}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={clsx(controlLook, 'h-9 rounded-small px-2 text-14')}
        >
          {isOffered ? null : <option value={value}>{value || 'Choose…'}</option>}
          {shape.picks.map((pick) => (
            <option key={pick.value} value={pick.value}>
              {pick.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

function LongField({ shape, value, problem, onChange }: TypedProps) {
  return (
    <FieldFrame label={shape.label} help={shape.help} problem={problem}>
      {(control) => (
        <textarea
          {...control}
          rows={Math.min(6, Math.max(2, value.split('\n').length))}
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={clsx(controlLook, 'rounded-small px-2.5 py-1.5 text-14')}
        />
      )}
    </FieldFrame>
  );
}

interface TickFieldProps extends Pick<ValueControlProps, 'problem'> {
  readonly label: string;
  readonly help: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

const tick = 'h-4 w-4 shrink-0 accent-focus';

function TickField({ label, help, problem, isOn, onChange }: TickFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label className="flex min-h-6 items-center gap-2 text-14">
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={describedBy(id, help, problem)}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className={tick}
        />
        {label}
      </label>
      <FieldNotes help={help} helpId={`${id}-help`} problem={problem} problemId={`${id}-problem`} />
    </div>
  );
}

interface TicksFieldProps extends Pick<ValueControlProps, 'problem' | 'value' | 'onChange'> {
  readonly label: string;
  readonly help: ReactNode;
  readonly picks: ControlShape['picks'];
}

function TicksField({ label, help, problem, picks, value, onChange }: TicksFieldProps) {
  const id = useId();
  const on = Array.isArray(value) ? (value as readonly string[]) : [];
  const all = [...picks, ...on.flatMap((one) => (picks.some((pick) => pick.value === one) ? [] : unknownPick(one)))];
  const toggle = (choice: string) =>
    onChange(all.flatMap((pick) => ((pick.value === choice) !== on.includes(pick.value) ? [pick.value] : [])));
  return (
    <fieldset className="grid gap-1" aria-describedby={describedBy(id, help, problem)}>
      <legend className="mb-1 text-13 text-dim">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {all.map((pick) => (
          <label key={pick.value} className="flex min-h-6 items-center gap-2 text-14">
            <input
              type="checkbox"
              checked={on.includes(pick.value)}
              aria-invalid={problem ? true : undefined}
              onChange={() => toggle(pick.value)}
              className={tick}
            />
            {pick.label}
          </label>
        ))}
      </div>
      <FieldNotes help={help} helpId={`${id}-help`} problem={problem} problemId={`${id}-problem`} />
    </fieldset>
  );
}

const unknownPick = (value: string) => [{ value, label: value }];

function describedBy(id: string, help: ReactNode, problem: string | null): string | undefined {
  return [problem ? `${id}-problem` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ') || undefined;
}
