import { expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { eachEngine } from '@/server/store/each-engine';
import { writeHistory } from '@/server/store/history-repository';
import type { Store } from '@/server/store/store';
import { keepMinutes, noBatch, queueMinute } from './fixtures/figure-rows';
import { historySettings } from './fixtures/hand-made-floor';
import { startRetention, tidy } from './retention';

const dayMs = 86_400_000;
const now = Date.parse('2026-03-04T09:00:00Z');
const clock = createFakeClock(now);

eachEngine((open) => {
  const count = async ({ db }: Store, table: 'floor_deltas' | 'queue_minutes' | 'queue_hours' | 'queue_days') =>
    (
      await db
        .selectFrom(table as 'queue_days')
        .select('queue_id' as never)
        .execute()
    ).length;
  const deltas = (total: number, at: number) =>
    Array.from({ length: total }, (_, seq) => ({
      ...{ epoch: `e${at}`, seq, part: 0, parts: 1, at: at + seq, source_id: 'milan', text: '{}' },
    }));

  // The first one waits for PostgreSQL to start.
  test('what is too old goes, a batch at a time; days stay for ever', { timeout: 30_000 }, async () => {
    const store = await open();
    const old = [1, 29, 31, 399, 401].map((days) => queueMinute('milan/1', now - days * dayMs, { offered: 1 }));
    await keepMinutes(store, old);
    await writeHistory(store, [{ ...noBatch, deltas: [...deltas(2500, now - 9 * dayMs), ...deltas(10, now - dayMs)] }]);
    const settings = historySettings;
    expect(await tidy({ store, clock, settings })).toBe(true);
    expect(await store.db.selectFrom('floor_deltas').select('at').execute()).toHaveLength(1510);
    expect(await tidy({ store, clock, settings })).toBe(true);
    expect(await tidy({ store, clock, settings })).toBe(false);
    expect(await store.db.selectFrom('floor_deltas').select('at').execute()).toHaveLength(10);
    expect([await count(store, 'queue_minutes'), await count(store, 'queue_hours')]).toEqual([2, 4]);
    expect(await count(store, 'queue_days')).toBe(5);
  });
});

test('it waits while something is to be written, and a database that is away is told once', async () => {
  const waiting = createFakeClock(now);
  const { log, lines } = createFakeLog();
  let isBusy = true;
  const failing = {
    db: {
      selectFrom: () => {
        throw new Error('away');
      },
    },
  } as unknown as Store;
  const stop = startRetention({
    ...{ store: failing, clock: waiting, log, settings: historySettings },
    isBusy: () => isBusy,
  });
  await waiting.advance(120_000);
  expect(lines).toEqual([]);
  isBusy = false;
  await waiting.advance(300_000);
  expect(lines).toHaveLength(1);
  stop();
  expect(waiting.pending()).toBe(0);
});
