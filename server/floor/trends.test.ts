import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { fakeQueue } from '@/server/polling/fake-vendor';
import { createFloorKeeper, type FloorKeeper } from './floor-keeper';
import { createTrends, type Trends } from './trends';

let clock: FakeClock;
let keeper: FloorKeeper;
let trends: Trends;

beforeEach(() => {
  clock = createFakeClock();
  keeper = createFloorKeeper({ clock, log: createFakeLog().log, epoch: 'e' });
  trends = createTrends(keeper, clock);
});

/** One answer of both feeds: so many wait, so many of 10 were answered in time. */
function tell(waiting: number | null, answeredInTime: number | null = null): void {
  const queue = fakeQueue('milan', 'q', { waiting, answered: 10, abandoned: 0, shortAbandoned: 0, answeredInTime });
  keeper.commit('milan', { tables: { queues: new Map([[queue.id, queue]]) } });
  keeper.noteFeed('milan', 'live', { asOf: clock.now(), everyMs: 2000 });
  keeper.noteFeed('milan', 'today', { asOf: clock.now(), everyMs: 30_000 });
}

const points = () => trends.report().queues['milan/q']!;

describe('minute points', () => {
  it('[T1] are 60, the running minute last, unknown before the first', () => {
    tell(3, 8);
    expect(trends.report()).toMatchObject({ at: clock.now(), stepMs: 60_000 });
    expect(points().waiting).toHaveLength(60);
    expect(points().waiting.slice(-2)).toEqual([null, 3]);
    expect(points().serviceLevel.slice(-2)).toEqual([null, 0.8]);
  });

  it('[T1] keep the most that waited in the minute, and begin the next with what waits then', async () => {
    tell(1);
    await clock.advance(20_000);
    tell(9);
    await clock.advance(38_000);
    tell(2);
    await clock.advance(62_000);
    tell(2);
    expect(points().waiting.slice(-4)).toEqual([null, 9, 2, 2]);
  });

  it('[T1] are unknown where the source gave no answer, though its last figures still stand on the floor', async () => {
    tell(4, 10);
    await clock.advance(5 * 60_000);
    tell(5, 9);
    expect(points().waiting.slice(-7)).toEqual([null, 4, null, null, null, null, 5]);
    expect(points().serviceLevel.slice(-7)).toEqual([null, 1, null, null, null, null, 0.9]);
  });

  it('[T1] are unknown where the vendor does not tell', () => {
    tell(null, null);
    expect(points().waiting.at(-1)).toBeNull();
    expect(points().serviceLevel.at(-1)).toBeNull();
  });

  it('[T1] stay 60 for ever, and a queue that is gone is not reported', async () => {
    for (let minute = 0; minute < 70; minute += 1) {
      tell(minute);
      await clock.advance(60_000);
    }
    tell(70);
    expect(points().waiting).toHaveLength(60);
    expect(points().waiting.slice(-2)).toEqual([69, 70]);
    expect(points().waiting[0]).toBe(11);
    keeper.remove('milan');
    expect(trends.report().queues).toEqual({});
  });

  it('[T1] leave no timer behind', () => {
    trends.stop();
    expect(clock.pending()).toBe(0);
  });
});

describe('points from before a restart', () => {
  const restart = () => createTrends(keeper, clock, trends.report());
  const waiting = (of: Trends) => of.report().queues['milan/q']!.waiting.slice(-4);

  it('[T2] go on in the same minute, whose end is yet to be seen', async () => {
    tell(1);
    await clock.advance(60_000);
    tell(2);
    const next = restart();
    tell(5);
    expect(waiting(next)).toEqual([null, null, 1, 5]);
  });

  it('[T2] stand where they were, with nothing for the minutes in between', async () => {
    tell(1);
    await clock.advance(60_000);
    tell(2);
    const past = trends.report();
    trends.stop();
    await clock.advance(180_000);
    const next = createTrends(keeper, clock, past);
    tell(5);
    expect(waiting(next)).toEqual([2, null, null, 5]);
    await clock.advance(60_000);
    expect(next.report().queues['milan/q']!.waiting).toHaveLength(60);
  });

  it('[T2] are of no use an hour later, nor from a clock that was ahead', () => {
    tell(1);
    const past = trends.report();
    for (const at of [past.at - 3_600_000, past.at + 600_000])
      expect(
        createTrends(keeper, clock, { ...past, at })
          .report()
          .queues['milan/q']!.waiting.slice(-2),
      ).toEqual([null, 1]);
  });
});
