import { expect, test } from 'vitest';
import { emptyFloor } from '@/lib/floor/floor';
import { makeRecord } from '@/lib/floor/make-record';
import { createFakeClock } from '@/server/fake-clock';
import { startTrends } from './trends';

const minute = 60_000;

function start() {
  const clock = createFakeClock(Date.UTC(2026, 2, 4, 9, 0, 30));
  const floor = emptyFloor();
  floor.sources.set('milan', makeRecord('sources', { id: 'milan', link: 'up' }));
  const queue = (id: string, waiting: number | null) =>
    floor.queues.set(
      id,
      makeRecord('queues', {
        id,
        sourceId: 'milan',
        waiting,
        answered: 8,
        answeredInTime: 6,
        abandoned: 2,
        shortAbandoned: 0,
      }),
    );
  return { clock, floor, queue, trends: startTrends({ floor }, clock) };
}

test('[T1] a point a minute, newest last, at the start of its minute', async () => {
  const { clock, queue, trends } = start();
  for (const waiting of [3, 0, null]) {
    queue('milan/1', waiting);
    await clock.advance(minute);
  }
  expect(trends.report()).toEqual({
    at: Date.UTC(2026, 2, 4, 9, 2),
    stepMs: minute,
    queues: { 'milan/1': { waiting: [3, 0, null], serviceLevel: [0.6, 0.6, 0.6] } },
  });
});

test('[T1] what a source that does not answer said before is no point', async () => {
  const { clock, floor, queue, trends } = start();
  queue('milan/1', 3);
  await clock.advance(minute);
  floor.sources.set('milan', makeRecord('sources', { id: 'milan', link: 'retrying' }));
  await clock.advance(minute);
  expect(trends.report().queues['milan/1']).toEqual({ waiting: [3, null], serviceLevel: [0.6, null] });
});

test('[T1] queues that come later are as long as the others, those that go are gone, an hour is kept', async () => {
  const { clock, floor, queue, trends } = start();
  queue('milan/1', 1);
  await clock.advance(2 * minute);
  queue('milan/2', 2);
  await clock.advance(minute);
  expect(trends.report().queues['milan/2']?.waiting).toEqual([null, null, 2]);
  floor.queues.delete('milan/1');
  await clock.advance(70 * minute);
  expect(Object.keys(trends.report().queues)).toEqual(['milan/2']);
  expect(trends.report().queues['milan/2']?.waiting).toEqual(Array(60).fill(2));
  trends.stop();
  expect(clock.pending()).toBe(0);
});
