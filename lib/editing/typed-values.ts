import { membersOf, textsOf } from './members-of';
import type { FieldValue, FieldValues, MemberValue, RecordField } from './records';
import { sameValue } from './same-value';
import { linesOf, numberOr } from './typed-text';

/** What a control of a record’s field holds. */
export type TypedValue = string | boolean | readonly string[] | readonly MemberValue[];

/** The fields that somebody touched, as they are typed. */
export type Touched = Readonly<Record<string, TypedValue>>;

/** A value as its control shows it. */
export function toTyped({ kind }: RecordField, value: FieldValue | undefined): TypedValue {
  if (kind === 'boolean') return value === true;
  if (kind === 'choices') return textsOf(value);
  if (kind === 'members') return membersOf(value);
  if (kind === 'list') return textsOf(value).join('\n');
  return value === null || value === undefined ? '' : String(value);
}

/** The value to send; what was not touched, or was put back, is what it was. What cannot be read goes out as it was typed. */
export function fromTyped(field: RecordField, typed: TypedValue | undefined, was: FieldValue): FieldValue {
  if (typed === undefined || JSON.stringify(typed) === JSON.stringify(toTyped(field, was))) return was;
  if (typeof typed !== 'string') return typed as FieldValue;
  if (field.kind === 'list') return linesOf(typed);
  if (field.kind === 'number') return typed.trim() === '' ? null : numberOr(typed.trim());
  const isNothing = field.kind === 'choice' && typed === '' && !field.picks.some(({ value }) => value === '');
  return isNothing ? null : typed;
}

/** The record as it would be. */
export function draftValues(fields: readonly RecordField[], values: FieldValues, touched: Touched): FieldValues {
  const typed = fields.map((field) => [field.name, fromTyped(field, touched[field.name], values[field.name] ?? null)]);
  return { ...values, ...Object.fromEntries(typed) };
}

/** Fields whose value would be another one. */
export function changedFields(
  fields: readonly RecordField[],
  before: FieldValues,
  after: FieldValues,
): readonly RecordField[] {
  return fields.filter(({ kind, name }) => !sameValue(kind, before[name] ?? null, after[name] ?? null));
}

/** What has to be typed into a form of `values` for it to hold `wanted`. */
export function touchedFor(fields: readonly RecordField[], values: FieldValues, wanted: FieldValues): Touched {
  const changed = changedFields(fields, values, wanted);
  return Object.fromEntries(changed.map((field) => [field.name, toTyped(field, wanted[field.name])]));
}
