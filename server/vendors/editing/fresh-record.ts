import { createHash } from 'node:crypto';
import type { EditOperation, FieldValues, RecordField } from '@/lib/editing/records';
import type { FreshRecord, SeenLine } from '@/server/vendors/editor';
import { fieldValueIn, type RawRecord } from './raw-record';

interface Parts {
  readonly line: SeenLine;
  readonly raw: RawRecord;
  readonly fields: readonly RecordField[];
  /** What a form has; read out of the raw record by the fields' names unless told otherwise. */
  readonly values?: FieldValues;
  readonly can: readonly EditOperation[];
}

/** A record of a vendor that has no lock of its own: a digest of all that it said stands for one. */
export function freshRecord({ line, raw, fields, values, can }: Parts): FreshRecord {
  return {
    ...line,
    fields,
    values: values ?? Object.fromEntries(fields.map((field) => [field.name, fieldValueIn(raw, field)])),
    lock: digestOf(raw),
    can,
    original: JSON.stringify(raw),
  };
}

/** Of the whole record, in whatever order its keys came. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex')
    .slice(0, 32);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([key, content]) => [key, sorted(content)]);
}
