import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { createFakeLog } from '@/server/fake-log';
import { systemClock } from '@/server/ports';
import { openStore } from '@/server/store/open-store';
import type { Store } from '@/server/store/store';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-sqlite-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function open(dataDir: string): Promise<Store & { readonly lines: ReturnType<typeof createFakeLog>['lines'] }> {
  const { log, lines } = createFakeLog();
  const store = await openStore({ dataDir, databaseUrl: null, clock: systemClock, log });
  undo.push(() => store.close());
  return { ...store, lines };
}

function insertForever(dataDir: string): ChildProcess & { readonly stdout: NodeJS.ReadableStream } {
  const script = join(import.meta.dirname, 'insert-forever.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  undo.push(() => child.kill('SIGKILL'));
  return child as ChildProcess & { readonly stdout: NodeJS.ReadableStream };
}

const person = (id: string) => ({ id, name: 'x'.repeat(1000), created_at: 0, updated_at: 0 });

test('what was told to be kept outlives kill -9 in the middle of writing, and so does nothing of the lock', async () => {
  const dataDir = newFolder();
  const child = insertForever(dataDir);
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    if (Number(line) === 200) child.kill('SIGKILL');
  }
  const { db } = await open(dataDir);
  const { ids } = await db
    .selectFrom('people')
    .select(({ fn }) => fn.countAll<number>().as('ids'))
    .executeTakeFirstOrThrow();
  expect(ids).toBeGreaterThanOrEqual(Number(last) + 1);
  expect(await sql`pragma integrity_check`.execute(db)).toMatchObject({ rows: [{ integrity_check: 'ok' }] });
}, 30_000);

test('a second process is refused with what to do, and the first one does not mind', async () => {
  const dataDir = newFolder();
  const child = insertForever(dataDir);
  await once(createInterface({ input: child.stdout }), 'line');
  await expect(open(dataDir)).rejects.toThrow(
    `CALLBOARD_DATA: ${dataDir} is in use by another Callboard: stop that one, or give this one a directory of its own`,
  );
  await once(createInterface({ input: child.stdout }), 'line');
}, 30_000);

test('a second store in the same process is refused too, until the first is closed', async () => {
  const dataDir = newFolder();
  const first = await open(dataDir);
  await expect(open(dataDir)).rejects.toThrow(/is in use by another Callboard/);
  await first.close();
  await open(dataDir);
});

test('only its owner may read the file, and what SQLite puts beside it', async () => {
  const dataDir = newFolder();
  const { db } = await open(dataDir);
  await db.insertInto('people').values(person('a')).execute();
  for (const name of ['lock.db', 'callboard.db', 'callboard.db-wal', 'callboard.db-shm'])
    expect([name, (statSync(join(dataDir, name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
});

test('closing leaves one whole file', async () => {
  const dataDir = newFolder();
  const { db, reader, close } = await open(dataDir);
  await db.insertInto('people').values(person('a')).execute();
  await reader.selectFrom('people').selectAll().execute();
  await close();
  expect(existsSync(join(dataDir, 'callboard.db-wal'))).toBe(false);
});

test('every write is on the disk before it is told', async () => {
  const { db } = await open(newFolder());
  const one = async (pragma: string) =>
    Object.values((await sql.raw(`pragma ${pragma}`).execute(db)).rows[0] as object);
  expect(await one('synchronous')).toEqual([2]);
  expect(await one('journal_mode')).toEqual(['wal']);
  expect(await one('foreign_keys')).toEqual([1]);
});

test('a file that is no database is named, with what to do', async () => {
  const dataDir = newFolder();
  writeFileSync(join(dataDir, 'callboard.db'), 'Dear diary, '.repeat(100));
  await expect(open(dataDir)).rejects.toThrow(/CALLBOARD_DATA: .*callboard\.db cannot be opened .*restore it from a/);
});

test('a directory that cannot be is named', async () => {
  const file = join(newFolder(), 'a-file');
  writeFileSync(file, '');
  await expect(open(file)).rejects.toThrow(/CALLBOARD_DATA: .*a-file.* must be a folder that this user may write to/);
  await expect(open('/proc/nowhere/at/all')).rejects.toThrow(/CALLBOARD_DATA: .*cannot be made/);
});

test('a full disk is told once, reading goes on, and so does writing when there is room again', async () => {
  const { db, status, lines } = await open(newFolder());
  await sql`pragma max_page_count = 100`.execute(db);
  const rows = Array.from({ length: 1000 }, (_, at) => person(`a${at}`));
  const fill = (on = db) => on.insertInto('people').values(rows).execute();
  await expect(fill()).rejects.toMatchObject({ name: 'StoreError', code: 'full' });
  await expect(db.transaction().execute((within) => fill(within))).rejects.toMatchObject({ code: 'full' });
  expect(await db.selectFrom('people').selectAll().execute()).toEqual([]);
  expect(status().problem).toMatch(/^The disk of the database is full/);
  await sql`pragma max_page_count = 1000000`.execute(db);
  await fill();
  expect(status()).toEqual({ problem: null, since: null });
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  expect(lines.at(-1)?.message).toBe('The database can be used again');
});
