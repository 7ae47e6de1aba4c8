import type { EpochMs } from '@/lib/floor/records';
import type { CommandRequestRow, IntentRow } from './schema/intents';
import type { Store } from './store';

/** Commands that were asked for, and what was answered; rejects with StoreError. */
export interface IntentRepository {
  /** A request and what came of it, all or none. */
  add(request: CommandRequestRow, intents: readonly IntentRow[]): Promise<void>;
  findRequest(accountId: string, requestId: string): Promise<CommandRequestRow | null>;
  find(ids: readonly string[]): Promise<readonly IntentRow[]>;
  /** Those that had not ended. */
  pending(): Promise<readonly IntentRow[]>;
  /** Writes how they stand now; of one that is given twice the later wins. */
  save(rows: readonly IntentRow[]): Promise<void>;
  /** Forgets what ended, and what was answered, before this instant. */
  prune(before: EpochMs): Promise<void>;
}

export function createIntentRepository({ db }: Pick<Store, 'db'>): IntentRepository {
  return {
    add: (request, intents) =>
      db.transaction().execute(async (within) => {
        await within.insertInto('command_requests').values(request).execute();
        if (intents.length > 0)
          await within
            .insertInto('intents')
            .values([...intents])
            .execute();
      }),
    async findRequest(accountId, requestId) {
      const asked = db.selectFrom('command_requests').selectAll().where('account_id', '=', accountId);
      return (await asked.where('request_id', '=', requestId).executeTakeFirst()) ?? null;
    },
    async find(ids) {
      if (ids.length === 0) return [];
      return db
        .selectFrom('intents')
        .selectAll()
        .where('id', 'in', [...ids])
        .execute();
    },
    pending: () => db.selectFrom('intents').selectAll().where('ended_at', 'is', null).orderBy('requested_at').execute(),
    async save(rows) {
      const latest = new Map(rows.map((row) => [row.id, row]));
      if (latest.size === 0) return;
      await db
        .insertInto('intents')
        .values([...latest.values()])
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet(({ ref }) => ({ ended_at: ref('excluded.ended_at'), record: ref('excluded.record') })),
        )
        .execute();
    },
    async prune(before) {
      await db.deleteFrom('intents').where('ended_at', '<', before).execute();
      await db.deleteFrom('command_requests').where('at', '<', before).execute();
    },
  };
}
