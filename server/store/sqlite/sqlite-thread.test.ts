import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createAvailability } from '@/server/store/availability';
import { createSqliteDialect } from './sqlite-dialect';
import { createSqliteThread, type SqliteThread } from './sqlite-thread';

let folder: string;
let thread: SqliteThread;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callboard-thread-'));
  // The thread as it is, but that it can be made to die.
  const script = join(folder, 'mortal.mjs');
  const real = new URL('./store-worker.js', import.meta.url);
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (message) => message.sql === 'die' && process.exit(1));
    await import(${JSON.stringify(real.href)});`,
  );
  const opening = { path: join(folder, 'a.db'), isReadOnly: false, lockPath: join(folder, 'lock.db') };
  thread = createSqliteThread(opening, pathToFileURL(script));
  await thread.ensureOpen();
});
afterEach(async () => {
  await thread.close();
  rmSync(folder, { recursive: true });
});

test('a thread that dies fails what was asked of it, and half a transaction does not go on after it', async () => {
  const { log, lines } = createFakeLog();
  const availability = createAvailability(createFakeClock(), log);
  const db = new Kysely<{ a: { x: number } }>({ dialect: createSqliteDialect(thread, availability, false) });
  await sql`create table a (x integer)`.execute(db);
  const broken = db.transaction().execute(async (within) => {
    await within.insertInto('a').values({ x: 1 }).execute();
    await sql`die`.execute(within).catch(() => {});
    await within.insertInto('a').values({ x: 2 }).execute();
  });
  await expect(broken).rejects.toMatchObject({ name: 'StoreError', code: 'unavailable' });
  expect(availability.status().problem).not.toBeNull();
  expect(await db.selectFrom('a').selectAll().execute()).toEqual([]);
  expect(availability.status().problem).toBeNull();
  expect(lines.map(({ level }) => level)).toEqual(['error', 'info']);
});

test('what cannot be sent or bound fails alone', async () => {
  await expect(thread.run('select ?', [() => 1])).rejects.toThrow();
  await expect(thread.run('select ?', [undefined])).rejects.toThrow(/cannot be bound/);
  await expect(thread.run('select', [])).rejects.toThrow(/syntax|incomplete/);
  expect(await thread.run('select ? as x', [1])).toMatchObject({ rows: [{ x: 1 }], changes: 0 });
});

test('a statement that is kept follows when a table changes its shape', async () => {
  await thread.run('create table a (x integer)', []);
  await thread.run('insert into a values (1)', []);
  expect((await thread.run('select * from a', [])).rows).toEqual([{ x: 1 }]);
  await thread.run('alter table a add column y integer', []);
  expect((await thread.run('select * from a', [])).rows).toEqual([{ x: 1, y: null }]);
});

test('asking after the end is told, and closing twice is no harm', async () => {
  await thread.close();
  await thread.close();
  await expect(thread.run('select 1', [])).rejects.toMatchObject({ code: 'unavailable' });
  await expect(thread.ensureOpen()).rejects.toMatchObject({ code: 'unavailable' });
});
