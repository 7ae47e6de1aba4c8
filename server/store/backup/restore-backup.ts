import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { sql } from 'kysely';
import { dropSchema, listMigrations, migrateStore, refuseNewer } from '@/server/store/migrate-store';
import { type TableName, tableNames } from '@/server/store/schema/tables';
import type { BareDatabase, Engine } from '@/server/store/store';
import { BackupError } from './backup-error';
import { parseHeader, parseLine, type Row } from './backup-format';
import { readLines } from './read-lines';

export interface RestoreSettings {
  readonly db: BareDatabase;
  readonly engine: Engine;
  readonly file: string;
  /** Replaces what is there. */
  readonly force: boolean;
  progress(rows: number, table: string): void;
}

/** Puts a backup in the place of everything, or changes nothing; returns the count of rows. Throws with what to do. */
export async function restoreBackup(settings: RestoreSettings): Promise<number> {
  const { db, file } = settings;
  let rows = 0;
  try {
    await pipeline(createReadStream(file), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
      rows = await db.transaction().execute((within) => takeIn(within, chunks, settings));
    });
  } catch (error) {
    throw BackupError.from(error, file);
  }
  return rows;
}

async function takeIn(db: BareDatabase, chunks: AsyncIterable<Buffer>, settings: RestoreSettings): Promise<number> {
  const { engine, force, progress } = settings;
  const lines = readLines(chunks);
  const { migrations } = await takeFirst(lines, parseHeader);
  refuseNewer(migrations, 'the backup');
  await makeRoom(db, engine, force);
  await migrateStore({ db, engine }, migrations.at(-1));
  const total = await insertAll(db, lines, progress);
  await migrateStore({ db, engine });
  return total;
}

async function takeFirst<T>(lines: AsyncIterator<string>, parse: (text: string) => T): Promise<T> {
  const { value, done } = await lines.next();
  if (done) throw new BackupError('holds nothing');
  try {
    return parse(value);
  } catch {
    throw new BackupError('is no backup of Callboard');
  }
}

async function makeRoom(db: BareDatabase, engine: Engine, force: boolean): Promise<void> {
  const there = await listMigrations({ db, engine });
  refuseNewer(there);
  if (there.length === 0) return;
  const names = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const mine = tableNames.filter((name) => names.has(name));
  for (const name of force ? [] : mine) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length > 0)
      throw new BackupError(`cannot be restored: the store holds data already (${name}); --force replaces all of it`);
  }
  await dropSchema({ db, engine }, mine);
}

const batchRows = 500;
const batchBytes = 2 * 1024 * 1024;

async function insertAll(
  db: BareDatabase,
  lines: AsyncIterable<string>,
  progress: RestoreSettings['progress'],
): Promise<number> {
  let total = 0;
  let batch: Row[] = [];
  let bytes = 0;
  let table: TableName | null = null;
  async function insert(): Promise<void> {
    if (table && batch.length > 0) await db.insertInto(table).values(batch).execute();
    [batch, bytes] = [[], 0];
  }
  for await (const text of lines) {
    const line = parseOrSay(text, total);
    if ('rows' in line) {
      await insert();
      if (line.rows !== total) throw new BackupError(`is damaged: it holds ${total} rows instead of ${line.rows}`);
      return total;
    }
    if (line.table !== table || batch.length >= batchRows || bytes > batchBytes) await insert();
    table = line.table;
    batch.push(line.row);
    bytes += text.length;
    total += 1;
    progress(total, table);
  }
  throw new BackupError('is cut short');
}

function parseOrSay(text: string, rowsBefore: number): ReturnType<typeof parseLine> {
  try {
    return parseLine(text);
  } catch {
    throw new BackupError(`is damaged after ${rowsBefore} rows`);
  }
}
