import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import { createFakeLog, type LogLine } from '@/server/fake-log';
import { systemClock } from '@/server/ports';
import { eachEngine } from './each-engine';
import type { Store } from './store';
import { StoreError } from './store-error';
import { createWriteBehind, type WriteBehindSettings } from './write-behind';

let clock: FakeClock;
let log: ReturnType<typeof createFakeLog>['log'];
let lines: LogLine[];
beforeEach(() => {
  clock = createFakeClock();
  ({ log, lines } = createFakeLog());
});

const away = () => new StoreError('unavailable', null);

/** A queue into a list, which fails for as long as there is an `error`. */
function openQueue(settings: Partial<WriteBehindSettings<number>> = {}) {
  const batches: (readonly number[])[] = [];
  const sink = { batches, error: null as Error | null, attempts: 0 };
  const queue = createWriteBehind<number>({
    name: 'history',
    async write(entries) {
      sink.attempts += 1;
      if (sink.error) throw sink.error;
      batches.push([...entries]);
    },
    sizeOf: () => 10,
    clock,
    log,
    ...settings,
  });
  return { queue, sink };
}

describe('a good day', () => {
  test('what comes within a second is written together, off the path of who adds it', async () => {
    const { queue, sink } = openQueue();
    queue.add(1);
    queue.add(2);
    await clock.advance(999);
    expect([sink.batches, queue.status().waiting]).toEqual([[], 2]);
    await clock.advance(1);
    expect([sink.batches, queue.status()]).toEqual([[[1, 2]], { waiting: 0, lost: 0, lastError: null, since: null }]);
    expect(lines).toEqual([]);
  });

  test('a full batch does not wait for its second, nor does it hold up who completes it', async () => {
    const { queue, sink } = openQueue({ batch: 3 });
    for (const entry of [1, 2, 3]) queue.add(entry);
    expect(sink.attempts).toBe(0);
    await clock.advance(0);
    expect(sink.batches).toEqual([[1, 2, 3]]);
  });

  test('many are written in order and in batches', async () => {
    const { queue, sink } = openQueue({ batch: 2 });
    for (const entry of [1, 2, 3, 4, 5]) queue.add(entry);
    await clock.advance(1000);
    expect(sink.batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  test('nothing to write is nothing to do', async () => {
    const { queue, sink } = openQueue();
    await clock.advance(60_000);
    await queue.flush();
    expect([sink.attempts, clock.pending()]).toEqual([0, 0]);
  });
});

describe('a database that is away', () => {
  test('it is asked less and less often, and gets everything in order when it is back', async () => {
    const { queue, sink } = openQueue({ batch: 2 });
    sink.error = away();
    for (const entry of [1, 2, 3]) queue.add(entry);
    await clock.advance(60_000);
    // After 0, 1, 3, 7, 15 and 31 seconds, then every 30.
    expect(sink.attempts).toBe(6);
    expect(queue.status()).toMatchObject({ waiting: 3, lost: 0, lastError: 'The database does not answer' });
    expect(queue.status().since).toBe(clock.now() - 60_000);
    queue.add(4);
    sink.error = null;
    await clock.advance(30_000);
    expect(sink.batches.flat()).toEqual([1, 2, 3, 4]);
    expect(queue.status()).toEqual({ waiting: 0, lost: 0, lastError: null, since: null });
  });

  test('the log hears of it twice: when it begins and when it is over', async () => {
    const { queue, sink } = openQueue();
    sink.error = away();
    queue.add(1);
    await clock.advance(600_000);
    sink.error = null;
    await clock.advance(30_000);
    expect(lines.map(({ level, fields }) => [level, fields.queue])).toEqual([
      ['warn', 'history'],
      ['info', 'history'],
    ]);
  });

  test('past the limit the oldest go, are counted, and told of once and at the end', async () => {
    const { queue, sink } = openQueue({ batch: 2, limit: { entries: 5, bytes: 1000 } });
    sink.error = away();
    for (let entry = 1; entry <= 12; entry += 1) {
      queue.add(entry);
      await clock.advance(2000);
    }
    expect(queue.status()).toMatchObject({ waiting: 5, lost: 7 });
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'error']);
    sink.error = null;
    await clock.advance(60_000);
    expect(sink.batches.flat()).toEqual([8, 9, 10, 11, 12]);
    expect(lines.at(-1)).toMatchObject({ level: 'info', fields: { lost: 7 } });
    expect(queue.status()).toMatchObject({ waiting: 0, lost: 7, lastError: null });
  });

  test('a few that are big count as many that are small', async () => {
    const { queue, sink } = openQueue({ sizeOf: (entry) => entry, limit: { entries: 100, bytes: 1000 } });
    sink.error = away();
    for (const size of [400, 400, 400]) queue.add(size);
    expect(queue.status()).toMatchObject({ waiting: 2, lost: 1 });
    queue.add(5000);
    expect(queue.status()).toMatchObject({ waiting: 0, lost: 4 });
    sink.error = null;
    queue.add(1);
    await clock.advance(60_000);
    expect(sink.batches).toEqual([[1]]);
  });
});

describe('an entry that the database refuses', () => {
  test('is given up and told, and holds up no other', async () => {
    const { log: quiet } = createFakeLog();
    const written: number[] = [];
    const { queue } = openQueue({
      log: quiet,
      async write(entries) {
        if (entries.includes(5)) throw new StoreError('refused', null);
        written.push(...entries);
      },
    });
    for (let entry = 1; entry <= 9; entry += 1) queue.add(entry);
    await clock.advance(1000);
    expect(written).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
    expect(queue.status()).toEqual({ waiting: 0, lost: 1, lastError: null, since: null });
  });

  test('a thousand of them are one line in the log', async () => {
    const { queue, sink } = openQueue();
    sink.error = new Error('relation "x" does not exist');
    for (let entry = 0; entry < 1000; entry += 1) queue.add(entry);
    await clock.advance(2000);
    expect(queue.status()).toMatchObject({ waiting: 0, lost: 1000 });
    expect(lines).toHaveLength(1);
  });

  test('when the database goes away in the middle of the search, the rest waits', async () => {
    let calls = 0;
    const { queue } = openQueue({
      async write() {
        calls += 1;
        throw calls === 1 ? new StoreError('refused', null) : away();
      },
    });
    for (const entry of [1, 2, 3, 4]) queue.add(entry);
    await clock.advance(1000);
    expect(queue.status()).toMatchObject({ waiting: 4, lost: 0 });
  });
});

describe('the end', () => {
  test('closing writes what waits, and what comes later is lost and told', async () => {
    const { queue, sink } = openQueue();
    queue.add(1);
    await queue.close();
    expect(sink.batches).toEqual([[1]]);
    expect(lines).toEqual([]);
    queue.add(2);
    queue.add(3);
    expect(queue.status()).toMatchObject({ waiting: 0, lost: 2 });
    expect([lines.length, clock.pending()]).toEqual([1, 0]);
  });

  test('a database that is away does not hold up the end, and what is lost is told', async () => {
    const { queue, sink } = openQueue();
    sink.error = away();
    for (const entry of [1, 2]) queue.add(entry);
    await queue.close();
    expect(queue.status()).toMatchObject({ waiting: 0, lost: 2 });
    expect(lines.at(-1)).toMatchObject({ level: 'error', fields: { lost: 2 } });
  });

  test('nor does one that hangs', async () => {
    const { queue } = openQueue({ write: () => new Promise(() => {}) });
    queue.add(1);
    const closing = queue.close();
    await clock.advance(3000);
    await closing;
    expect(queue.status()).toMatchObject({ lost: 1 });
  });
});

eachEngine((open, engine) => {
  const person = (id: string) => ({ id, name: 'x'.repeat(1000), created_at: 0, updated_at: 0 });

  function intoPeople({ db }: Store) {
    return createWriteBehind<string>({
      name: 'people',
      clock: systemClock,
      log,
      sizeOf: (id) => id.length + 1000,
      async write(ids) {
        const rows = db.insertInto('people').values(ids.map(person));
        await rows.onConflict((conflict) => conflict.column('id').doNothing()).execute();
      },
    });
  }
  const count = async ({ db }: Store) => (await db.selectFrom('people').select('id').execute()).length;

  test('entries reach the database, each once, however often they are given', async () => {
    const store = await open();
    const queue = intoPeople(store);
    for (const id of ['a', 'b', 'a']) queue.add(id);
    await queue.flush();
    queue.add('b');
    await queue.close();
    expect([await count(store), queue.status().lost]).toEqual([2, 0]);
  });

  test('a table that is away for a while is no outage of the process', async () => {
    const store = await open();
    const queue = intoPeople(store);
    await store.db.schema.alterTable('people').renameTo('elsewhere').execute();
    queue.add('a');
    await queue.flush();
    expect(queue.status()).toMatchObject({ lost: 1, waiting: 0 });
    await store.db.schema.alterTable('elsewhere').renameTo('people').execute();
    queue.add('b');
    await queue.close();
    expect(await count(store)).toBe(1);
  });

  test.runIf(engine === 'sqlite')('a full disk keeps them waiting, and room again lets them through', async () => {
    const store = await open();
    const queue = intoPeople(store);
    await sql`pragma max_page_count = 100`.execute(store.db);
    for (let at = 0; at < 2000; at += 1) queue.add(`p${at}`);
    await queue.flush();
    expect(queue.status().lastError).toMatch(/^The disk of the database is full/);
    expect(queue.status().waiting).toBeGreaterThan(500);
    expect(store.status().problem).toMatch(/^The disk of the database is full/);
    await sql`pragma max_page_count = 1000000`.execute(store.db);
    await queue.flush();
    expect(await count(store)).toBe(2000);
    expect(queue.status()).toMatchObject({ waiting: 0, lost: 0, lastError: null });
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'info']);
  });
});
