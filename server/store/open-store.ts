import { sql } from 'kysely';
import type { Clock, Log } from '@/server/ports';
import { createAvailability } from './availability';
import { migrateStore, type SchemaTarget } from './migrate-store';
import { openPostgres } from './postgres/open-postgres';
import { openSqlite } from './sqlite/open-sqlite';
import type { Store } from './store';

export interface StoreSettings {
  /** Where the embedded database lies. */
  readonly dataDir: string;
  /** A PostgreSQL to use instead; null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the store and brings its schema up to date. Throws SetupError with what to do when it cannot be used. */
export async function openStore({ dataDir, databaseUrl, clock, log }: StoreSettings): Promise<Store> {
  const availability = createAvailability(clock, log);
  const prepare = async (target: SchemaTarget) => {
    const done = await migrateStore(target);
    if (done.length > 0) log.info({ engine: target.engine, migrations: done }, 'The schema of the store was changed');
  };
  const opening =
    databaseUrl === null
      ? openSqlite(dataDir, availability, prepare)
      : openPostgres(databaseUrl, availability, prepare);
  const store = await opening;
  availability.watch(() => sql`select 1`.execute(store.db));
  return {
    ...store,
    async close() {
      availability.stop();
      await store.close();
    },
  };
}
