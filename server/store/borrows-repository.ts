import type { EpochMs } from '@/lib/floor/records';
import type { BorrowRow } from './schema/borrows';
import type { Store } from './store';

/** Memberships that were changed for a while; rejects with StoreError. */
export interface BorrowRepository {
  /** Writes how they stand now; of one that is given twice the later wins. */
  save(rows: readonly BorrowRow[]): Promise<void>;
  /** Those that have not ended, and those that ended after this instant. */
  since(instant: EpochMs): Promise<readonly BorrowRow[]>;
  /** Forgets what ended before this instant. */
  prune(before: EpochMs): Promise<void>;
}

export function createBorrowRepository({ db }: Pick<Store, 'db'>): BorrowRepository {
  return {
    async save(rows) {
      const latest = new Map(rows.map((row) => [row.id, row]));
      if (latest.size === 0) return;
      await db
        .insertInto('borrows')
        .values([...latest.values()])
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(({ ref }) => ({
            due_at: ref('excluded.due_at'),
            ended_at: ref('excluded.ended_at'),
            record: ref('excluded.record'),
          })),
        )
        .execute();
    },
    since: (instant) =>
      db
        .selectFrom('borrows')
        .selectAll()
        .where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>=', instant)]))
        .orderBy('due_at')
        .execute(),
    async prune(before) {
      await db.deleteFrom('borrows').where('ended_at', '<', before).execute();
    },
  };
}
