import type { FieldValue, MemberValue, RecordField } from './records';

/** Whether a field holds the same: the order of members and of choices says nothing, that of a list does. */
export function isSameValue(kind: RecordField['kind'], a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return keyOf(kind, a) === keyOf(kind, b);
}

function keyOf(kind: RecordField['kind'], value: FieldValue | undefined): string {
  if (kind === 'choices') return JSON.stringify([...textsOf(value)].sort());
  if (kind === 'members') return JSON.stringify([...levelsOf(value)].sort());
  return JSON.stringify(value ?? null);
}

/** Texts of a list or choices; none where something else stands. */
export function textsOf(value: FieldValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter((one) => typeof one === 'string') : [];
}

/** Members of a record; none where something else stands. */
export function membersOf(value: FieldValue | undefined): readonly MemberValue[] {
  const isMember = (one: unknown): one is MemberValue => typeof one === 'object' && one !== null && 'of' in one;
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isMember) : [];
}

/** The level of each member. */
export function levelsOf(value: FieldValue | undefined): ReadonlyMap<string, string> {
  return new Map(membersOf(value).map(({ of, level }) => [of, level]));
}
