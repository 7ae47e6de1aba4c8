import type { EpochMs } from '@/lib/floor/records';
import type { Store } from './store';

/** Tables whose rows go when they are old. */
export type TimedTable =
  | 'floor_deltas'
  | 'floor_keyframes'
  | 'queue_minutes'
  | 'agent_minutes'
  | 'queue_hours'
  | 'agent_hours';

/** Few enough that a write that comes meanwhile does not wait long. */
const batchSize = 1000;

/** Deletes about a thousand of the rows before `limit`, the oldest first; true when there are more. */
export async function deleteOldest({ db }: Store, table: TimedTable, limit: EpochMs): Promise<boolean> {
  const last = await db
    .selectFrom(table)
    .select('at')
    .where('at', '<', limit)
    .orderBy('at')
    .offset(batchSize - 1)
    .limit(1)
    .executeTakeFirst();
  // Rows of one moment go together.
  await db
    .deleteFrom(table)
    .where('at', last ? '<=' : '<', last?.at ?? limit)
    .execute();
  return last !== undefined;
}
