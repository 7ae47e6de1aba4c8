'use client';
import clsx from 'clsx';
import { useId } from 'react';
import { controlLook, Field, FieldFrame, FieldNotes } from '@/components/ui/field';
import type { FormField } from '@/lib/protocol/source-settings';
import type { FieldValue } from './typed-value';

interface VendorFieldProps {
  readonly field: FormField;
  readonly value: FieldValue;
  readonly problem: string | null;
  readonly onChange: (value: FieldValue) => void;
}

/** One setting of a vendor, as the schema describes it. */
export function VendorField(props: VendorFieldProps) {
  const { field, value, problem, onChange } = props;
  const shared = { label: field.label, help: helpOf(field), problem };
  switch (field.kind) {
    case 'boolean':
      return <TickField {...shared} isOn={value === true} onChange={onChange} />;
    case 'choices':
      return <TicksField {...shared} choices={field.choices} value={value} onChange={onChange} />;
    case 'choice':
      return (
        <FieldFrame {...shared}>
          {(control) => (
            <select
              {...control}
              value={String(value)}
              onChange={(event) => onChange(event.target.value)}
              className={clsx(controlLook, 'h-9 rounded-small px-2 text-14')}
            >
              {field.choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          )}
        </FieldFrame>
      );
    case 'list':
    case 'pairs':
      return (
        <FieldFrame {...shared}>
          {(control) => (
            <textarea
              {...control}
              rows={Math.min(6, Math.max(2, String(value).split('\n').length))}
              spellCheck={false}
              value={String(value)}
              onChange={(event) => onChange(event.target.value)}
              className={clsx(controlLook, 'rounded-small px-2.5 py-1.5 text-14')}
            />
          )}
        </FieldFrame>
      );
    default:
      return (
        <Field
          {...shared}
          unit={field.unit}
          inputMode={field.kind === 'number' ? 'decimal' : undefined}
          required={field.isRequired}
          autoComplete="off"
          spellCheck={false}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

/** How it is typed, where that is not plain, and what holds without it. */
function helpOf({ kind, help, default: fallback, wholeWord }: FormField): string {
  const how: Partial<Record<FormField['kind'], string>> = {
    list: wholeWord === null ? 'One a line.' : `One a line, or ${wholeWord} for all.`,
    pairs: 'One a line, as 300 = 7.',
  };
  const isShort = typeof fallback === 'number' || (typeof fallback === 'string' && fallback !== '');
  const usual = isShort ? `Usually ${fallback}.` : '';
  const ending = help === '' || /[.!?]$/.test(help) ? help : `${help}.`;
  return [ending, how[kind] ?? '', usual].filter(Boolean).join(' ');
}

interface TickFieldProps extends Pick<VendorFieldProps, 'problem'> {
  readonly label: string;
  readonly help: string;
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
          aria-describedby={`${id}-help`}
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

interface TicksFieldProps extends Pick<VendorFieldProps, 'problem' | 'value' | 'onChange'> {
  readonly label: string;
  readonly help: string;
  readonly choices: readonly string[];
}

function TicksField({ label, help, problem, choices, value, onChange }: TicksFieldProps) {
  const id = useId();
  const on = Array.isArray(value) ? (value as readonly string[]) : [];
  const toggle = (choice: string) =>
    onChange(choices.filter((one) => (one === choice ? !on.includes(one) : on.includes(one))));
  return (
    <fieldset className="grid gap-1" aria-describedby={`${id}-help`}>
      <legend className="mb-1 text-13 text-dim">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {choices.map((choice) => (
          <label key={choice} className="flex min-h-6 items-center gap-2 text-14">
            <input
              type="checkbox"
              checked={on.includes(choice)}
              aria-invalid={problem ? true : undefined}
              onChange={() => toggle(choice)}
              className={tick}
            />
            {choice}
          </label>
        ))}
      </div>
      <FieldNotes help={help} helpId={`${id}-help`} problem={problem} problemId={`${id}-problem`} />
    </fieldset>
  );
}
