import type { FieldValue, RecordField } from '@/lib/editing/records';
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
  return Object.keys(values).filter((name) => !isSame(values[name], fresh?.values[name]));
}

function isSame(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  return JSON.stringify(one ?? '') === JSON.stringify(other ?? '');
}

function whatIsWrong(field: RecordField, { operation, values, fresh }: Edit): string | null {
  const value = values[field.name];
  const isGiven = Object.hasOwn(values, field.name);
  if (field.isReadOnly)
    return isGiven && operation === 'update' && !isSame(value, fresh?.values[field.name])
      ? 'cannot be changed from here'
      : null;
  if (value === undefined || value === null || value === '')
    return field.isRequired && (operation === 'create' || isGiven) ? 'must be given' : null;
  return misfitOf(field, value);
}

function misfitOf(field: RecordField, value: Exclude<FieldValue, null>): string | null {
  switch (field.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be yes or no';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'must be a number';
    case 'list':
    case 'choices':
      return listMisfit(field, value);
    case 'members':
      return Array.isArray(value) ? null : 'must be a list';
    default:
      return typeof value === 'string' ? textMisfit(field, value) : 'must be text';
  }
}

function listMisfit(field: RecordField, value: Exclude<FieldValue, null>): string | null {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length === 0) return field.isRequired ? 'must be given' : null;
  if (value.some((entry) => typeof entry !== 'string')) return 'must be a list of texts';
  return value.some((entry) => hasControls(entry as string)) ? oneLine : null;
}

function textMisfit({ kind, maxLength, picks }: RecordField, value: string): string | null {
  if (maxLength !== null && value.length > maxLength) return `must have at most ${maxLength} characters`;
  if (kind === 'text' && hasControls(value)) return oneLine;
  if (kind === 'choice' && !picks.some((pick) => pick.value === value))
    return `must be one of ${picks.map(({ label }) => label).join(', ')}`;
  return null;
}

const oneLine = 'must be one line, without control characters';
const hasControls = (text: string) => /\p{Cc}/u.test(text);
