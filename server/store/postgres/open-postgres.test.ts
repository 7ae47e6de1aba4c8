import { createServer, type Server } from 'node:net';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { systemClock } from '@/server/ports';
import { createAvailability } from '@/server/store/availability';
import { isWithoutPostgres } from '@/server/store/each-engine';
import { openStore } from '@/server/store/open-store';
import { createWriteBehind } from '@/server/store/write-behind';
import { createGuardedPool } from './guarded-pool';
import { startTestPostgres, type TestPostgres } from './postgres-for-tests';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function open(databaseUrl: string) {
  const { log, lines } = createFakeLog();
  const store = await openStore({ dataDir: '', databaseUrl, clock: systemClock, log });
  undo.push(() => store.close());
  return { ...store, lines };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => server.close());
  return (server.address() as { port: number }).port;
}

const hidden = 'zq8-hidden';
const secretUrl = (place: string) => `postgres://someone:${hidden}@${place}/callboard`;

describe('a PostgreSQL that is not there stops the start with words that hold no secret', () => {
  test.each([
    ['nobody listens', async () => `127.0.0.1:${await closedPort()}`, /ECONNREFUSED.*nothing listens at that address/],
    [
      'no such host',
      async () => 'nowhere.invalid',
      /DATABASE_URL: PostgreSQL cannot be used \((ENOTFOUND|EAI_AGAIN)\)/,
    ],
    ['it never answers', async () => `127.0.0.1:${await listen(createServer())}`, /no answer.*check the address/],
    [
      'it hangs up',
      async () => `127.0.0.1:${await listen(createServer((socket) => socket.destroy()))}`,
      /DATABASE_URL: PostgreSQL cannot be used/,
    ],
  ])('%s', async (_what, place, words) => {
    const error = await open(secretUrl(await place())).catch((reason: Error) => reason);
    expect(error).toMatchObject({ name: 'SetupError', message: expect.stringMatching(words) });
    expect(String(error)).not.toMatch(/zq8|someone/);
  });

  async function closedPort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
});

describe.skipIf(isWithoutPostgres)('a PostgreSQL that comes and goes', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startTestPostgres();
  }, 60_000);
  afterAll(() => postgres.remove());

  const person = (id: string) => ({ id, name: id, created_at: 0, updated_at: 0 });

  test('fails calls in words while it is away, ends no process, and is used again when it is back', async () => {
    const { db, reader, status, lines } = await open(postgres.urlOf('postgres'));
    await reader.selectFrom('people').selectAll().execute();
    const within = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('people').values(person('lost')).execute();
      await postgres.kill();
      await transaction.insertInto('people').values(person('too')).execute();
    });
    await expect(within).rejects.toMatchObject({ name: 'StoreError', code: 'unavailable' });
    const started = Date.now();
    await expect(db.insertInto('people').values(person('b')).execute()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(reader.selectFrom('people').selectAll().execute()).rejects.toMatchObject({ code: 'unavailable' });
    expect(Date.now() - started).toBeLessThan(4000);
    expect(status().problem).toMatch(/^The database does not answer/);
    await postgres.start();
    await db.insertInto('people').values(person('c')).execute();
    expect(await reader.selectFrom('people').select('id').execute()).toEqual([{ id: 'c' }]);
    expect(status()).toEqual({ problem: null, since: null });
    expect(lines.filter(({ level }) => level !== 'info')).toHaveLength(1);
  }, 30_000);

  test('what a queue could not write is written when it is back', async () => {
    const { db } = await open(postgres.urlOf('postgres'));
    const { log } = createFakeLog();
    const queue = createWriteBehind<string>({
      name: 'people',
      clock: systemClock,
      log,
      sizeOf: () => 1,
      async write(ids) {
        const rows = db.insertInto('people').values(ids.map(person));
        await rows.onConflict((conflict) => conflict.column('id').doNothing()).execute();
      },
    });
    await postgres.kill();
    queue.add('d');
    await queue.flush();
    expect(queue.status()).toMatchObject({ waiting: 1, lastError: expect.stringMatching(/does not answer/) });
    await postgres.start();
    await queue.close();
    expect(await db.selectFrom('people').select('id').where('id', '=', 'd').execute()).toHaveLength(1);
    expect(queue.status()).toMatchObject({ waiting: 0, lost: 0 });
  }, 30_000);

  test('a database that is not there is named so', async () => {
    await expect(open(postgres.urlOf('nowhere'))).rejects.toThrow(/3D000.*there is no such database: create it/);
  });

  test('two nodes that start at once share the work on the schema', async () => {
    const owner = await open(postgres.urlOf('postgres'));
    await sql`create database shared`.execute(owner.db);
    const nodes = await Promise.all([1, 2, 3].map(() => open(postgres.urlOf('shared'))));
    for (const { db } of nodes) expect(await db.selectFrom('people').selectAll().execute()).toEqual([]);
  });

  test('a query that never ends counts as an outage, and its connection is not used again', async () => {
    const availability = createAvailability(createFakeClock(), createFakeLog().log);
    const settings = { databaseUrl: postgres.urlOf('postgres'), connections: 1, answerWithinMs: 300 };
    const db = new Kysely({ dialect: new PostgresDialect({ pool: createGuardedPool(settings, availability) }) });
    undo.push(() => db.destroy());
    const ask = (text: string) => db.executeQuery<{ pid: number }>(CompiledQuery.raw(text));
    const pid = async () => (await ask('select pg_backend_pid() as pid')).rows[0]?.pid;
    const before = await pid();
    await expect(
      db.transaction().execute(async (within) => within.executeQuery(CompiledQuery.raw('select pg_sleep(20)'))),
    ).rejects.toMatchObject({ name: 'StoreError', code: 'unavailable' });
    expect(await pid()).not.toBe(before);
    expect(availability.status().problem).toBeNull();
  });
});
