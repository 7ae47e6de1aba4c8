import { problemOfValue } from '@/lib/editing/problem-of-value';
import type { FieldValue, FieldValues, RecordField, ValueDifference } from '@/lib/editing/records';
import { sameValue } from '@/lib/editing/same-value';
import { isSecretField } from '@/lib/editing/secret-field';
import type { FieldProblem } from '@/lib/protocol/reply';

type Fields = readonly RecordField[];

const fieldIn = (fields: Fields, name: string) => fields.find((field) => field.name === name);

/** What the fields themselves have against values, by name; `current` is what is kept now, which may always stay. */
export function problemsOfValues(fields: Fields, values: FieldValues, current: FieldValues): FieldProblem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const message = problemOf(fieldIn(fields, name), value, current[name] ?? null);
    return message === null ? [] : [{ field: name, message }];
  });
}

/** Required fields of a new record that nothing was given for. */
export function problemsOfMissing(fields: Fields, values: FieldValues, usual: FieldValues): FieldProblem[] {
  const isMissing = ({ name, isReadOnly }: RecordField) => !isReadOnly && !(name in values);
  return fields.filter(isMissing).flatMap((field) => {
    const message = field.isRequired ? problemOfValue(field, usual[field.name] ?? null) : null;
    return message === null ? [] : [{ field: field.name, message }];
  });
}

function problemOf(field: RecordField | undefined, value: FieldValue, current: FieldValue): string | null {
  if (!field) return 'is not known here';
  if (field.isReadOnly) return 'cannot be changed';
  const chosen = [current].flat().flatMap((one) => (typeof one === 'object' && one !== null ? one.of : one));
  const picks = chosen.flatMap((one) => (typeof one === 'string' ? { value: one, label: one } : []));
  return problemOfValue({ ...field, picks: [...field.picks, ...picks] }, value);
}

/** Of what is wanted, what is not so yet. */
export function changedOf(fields: Fields, wanted: FieldValues, current: FieldValues): FieldValues {
  const isOther = ([name, value]: readonly [string, FieldValue]) =>
    !sameValue(fieldIn(fields, name)?.kind ?? 'text', value, current[name] ?? null);
  return Object.fromEntries(Object.entries(wanted).filter(isOther));
}

/** Of these names alone; null where there is nothing. */
export const onlyOf = (values: FieldValues, names: readonly string[]): FieldValues =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

/** The fields a person could have set. */
export function writableOf(fields: Fields, values: FieldValues): FieldValues {
  return onlyOf(
    values,
    fields.filter(({ isReadOnly }) => !isReadOnly).map(({ name }) => name),
  );
}

/** What is kept otherwise than it was wanted; of secrets nothing is said, as vendors do not tell them. */
export function differencesOf(fields: Fields, wanted: FieldValues, got: FieldValues): readonly ValueDifference[] {
  const told = Object.fromEntries(Object.entries(wanted).filter(([name]) => !isSecretField(name)));
  return Object.entries(changedOf(fields, told, got)).map(([field, value]) => ({
    field,
    label: fieldIn(fields, field)?.label ?? field,
    wanted: value,
    got: got[field] ?? null,
  }));
}
