import { constants } from 'node:fs';
import { access, chmod, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Availability } from '@/server/store/availability';
import { makeDataFolder, unusableData } from '@/server/store/data-folder';
import type { SchemaTarget } from '@/server/store/migrate-store';
import type { Database } from '@/server/store/schema';
import type { Store } from '@/server/store/store';
import { createSqliteDialect } from './sqlite-dialect';
import { createSqliteThread, OpenFailure, type SqliteThread } from './sqlite-thread';

export const databaseFile = 'callboard.db';

/**
 * Opens the database in the data directory, with one thread that writes and one for long reads. Holds the lock of the
 * directory, and calls `prepare` before anybody reads.
 */
export async function openSqlite(
  dataDir: string,
  availability: Availability,
  prepare: (target: SchemaTarget) => Promise<void>,
): Promise<Store> {
  const path = join(dataDir, databaseFile);
  await makeDataFolder(dataDir);
  const lockPath = join(dataDir, 'lock.db');
  for (const file of [path, lockPath]) await makePrivate(file);
  const writing = createSqliteThread({ path, isReadOnly: false, lockPath });
  const reading = createSqliteThread({ path, isReadOnly: true, lockPath: null });
  const over = (thread: SqliteThread, isReadOnly: boolean) =>
    new Kysely<Database>({ dialect: createSqliteDialect(thread, availability, isReadOnly) });
  const [db, reader] = [over(writing, false), over(reading, true)];
  async function close() {
    // The writer last: it folds the log back into the file.
    await reading.close();
    await writing.close();
  }
  try {
    await writing.ensureOpen();
    await prepare({ db, engine: 'sqlite' });
  } catch (error) {
    await close();
    throw cannotOpen(error, dataDir, path);
  }
  return { db, reader, engine: 'sqlite', status: availability.status, close };
}

/** SQLite gives what it puts beside the file the rights of the file. */
async function makePrivate(path: string): Promise<void> {
  try {
    const handle = await open(path, 'wx', 0o600);
    await handle.close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Not opened where it is there already: to close it again would let go of the locks of whoever has it in this process.
    if (code === 'EEXIST' && (await isOurs(path))) return;
    throw unusableData(
      `${path} cannot be written to (${code === 'EEXIST' ? 'EACCES' : code}): the directory must be a folder that this user may write to`,
    );
  }
}

async function isOurs(path: string): Promise<boolean> {
  await chmod(path, 0o600).catch(() => {});
  return access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
}

function cannotOpen(error: unknown, dataDir: string, path: string): unknown {
  if (!(error instanceof OpenFailure)) return error;
  if (error.isLocked)
    return unusableData(
      `${dataDir} is in use by another Callboard: stop that one, or give this one a directory of its own`,
    );
  return unusableData(
    `${path} cannot be opened (${error.message}): restore it from a backup, or move it away to start anew`,
  );
}
