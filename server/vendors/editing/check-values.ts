import { problemOfValue } from '@/lib/editing/problem-of-value';
import type { FieldValue, RecordField } from '@/lib/editing/records';
import { sameValue } from '@/lib/editing/same-value';
import type { FieldProblem } from '@/lib/protocol/reply';
import type { Edit } from '@/server/vendors/editor';

/** What the fields themselves have against the values of an edit: strangers, wrong kinds, too long, missing. */
export function checkValues(fields: readonly RecordField[], edit: Edit): FieldProblem[] {
  if (edit.operation === 'remove') return [];
  const known = new Set(fields.map(({ name }) => name));
  const strangers = Object.keys(edit.values).filter((name) => !known.has(name));
  return [
    ...strangers.map((field) => ({ field, message: 'is no field of this record' })),
    ...fields.flatMap((field) => {
      const message = whatIsWrong(field, edit);
      return message === null ? [] : [{ field: field.name, message }];
    }),
  ];
}

/** As a form has it after the edit. */
export function valueAfter(edit: Edit, name: string): FieldValue {
  return edit.values[name] ?? edit.fresh?.values[name] ?? null;
}

/** The values that are other than before. */
export function changedNames({ values, fresh }: Edit): string[] {
  const kindOf = (name: string) => fresh?.fields.find((field) => field.name === name)?.kind ?? 'text';
  return Object.keys(values).filter(
    (name) => !sameValue(kindOf(name), values[name] ?? null, fresh?.values[name] ?? null),
  );
}

function whatIsWrong(field: RecordField, { operation, values, fresh }: Edit): string | null {
  const value = values[field.name] ?? null;
  const isGiven = Object.hasOwn(values, field.name);
  if (field.isReadOnly)
    return isGiven && operation === 'update' && !sameValue(field.kind, value, fresh?.values[field.name] ?? null)
      ? 'cannot be changed from here'
      : null;
  return isGiven || operation === 'create' ? (problemOfValue(field, value) ?? vendorProblem(field, value)) : null;
}

/** Stricter than a form: a tab is no part of a line, and vendors may count what one character is made of. */
function vendorProblem({ kind, maxLength }: RecordField, value: FieldValue): string | null {
  const texts = [value].flat().filter((one) => typeof one === 'string');
  if (kind !== 'long-text' && texts.some((text) => /\p{Cc}/u.test(text)))
    return 'must be one line, without control characters';
  const isTooLong = typeof value === 'string' && maxLength !== null && value.length > maxLength;
  return isTooLong ? `must have at most ${maxLength} characters` : null;
}
