import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { sameFloor } from '@/lib/floor/floor';
import { makeRecord } from '@/lib/floor/make-record';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import { eachEngine } from '@/server/store/each-engine';
import type { HistoryBatch } from '@/server/store/history-repository';
import type { Store } from '@/server/store/store';
import { openFloor } from './fixtures/hand-made-floor';
import { readLastPicture, replayStream } from './last-picture';
import { createRecorder } from './recorder';
import { partSize } from './split-delta';

const nine = Date.parse('2026-03-04T09:00:00Z');

eachEngine((open, engine) => {
  const count = async ({ db }: Store, table: 'floor_deltas' | 'floor_keyframes' | 'queue_minutes') =>
    (await db.selectFrom(table).select('at').execute()).length;

  // The first one waits for PostgreSQL to start.
  test('the stream with its whole pictures gives the floor back, whatever its size', { timeout: 30_000 }, async () => {
    const store = await open();
    const floor = await openFloor(store, nine, { keyframeEveryMs: 60_000 });
    floor.add('milan');
    for (let id = 0; id < 2.5 * partSize; id += 1) floor.agent(`milan/${id}`, 'ready');
    await floor.pass(2);
    for (let minute = 0; minute < 3; minute += 1) {
      for (let id = 0; id < 10; id += 1) floor.agent(`milan/${minute * 10 + id}`, 'busy');
      floor.queue('milan/1', { waiting: minute });
      floor.gone(`milan/1`);
      floor.queue('milan/2', { waiting: minute });
      await floor.pass(50);
    }
    await floor.history.stop();
    const back = await replayStream(store);
    expect(back && sameFloor(back, floor.keeper.floor)).toBe(true);
    const frames = await store.db.selectFrom('floor_keyframes').select(['seq', 'part', 'parts']).execute();
    expect(new Set(frames.map(({ seq }) => seq)).size).toBe(3);
    expect(Math.max(...frames.map(({ parts }) => parts))).toBe(5);
  });

  test('nothing new is nothing written but how old the feeds are', async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    floor.add('milan');
    floor.queue('milan/1', { waiting: 0 });
    await floor.pass(1);
    const before = await vi.waitUntil(() => count(store, 'floor_deltas'));
    await floor.pass(30);
    await floor.history.stop();
    expect(await count(store, 'floor_deltas')).toBe(before);
    const mark = await store.db.selectFrom('floor_marks').selectAll().where('name', '=', 'feeds').executeTakeFirst();
    expect(mark?.at).toBe(nine + 31_000);
  });

  test('what a process that was killed had written a second before is there, and its minute adds up', async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    floor.add('milan');
    floor.queue('milan/1', { waiting: 4, offered: 7, todaySince: nine - 3_600_000 });
    await floor.pass(10);
    floor.queue('milan/1', { offered: 9 });
    await floor.pass(1);
    await vi.waitUntil(async () => {
      await floor.clock.advance(0);
      return (await count(store, 'queue_minutes')) > 0;
    });
    // No stop: it is as if the process had gone.
    const { sources } = await readLastPicture(store, nine + 60_000);
    expect(sources.get('milan')?.tables.queues?.get('milan/1')).toMatchObject({ waiting: 4, offered: 9 });
    const next = await openFloor(store, nine + 60_000);
    expect(await store.db.selectFrom('queue_days').select('offered').execute()).toEqual([{ offered: 2 }]);
    await next.history.stop();
    await floor.history.stop();
  });

  test('a database that is full or hangs holds up nobody; it is told, and made up for', {
    timeout: 30_000,
  }, async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    floor.add('milan');
    floor.queue('milan/1', { waiting: 0 });
    await floor.pass(2);
    await vi.waitUntil(async () => floor.history.status().waiting === 0);
    const mend = await (engine === 'sqlite' ? fill(store) : hang(store));
    const steps = 300;
    const slowest = await commitAndMeasure(floor, steps);
    expect(slowest).toBeLessThan(200);
    await vi.waitUntil(() => floor.history.status().lastError !== null, { timeout: 15_000 });
    expect(floor.history.status().lastError).toMatch(
      engine === 'sqlite' ? /^The disk of the database is full/ : /^The database does not answer/,
    );
    expect(floor.history.status().waiting).toBeGreaterThan(10);
    expect(floor.keeper.floor.queues.get('milan/1')?.waiting).toBe(steps);
    await mend();
    // Asked again at the latest half a minute later; each step of the fake clock lets a real write through.
    await vi.waitUntil(
      async () => {
        await floor.pass(5);
        return floor.history.status().waiting < 3 && floor.history.status().lastError === null;
      },
      { timeout: 20_000 },
    );
    await floor.history.stop();
    expect(floor.history.status().lost).toBe(0);
    const back = await replayStream(store);
    expect(back?.queues.get('milan/1')?.waiting).toBe(steps);
    expect(floor.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

/** The slowest of many commits and the seconds around them, real ms. */
async function commitAndMeasure(floor: Awaited<ReturnType<typeof openFloor>>, steps: number): Promise<number> {
  let slowest = 0;
  for (let step = 1; step <= steps; step += 1) {
    const started = performance.now();
    floor.queue('milan/1', { waiting: step, name: `${'x'.repeat(2000)}${step}` });
    slowest = Math.max(slowest, performance.now() - started);
    if (step % 5 === 0) await floor.pass(1);
  }
  return slowest;
}

async function fill(store: Store): Promise<() => Promise<unknown>> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
  await sql`pragma max_page_count = ${sql.raw(String((rows[0]?.page_count ?? 0) + 4))}`.execute(store.db);
  return () => sql`pragma max_page_count = 1000000`.execute(store.db);
}

/** Whoever writes now waits for as long as this holds the table. */
async function hang(store: Store): Promise<() => Promise<unknown>> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = () => {};
  const holding = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const done = store.db.transaction().execute(async (within) => {
    await sql`lock table floor_deltas in access exclusive mode`.execute(within);
    isHeld();
    await held;
  });
  await holding;
  return () => {
    release();
    return done;
  };
}

