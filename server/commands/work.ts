import { z } from 'zod';
import { commandFields } from '@/lib/commands/actions';
import { type IntentRecord, intentRecord } from '@/lib/floor/records';
import type { IntentRow } from '@/server/store/schema/intents';
import type { Watch } from './judge';

/** What of a command the floor does not show. */
const askedShape = z.object({
  kind: z.enum(['user', 'token']),
  address: z.string().nullable(),
  fields: z.partialRecord(z.enum(commandFields), z.string()),
  reason: z.object({ code: z.string(), label: z.string() }).nullable(),
  when: z.enum(['now', 'after-contact']),
  /** It was held or waits: then `timesOutAt` of its row tells whether anything was sent. */
  isDelayed: z.boolean(),
  /** How the target stood when it was asked. */
  before: z.record(z.string(), z.unknown()).nullable(),
});
export type Asked = Readonly<z.infer<typeof askedShape>>;

/** Where a command stands with us: until it is `sending` nothing was sent. */
export type Phase = 'storing' | 'held' | 'waiting' | 'queued' | 'sending' | 'watching' | 'ended';

/** A command while it is on the floor. */
export interface Work {
  record: IntentRecord;
  readonly asked: Asked;
  phase: Phase;
  /** Resolves when it is in the store; nothing is sent before that. */
  stored: Promise<void>;
  /** What is looked for; null before it was sent, and when nothing more may come of it. */
  watch: Watch | null;
  isTakenBack: boolean;
  /** Ends its timers. */
  cancel(): void;
}

export const isUnsent = ({ phase }: Work) => phase === 'held' || phase === 'waiting' || phase === 'queued';

export function createWork(record: IntentRecord, asked: Asked): Work {
  const none = { watch: null, isTakenBack: false, stored: Promise.resolve(), cancel: () => {} };
  return { record, asked, phase: 'storing', ...none };
}

export function rowOf({ record, asked }: Pick<Work, 'record' | 'asked'>): IntentRow {
  return {
    id: record.id,
    account_id: record.byId,
    requested_at: record.requestedAt,
    ended_at: record.endedAt,
    record: JSON.stringify(record),
    asked: JSON.stringify(asked),
  };
}

/** Null for one that this release cannot read. */
export function workOf(row: IntentRow): Work | null {
  const record = recordOfRow(row);
  const asked = askedShape.safeParse(parse(row.asked)).data;
  return record && asked ? createWork(record, asked) : null;
}

/** The record of a row, for an answer that is given again. */
export function recordOfRow(row: IntentRow): IntentRecord | null {
  const kept = parse(row.record);
  // Rows of before there was such a field.
  const whole = typeof kept === 'object' ? { waitsForContact: false, ...kept } : kept;
  return intentRecord.safeParse(whole).data ?? null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
