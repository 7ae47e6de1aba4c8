'use client';
import { type ControlShape, type ControlValue, ValueControl } from '@/components/form/value-control';
import type { FormField } from '@/lib/protocol/source-settings';

interface VendorFieldProps {
  readonly field: FormField;
  readonly value: ControlValue;
  readonly problem: string | null;
  readonly onChange: (value: ControlValue) => void;
}

/** One setting of a vendor, as the schema describes it. */
export function VendorField({ field, ...rest }: VendorFieldProps) {
  return <ValueControl shape={shapeOf(field)} {...rest} />;
}

const controlOf: Readonly<Record<FormField['kind'], ControlShape['kind']>> = {
  text: 'text',
  secret: 'text',
  number: 'number',
  boolean: 'boolean',
  choice: 'choice',
  choices: 'choices',
  list: 'lines',
  pairs: 'lines',
};

function shapeOf(field: FormField): ControlShape {
  const { kind, label, unit, isRequired, choices } = field;
  const picks = choices.map((choice) => ({ value: choice, label: choice }));
  return { kind: controlOf[kind], label, help: helpOf(field), unit, isRequired, picks };
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
