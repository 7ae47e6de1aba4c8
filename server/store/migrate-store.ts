import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { SetupError } from '@/server/sources/setup-error';
import { migrations } from './migrations';
import type { Engine } from './store';

/** A name of our own, as a PostgreSQL may be home to others. */
const migrationTable = 'callboard_migration';

export interface SchemaTarget {
  // biome-ignore lint/suspicious/noExplicitAny: while it is being made a schema has no type
  readonly db: Kysely<any>;
  readonly engine: Engine;
}

/** Runs what is missing, under a lock and all or nothing, up to `upTo`; returns what ran. Refuses a newer schema. */
export async function migrateStore({ db, engine }: SchemaTarget, upTo?: string): Promise<readonly string[]> {
  const unknown = (await listMigrations({ db, engine })).filter((name) => !(name in migrations));
  if (unknown.length > 0) throw newerSchema(unknown);
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
export async function listMigrations({ db }: SchemaTarget): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === migrationTable)) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(migrationTable)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

function newerSchema(unknown: readonly string[]): SetupError {
  const newest = unknown.at(-1);
  const message = `holds data of a newer Callboard (${newest}): run that release or a later one, or restore a backup that this release made`;
  return new SetupError('The store cannot be used by this release', [{ path: 'the database', message }]);
}
