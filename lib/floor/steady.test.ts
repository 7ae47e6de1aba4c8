import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryRecord } from './arbitrary-floor';
import { floorKinds } from './kinds';
import { makeRecord } from './make-record';
import { steadyInstants, steadyWithinMs } from './steady';

const since = 1_700_000_000_000;
const paused = makeRecord('agents', {
  state: 'paused',
  readiness: 'paused',
  pauseReason: 'lunch',
  stateSince: since,
});

it.each([0, 1, -1, steadyWithinMs, -steadyWithinMs])('[R2] an instant %i ms off is the one we hold', (offMs) => {
  expect(steadyInstants('agents', paused, { ...paused, stateSince: since + offMs })).toBe(paused);
});

it.each([steadyWithinMs + 1, -steadyWithinMs - 1])('[R2] an instant %i ms off is another one', (offMs) => {
  const next = steadyInstants('agents', paused, { ...paused, stateSince: since + offMs });
  expect(next.stateSince).toBe(since + offMs);
});

it('[R2] small steps do not add up: each reading is held against the first, not the last', () => {
  const readings = [1500, 3000, 4500].map((offMs) => ({ ...paused, stateSince: since + offMs }));
  const held = readings.reduce((before, after) => steadyInstants('agents', before, after), paused);
  expect(held.stateSince).toBe(since + 3000);
});

it.each([{ state: 'busy' as const }, { readiness: 'ready' as const }, { pauseReason: 'meeting' }])(
  '[R2] a change of state takes its own instant, however close: %o',
  (change) => {
    const next = steadyInstants('agents', paused, {
      ...paused,
      ...change,
      stateSince: since + 500,
      wrapUpEndsAt: since,
    });
    expect(next).toEqual({ ...paused, ...change, stateSince: since + 500, wrapUpEndsAt: since });
  },
);

it('[R2] a change beside the state keeps the instant and passes on the change', () => {
  const next = steadyInstants('agents', paused, { ...paused, handledToday: 7, stateSince: since + 900 });
  expect(next).toEqual({ ...paused, handledToday: 7 });
});

it('[R2] an instant that becomes known or unknown is passed on', () => {
  expect(steadyInstants('agents', paused, { ...paused, stateSince: null }).stateSince).toBeNull();
  expect(steadyInstants('agents', { ...paused, stateSince: null }, paused).stateSince).toBe(since);
});

it('[R2] the oldest wait and the start of the day of a queue are held', () => {
  const queue = makeRecord('queues', { waiting: 2, oldestWaitSince: since, todaySince: since });
  expect(steadyInstants('queues', queue, { ...queue, oldestWaitSince: since + 999, todaySince: since - 1 })).toBe(
    queue,
  );
  expect(steadyInstants('queues', queue, { ...queue, oldestWaitSince: since + 60_000 }).oldestWaitSince).toBe(
    since + 60_000,
  );
});

it('[R2] when a contact came is held, and when it was answered as long as the same agent has it', () => {
  const contact = makeRecord('contacts', { agentId: 'milan/1', state: 'talking', enteredAt: since, answeredAt: since });
  const later = { ...contact, enteredAt: since + 1000, answeredAt: since + 1000 };
  expect(steadyInstants('contacts', contact, later)).toBe(contact);
  expect(steadyInstants('contacts', contact, { ...later, agentId: 'milan/2' })).toEqual({
    ...contact,
    agentId: 'milan/2',
    answeredAt: since + 1000,
  });
});

it('[R2] a record seen for the first time is taken as it is', () => {
  expect(steadyInstants('agents', undefined, paused)).toBe(paused);
});

it('[D3] the same values keep the reference held, of every kind', () => {
  for (const kind of floorKinds) {
    fc.assert(
      fc.property(arbitraryRecord(kind), (record) => {
        expect(steadyInstants(kind, record, { ...record })).toBe(record);
      }),
      { numRuns: 20 },
    );
  }
});

it('[R2] whatever comes, what is kept lies within 2 s of it and says the same otherwise', () => {
  const offset = fc.integer({ min: -5000, max: 5000 });
  fc.assert(
    fc.property(arbitraryRecord('agents'), offset, offset, (record, one, two) => {
      const before = { ...record, stateSince: since, wrapUpEndsAt: since };
      const after = { ...before, stateSince: since + one, wrapUpEndsAt: since + two };
      const next = steadyInstants('agents', before, after);
      expect(Math.abs((next.stateSince ?? 0) - (after.stateSince ?? 0))).toBeLessThanOrEqual(steadyWithinMs);
      expect(Math.abs((next.wrapUpEndsAt ?? 0) - (after.wrapUpEndsAt ?? 0))).toBeLessThanOrEqual(steadyWithinMs);
      expect({ ...next, stateSince: 0, wrapUpEndsAt: 0 }).toEqual({ ...after, stateSince: 0, wrapUpEndsAt: 0 });
      expect(steadyInstants('agents', next, after)).toBe(next);
    }),
  );
});
