import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EditorRecord } from '@/server/vendors/queuemetrics/client';
import { hiddenKeys, rawText } from './raw-record';

const keptSchema = z.object({
  id: z.string(),
  /** Names of columns that are kept back: they are read again when the record is written. */
  hidden: z.array(z.string()),
  record: z.record(z.string(), z.unknown()),
});
export type KeptRecord = Readonly<z.infer<typeof keptSchema>>;

/** What is kept of a record, from which it can be made again; secrets that their column’s name does not betray are not. */
export function keepRecord(id: string, record: EditorRecord): string {
  const hidden = hiddenKeys(record);
  const shown = Object.entries(record).filter(([key]) => !hidden.includes(key));
  return JSON.stringify({ id, hidden, record: Object.fromEntries(shown) } satisfies KeptRecord);
}

/** Null where there is none, or nothing of ours. */
export function readKept(original: string | null | undefined): KeptRecord | null {
  if (!original) return null;
  try {
    return keptSchema.parse(JSON.parse(original));
  } catch {
    return null;
  }
}

/** The vendor's own lock; where there is none, a digest of the whole record. */
export function lockOf(record: EditorRecord): string {
  const lock = rawText(record.sys_optilock);
  return lock === ''
    ? createHash('sha256')
        .update(JSON.stringify(sorted(record)))
        .digest('hex')
        .slice(0, 32)
    : lock;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
