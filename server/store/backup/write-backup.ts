import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { listMigrations, refuseNewer } from '@/server/store/migrate-store';
import { tableNames } from '@/server/store/schema/tables';
import type { BareDatabase, Engine } from '@/server/store/store';
import { BackupError } from './backup-error';
import { formatHeader, formatLine } from './backup-format';
import { readPages } from './read-pages';

export interface BackupSettings {
  readonly db: BareDatabase;
  readonly engine: Engine;
  readonly file: string;
  readonly madeAt: number;
  /** Called with the rows so far and the table they come from. */
  progress(rows: number, table: string): void;
}

/** Writes everything, as it was at one instant, to a new file only its owner may read; returns the count of rows. */
export async function writeBackup(settings: BackupSettings): Promise<number> {
  const { db, file } = settings;
  const draft = `${file}.part`;
  if (existsSync(file)) throw new BackupError('is there already: choose another name, or remove it first');
  const target = createWriteStream(draft, { mode: 0o600, flush: true });
  let rows = 0;
  try {
    // What others write meanwhile is not seen.
    const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    await transaction.execute(async (within) => {
      const lines = Readable.from(linesOf(within, settings, (count) => (rows = count)));
      await pipeline(lines, createGzip(), target);
    });
    await rename(draft, file);
    return rows;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function* linesOf(
  db: BareDatabase,
  { engine, madeAt, progress }: BackupSettings,
  count: (rows: number) => void,
): AsyncGenerator<string> {
  const migrations = await listMigrations({ db, engine });
  refuseNewer(migrations);
  yield formatHeader({ callboard: 'backup', version: 1, madeAt, migrations: [...migrations] });
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  let rows = 0;
  for (const table of tableNames) {
    if (!there.has(table)) continue;
    for await (const page of readPages(db, table)) {
      yield page.map((row) => formatLine({ table, row })).join('');
      rows += page.length;
      progress(rows, table);
    }
  }
  count(rows);
  yield formatLine({ rows });
}