test('a commit costs a reference, and a large floor is encoded in many short turns', async () => {
  const clock = createFakeClock(nine);
  const { log } = createFakeLog();
  const keeper = createFloorKeeper({ clock, log, epoch: 'e1' });
  const batches: HistoryBatch[] = [];
  const queue = {
    add: (batch: HistoryBatch) => void batches.push(batch),
    status: () => ({ waiting: 0, lost: 0, lastError: null, since: null }),
  };
  const recorder = createRecorder({
    ...{ feed: keeper, clock, log, queue, keyframeEveryMs: 300_000, keptDays: {} },
    zoneOf: () => ({ timeZone: 'UTC', startHour: 0 }),
    trends: () => ({ at: 0, stepMs: 60_000, queues: {} }),
  });
  const agents = new Map(
    Array.from({ length: 20_000 }, (_, at) => [`milan/${at}`, makeRecord('agents', { id: `milan/${at}` })]),
  );
  const stringify = vi.spyOn(JSON, 'stringify');
  keeper.commit('milan', { tables: { agents } });
  expect(stringify).not.toHaveBeenCalled();
  let turns = 0;
  let longest = 0;
  let inTurn = 0;
  const { after } = clock;
  clock.after = (ms, run) => {
    if (ms === 0) {
      turns += 1;
      longest = Math.max(longest, stringify.mock.calls.length - inTurn);
      inTurn = stringify.mock.calls.length;
    }
    return after(ms, run);
  };
  await clock.advance(1000);
  expect(batches[0]?.deltas).toHaveLength(100);
  expect(batches[0]?.keyframe).toHaveLength(100);
  expect(turns).toBeGreaterThan(20);
  expect(longest).toBeLessThan(10);
  await recorder.stop();
});
