import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { unwatched } from '@/server/store/availability';
import { unusableData } from '@/server/store/data-folder';
import { connectPatiently } from '@/server/store/postgres/open-postgres';
import { databaseFile, openSqlite } from '@/server/store/sqlite/open-sqlite';
import { createSqliteDialect } from '@/server/store/sqlite/sqlite-dialect';
import { createSqliteThread } from '@/server/store/sqlite/sqlite-thread';
import type { BareDatabase, Engine } from '@/server/store/store';

export interface StorePlace {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}

export interface OpenDatabase {
  readonly db: BareDatabase;
  readonly engine: Engine;
  close(): Promise<void>;
}

/** The store as it is, beside a server that may run and without changing anything. */
export async function openForBackup({ dataDir, databaseUrl }: StorePlace): Promise<OpenDatabase> {
  if (databaseUrl !== null) return openRemote(databaseUrl);
  const path = join(dataDir, databaseFile);
  if (!existsSync(path)) throw unusableData(`${dataDir} holds no ${databaseFile}: there is nothing to back up`);
  const thread = createSqliteThread({ path, isReadOnly: true, lockPath: null });
  const db: BareDatabase = new Kysely({ dialect: createSqliteDialect(thread, unwatched, true) });
  return { db, engine: 'sqlite', close: () => thread.close() };
}

/** The store as it is, with the data directory to ourselves: a server that runs there is told of and left alone. */
export async function openForRestore({ dataDir, databaseUrl }: StorePlace): Promise<OpenDatabase> {
  if (databaseUrl !== null) return openRemote(databaseUrl);
  return openSqlite(dataDir, unwatched, async () => {});
}

async function openRemote(databaseUrl: string): Promise<OpenDatabase> {
  const db = await connectPatiently(databaseUrl);
  return { db, engine: 'postgres', close: () => db.destroy() };
}
