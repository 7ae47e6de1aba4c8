import type { EpochMs } from '@/lib/floor/records';
import type { BorrowRow } from './schema/borrows';
import type { Store } from './store';

/** Whose it is, and until when. */
export interface BorrowClaim {
  readonly owner: string;
  readonly owned_until: EpochMs;
}

/** Memberships that were changed for a while; rejects with StoreError. */
export interface BorrowRepository {
  /** A new one; rejects with `duplicate` where there is one of that id. */
  add(row: BorrowRow): Promise<void>;
  /** Writes how they stand now, of those that are the owner's still; of one that is given twice the later wins. */
  save(rows: readonly BorrowRow[]): Promise<void>;
  /** Those that have not ended, and those that ended after this instant. */
  since(instant: EpochMs): Promise<readonly BorrowRow[]>;
  /** Makes it the owner's if nobody's claim goes beyond this instant; without one in any case. Null where it is not. */
  take(id: string, claim: BorrowClaim, lapsedAt?: EpochMs): Promise<BorrowRow | null>;
  /** Moves the end of all claims of an owner on what has not ended. */
  renew(claim: BorrowClaim): Promise<void>;
  /** Forgets what ended before this instant. */
  prune(before: EpochMs): Promise<void>;
}

export function createBorrowRepository({ db }: Pick<Store, 'db'>): BorrowRepository {
  return {
    async add(row) {
      await db.insertInto('borrows').values(row).execute();
    },
    async save(rows) {
      const latest = new Map(rows.map((row) => [row.id, row]));
      if (latest.size === 0) return;
      await db
        .insertInto('borrows')
        .values([...latest.values()])
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet(({ ref }) => ({
              due_at: ref('excluded.due_at'),
              ended_at: ref('excluded.ended_at'),
              record: ref('excluded.record'),
              owner: ref('excluded.owner'),
              owned_until: ref('excluded.owned_until'),
            }))
            // Somebody else may have taken it meanwhile, who knows better.
            .where((where) =>
              where.or([where('borrows.owner', 'is', null), where('borrows.owner', '=', where.ref('excluded.owner'))]),
            ),
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
    async take(id, claim, lapsedAt) {
      const taking = db.updateTable('borrows').set(claim).where('id', '=', id).returningAll();
      const asked =
        lapsedAt === undefined
          ? taking
          : taking.where((where) =>
              where.or([
                where('owner', 'is', null),
                where('owner', '=', claim.owner),
                where('owned_until', '<=', lapsedAt),
              ]),
            );
      return (await asked.executeTakeFirst()) ?? null;
    },
    async renew({ owner, owned_until }) {
      await db
        .updateTable('borrows')
        .set({ owned_until })
        .where('owner', '=', owner)
        .where('ended_at', 'is', null)
        .execute();
    },
    async prune(before) {
      await db.deleteFrom('borrows').where('ended_at', '<', before).execute();
    },
  };
}
