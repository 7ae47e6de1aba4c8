import { z } from 'zod';
import type { FieldValue, RecordField } from '@/lib/editing/records';
import { lenientFlag, lenientList, lenientNumber, lenientText } from '@/server/vendors/lenient';

/** A record with all that the vendor said, so that it can go back whole. */
export type RawRecord = Readonly<Record<string, unknown>>;

export const rawRecord = z.record(z.string(), z.unknown(), 'must be an object');
export const rawRecords = lenientList(rawRecord);

/** What stands at a path such as `priority.value`, in whatever case its keys are written; undefined where there is nothing. */
export function valueAt(record: RawRecord, path: string): unknown {
  return path.split('.').reduce<unknown>(stepInto, record);
}

/** The record with this value at a path; every other one, and the spelling of the keys, stays. */
export function withValueAt(record: RawRecord, path: string, value: unknown): RawRecord {
  const [first = '', ...rest] = path.split('.');
  const key = spellingIn(record, first) ?? first;
  if (rest.length === 0) return { ...record, [key]: value };
  const inner = record[key];
  return { ...record, [key]: withValueAt(isObject(inner) ? inner : {}, rest.join('.'), value) };
}

/** The record without these keys at its top, in whatever case they are written. */
export function withoutKeys(record: RawRecord, keys: readonly string[]): RawRecord {
  const unwanted = new Set(keys.map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(record).filter(([key]) => !unwanted.has(key.toLowerCase())));
}

/** A text or number at a path as text; '' where there is none. */
export function textAt(record: RawRecord, path: string): string {
  return lenientText.safeParse(valueAt(record, path)).data ?? '';
}

/** What a form has in this field of the record. */
export function fieldValueIn(record: RawRecord, { name, kind }: RecordField): FieldValue {
  const value = valueAt(record, name);
  if (kind === 'boolean') return lenientFlag.safeParse(value).data ?? false;
  if (kind === 'number') return lenientNumber.safeParse(value).data ?? null;
  if (kind === 'list' || kind === 'choices') return listOf(value);
  return typeof value === 'string' ? value : textAt(record, name);
}

/** Yes or no in the form the vendor wrote the former one in. */
export function flagLike(former: unknown, flag: boolean): unknown {
  if (typeof former === 'number') return flag ? 1 : 0;
  if (typeof former !== 'string') return flag;
  if (/^[01]$/.test(former)) return flag ? '1' : '0';
  return former === former.toUpperCase() ? String(flag).toUpperCase() : String(flag);
}

function listOf(value: unknown): readonly string[] {
  const entries = Array.isArray(value) ? value : [value];
  return entries.flatMap((entry) => lenientText.safeParse(entry).data ?? []);
}

function stepInto(value: unknown, key: string): unknown {
  if (!isObject(value)) return undefined;
  const spelling = spellingIn(value, key);
  return spelling === undefined ? undefined : value[spelling];
}

function spellingIn(record: RawRecord, key: string): string | undefined {
  if (Object.hasOwn(record, key)) return key;
  return Object.keys(record).find((one) => one.toLowerCase() === key.toLowerCase());
}

function isObject(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
