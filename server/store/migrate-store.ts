import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { SetupError } from '@/server/sources/setup-error';
import { migrations } from './migrations';
import type { BareDatabase, Engine } from './store';

/** A name of our own, as a PostgreSQL may be home to others. */
const migrationTable = 'callboard_migration';

export interface SchemaTarget {
  readonly db: BareDatabase;
  readonly engine: Engine;
}

/** Runs what is missing, under a lock and all or nothing, up to `upTo`; returns what ran. Refuses a newer schema. */
export async function migrateStore({ db, engine }: SchemaTarget, upTo?: string): Promise<readonly string[]> {
  const done = await listMigrations({ db, engine });
  refuseNewer(done);
  if (done.length === Object.keys(migrations).length) return [];
  const provider = {
    getMigrations: async () =>
      Object.fromEntries(
        Object.entries(migrations).map(([name, up]) => [name, { up: (on: typeof db) => up(on, engine) }]),
      ),
  };
  const migrator = new Migrator({
    db,
    provider,
    migrationTableName: migrationTable,
    migrationLockTableName: `${migrationTable}_lock`,
  });
  const { error, results = [] } = upTo ? await migrator.migrateTo(upTo) : await migrator.migrateToLatest();
  if (error) throw error;
  return results.map(({ migrationName }) => migrationName);
}

/** Migrations that have run in this database, in order. */
export async function listMigrations({ db, engine }: SchemaTarget): Promise<readonly string[]> {
  const isThere =
    engine === 'sqlite'
      ? sql`select 1 from sqlite_schema where name = ${migrationTable}`
      : sql`select 1 where to_regclass(${migrationTable}) is not null`;
  if ((await isThere.execute(db)).rows.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTable)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Throws where `names` holds a migration that this release does not know. */
export function refuseNewer(names: readonly string[], place = 'the database'): void {
  const newest = names.filter((name) => !(name in migrations)).at(-1);
  if (!newest) return;
  const message = `holds data of a newer Callboard (${newest}): run that release or a later one, or restore a backup that this release made`;
  throw new SetupError('The store cannot be used by this release', [{ path: place, message }]);
}

/** Removes these tables, given in the order they were made in, and the memory of having made them. */
export async function dropSchema({ db }: SchemaTarget, tables: readonly string[]): Promise<void> {
  for (const table of [...tables].reverse()) await db.schema.dropTable(table).execute();
  await sql`delete from ${sql.table(migrationTable)}`.execute(db);
}
