import type { FieldValue, MemberValue } from './records';

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
