import { z } from 'zod';
import { digestOf } from '@/server/vendors/editing/fresh-record';
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
export const lockOf = (record: EditorRecord): string => rawText(record.sys_optilock) || digestOf(record);
