import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import { eachEngine } from '@/server/store/each-engine';
import type { Database } from '@/server/store/schema';
import { queueMaxColumns, queueSumColumns } from '@/server/store/schema/history-columns';
import type { Store } from '@/server/store/store';
import { openFloor } from './fixtures/hand-made-floor';
import { MinuteBook } from './minute-book';

const at = (text: string) => Date.parse(text);
const nine = at('2026-03-04T09:00:00Z');
const today = { todaySince: at('2026-03-04T03:00:00Z'), offered: 100, answered: 90 };
const minuteMs = 60_000;

eachEngine((open) => {
  const read = <T extends keyof Database>({ db }: Store, table: T, order: keyof Database[T] & string) =>
    db
      .selectFrom(table as 'queue_minutes')
      .selectAll()
      .orderBy(order as 'at')
      .execute() as unknown as Promise<Record<string, number | string | null>[]>;
  const column = (rows: Record<string, unknown>[], name: string) => rows.map((row) => row[name]);

  // The first one waits for PostgreSQL to start.
  test('counts are what was added in the minute, gauges what held and how long', { timeout: 30_000 }, async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    floor.add('milan');
    floor.queue('milan/1', { ...today, waiting: 2, oldestWaitSince: nine - 30_000, agentsFree: 4 });
    await floor.pass(30);
    floor.queue('milan/1', { offered: 103, answered: 92, waiting: 0, oldestWaitSince: null });
    await floor.pass(60);
    await floor.history.stop();
    const rows = await read(store, 'queue_minutes', 'at');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      ...{ queue_id: 'milan/1', source_id: 'milan', at: nine, day: '2026-03-04', day_at: today.todaySince },
      ...{ hour_at: nine, offered: 3, answered: 2, abandoned: null, answered_in_time: null },
      ...{ known_ms: 60_000, today_known_ms: 60_000, waiting_known_ms: 60_000, agents_known_ms: 60_000 },
      ...{ waiting_ms: 60_000, waiting_max: 2, longest_wait_ms: 60_000, free_ms: 240_000, busy_ms: null },
    });
    expect(rows[1]).toMatchObject({ offered: 0, answered: 0, waiting_ms: 0, waiting_max: 0, longest_wait_ms: 0 });
    expect(await read(store, 'history_queues', 'queue_id')).toEqual([
      { queue_id: 'milan/1', source_id: 'milan', name: 'milan/1', zone: 'Europe/Rome' },
    ]);
  });

  test('a limit that is changed during the day counts nobody again', async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    floor.add('milan');
    const limits = { answerWithinMs: 20_000, shortAbandonMs: 5000 };
    floor.queue('milan/1', { ...today, ...limits, answeredInTime: 60, abandonedInTime: 3, shortAbandoned: 2 });
    await floor.pass(30);
    floor.queue('milan/1', { answered: 91, answeredInTime: 61, shortAbandoned: 3 });
    await floor.pass(60);
    floor.queue('milan/1', {
      answerWithinMs: 33_000,
      answered: 92,
      answeredInTime: 85,
      abandonedInTime: 6,
      shortAbandoned: 4,
    });
    await floor.pass(60);
    floor.queue('milan/1', { shortAbandonMs: 10_000, answered: 94, answeredInTime: 87, shortAbandoned: 9 });
    await floor.pass(60);
    await floor.history.stop();
    const rows = await read(store, 'queue_minutes', 'at');
    expect(column(rows, 'answered')).toEqual([1, 1, 2, 0]);
    expect(column(rows, 'answered_in_time')).toEqual([1, 0, 2, 0]);
    expect(column(rows, 'abandoned_in_time')).toEqual([0, 0, 0, 0]);
    expect(column(rows, 'short_abandoned')).toEqual([1, 1, 0, 0]);
  });

  test('another business day begins at its own minute, and nothing is negative', async () => {
    const store = await open();
    const beforeFour = at('2026-03-05T02:59:30Z');
    const floor = await openFloor(store, beforeFour);
    floor.add('milan');
    floor.queue('milan/1', today);
    await floor.pass(20);
    floor.queue('milan/1', { offered: 101 });
    await floor.pass(20);
    floor.queue('milan/1', { offered: 2, answered: 1, todaySince: at('2026-03-05T03:00:00Z') });
    await floor.pass(60);
    await floor.history.stop();
    expect(column(await read(store, 'queue_minutes', 'at'), 'offered')).toEqual([1, 2, 0]);
    expect(column(await read(store, 'queue_days', 'at'), 'day')).toEqual(['2026-03-04', '2026-03-05']);
    expect(column(await read(store, 'queue_days', 'at'), 'offered')).toEqual([1, 2]);
    expect(column(await read(store, 'queue_days', 'at'), 'answered')).toEqual([0, 1]);
  });

  test('while a source is dead nothing is known of it, and another goes on', async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    for (const id of ['milan', 'rome']) {
      floor.add(id);
      floor.queue(`${id}/1`, { ...today, waiting: 1, oldestWaitSince: nine });
      floor.agent(`${id}/101`, 'busy');
    }
    await floor.pass(120);
    floor.die('milan');
    await floor.pass(600);
    floor.revive('milan');
    floor.queue('milan/1', { offered: 130 });
    await floor.pass(120);
    await floor.history.stop();
    const rows = await read(store, 'queue_minutes', 'at');
    const milan = rows.filter((row) => row.source_id === 'milan');
    expect(column(milan, 'at')).toEqual([0, 1, 2, 12, 13].map((minute) => nine + minute * minuteMs));
    // Two seconds late it is still taken for known.
    expect(column(milan, 'known_ms')).toEqual([60_000, 60_000, 2000, 60_000, 60_000]);
    expect(column(milan, 'offered')).toEqual([0, 0, 0, 30, 0]);
    expect(rows.filter((row) => row.source_id === 'rome')).toHaveLength(14);
    const [hour] = (await read(store, 'queue_hours', 'at')).filter((row) => row.source_id === 'milan');
    expect(hour).toMatchObject({ known_ms: 242_000, offered: 30, waiting_ms: 242_000, waiting_max: 1 });
    const agents = (await read(store, 'agent_hours', 'at')).filter((row) => row.source_id === 'milan');
    expect(agents).toMatchObject([{ known_ms: 242_000, busy_ms: 242_000, ready_ms: 0 }]);
  });

  test('a queue that leaves and comes back is counted on from where it was', async () => {
    const store = await open();
    const floor = await openFloor(store, nine);
    floor.add('milan');
    floor.queue('milan/1', { ...today, waiting: 0 });
    floor.queue('milan/2', { ...today, waiting: 0 });
    await floor.pass(60);
    floor.gone('milan/1');
    await floor.pass(120);
    floor.queue('milan/1', { ...today, offered: 107, waiting: 0 });
    await floor.pass(60);
    await floor.history.stop();
    const rows = (await read(store, 'queue_minutes', 'at')).filter((row) => row.queue_id === 'milan/1');
    expect(column(rows, 'at')).toEqual([nine, nine + 3 * minuteMs]);
    expect(column(rows, 'offered')).toEqual([0, 7]);
  });

  test('a restart within a minute loses nothing and counts nothing twice', async () => {
    const store = await open();
    const before = await openFloor(store, nine);
    before.add('milan');
    before.queue('milan/1', { ...today, waiting: 1, oldestWaitSince: nine });
    await before.pass(20);
    before.queue('milan/1', { offered: 102 });
    await before.pass(2);
    await before.history.stop();
    const after = await openFloor(store, nine + 30_000);
    const past = after.add('milan');
    expect(past?.tables.queues?.get('milan/1')).toMatchObject({ offered: 102, waiting: 1, oldestWaitSince: nine });
    after.queue('milan/1', past?.tables.queues?.get('milan/1') ?? {});
    await after.pass(1);
    after.queue('milan/1', { offered: 105 });
    await after.pass(40);
    await after.history.stop();
    expect(column(await read(store, 'queue_minutes', 'at'), 'offered').sort()).toEqual([0, 2, 3]);
    expect(await read(store, 'queue_hours', 'at')).toMatchObject([{ offered: 5 }]);
    expect(await read(store, 'queue_days', 'at')).toMatchObject([{ offered: 5, day: '2026-03-04' }]);
  });

  test('minutes add up to hours and hours to days, on days of 23 and 25 hours too', { timeout: 60_000 }, async () => {
    const store = await open();
    // The days are months apart: nothing is to be too old for the last of them.
    const keepAll = { keepMinutesDays: 1000, keepHoursDays: 1000 };
    const starts = ['2026-03-04T09:58:00Z', '2026-03-28T02:58:00Z', '2026-03-29T01:58:00Z', '2026-10-25T02:58:00Z'];
    const count = fc.integer({ min: 0, max: 5 });
    const scene = fc.record({
      start: fc.constantFrom(...starts),
      steps: fc.array(fc.record({ offered: count, answered: fc.option(count), waiting: fc.option(count) }), {
        minLength: 1,
        maxLength: 6,
      }),
    });
    await fc.assert(
      fc.asyncProperty(scene, async ({ start, steps }) => {
        const floor = await openFloor(store, at(start), keepAll);
        floor.add('milan');
        let offered = 0;
        for (const step of steps) {
          offered += step.offered;
          floor.queue('milan/1', { ...step, offered, agentsFree: step.waiting });
          await floor.pass(40);
        }
        await floor.history.stop();
      }),
      { numRuns: 8, seed: 4 },
    );
    const minutes = await read(store, 'queue_minutes', 'at');
    const hours = await read(store, 'queue_hours', 'at');
    const days = await read(store, 'queue_days', 'at');
    expect(minutes.length).toBeGreaterThan(10);
    for (const [fine, coarse, period] of [
      [minutes, hours, 'hour_at'],
      [minutes, days, 'day'],
    ] as const) {
      for (const row of coarse) {
        const mine = fine.filter((one) => one[period] === (period === 'day' ? row.day : row.at));
        for (const name of [...queueSumColumns, 'known_ms', 'waiting_known_ms']) {
          const known = mine.map((one) => one[name]).filter((value) => value !== null);
          expect([name, row[name]]).toEqual([name, known.length === 0 ? null : known.reduce((a, b) => +a! + +b!, 0)]);
        }
        for (const name of queueMaxColumns) {
          const known = mine.map((one) => one[name]).filter((value) => value !== null) as number[];
          expect([name, row[name]]).toEqual([name, known.length === 0 ? null : Math.max(...known)]);
        }
      }
    }
    const days23 = days.find((row) => row.day === '2026-03-28');
    expect(days23?.at).toBe(at('2026-03-28T03:00:00Z'));
  });
});

test('time that nobody saw go by is not known', () => {
  const book = new MinuteBook('e1', nine, () => ({ timeZone: 'UTC', startHour: 0 }));
  const pulse = (asOf: number) => ({ at: asOf, feeds: { milan: { live: { asOf, everyMs: 1000 } } } });
  const put = { put: { queues: [makeRecord('queues', { waiting: 3, offered: 7 })] } };
  book.take([{ commit: { epoch: 'e1', after: 0, seq: 1, delta: put }, at: nine }], pulse(nine), nine);
  book.take([], pulse(nine + 1000), nine + 1000);
  book.take([], pulse(nine + 40_000), nine + 40_000);
  book.take([], pulse(nine + 41_000), nine + 41_000);
  expect(book.finish().queues).toMatchObject([{ known_ms: 2000, waiting_ms: 6000, offered: 0 }]);
});
