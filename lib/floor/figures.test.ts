import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryRecord } from './arbitrary-floor';
import {
  abandonRate,
  ageMs,
  agentTotals,
  averageHandlingTime,
  averageSpeedOfAnswer,
  longestWait,
  occupancy,
  waitingNow,
} from './figures';
import { makeRecord } from './make-record';
import type { AgentState } from './records';

const now = 1_700_000_000_000;
const queue = (id: string, fields: Parameters<typeof makeRecord<'queues'>>[1] = {}) =>
  makeRecord('queues', { id, ...fields });
const agent = (id: string, state: AgentState, personId: string | null = null) =>
  makeRecord('agents', { id, state, personId });

it('[R2] an age comes from an instant, is never negative, and unknown without one', () => {
  expect(ageMs(now - 5000, now)).toBe(5000);
  expect(ageMs(now + 300, now)).toBe(0);
  expect(ageMs(null, now)).toBeNull();
});

it('[R4] the longest wait is the oldest one of all queues and says whose', () => {
  const queues = [
    queue('a', { waiting: 1, oldestWaitSince: now - 10_000 }),
    queue('b', { waiting: 4, oldestWaitSince: now - 221_000 }),
    queue('c', { waiting: 0 }),
    queue('d'),
  ];
  expect(longestWait(queues, now)).toEqual({ value: 221_000, known: 3, of: 4, queueId: 'b', since: now - 221_000 });
});

it('[R1] nobody waiting is zero, not known is unknown, and waiting without a time is unknown too', () => {
  expect(longestWait([queue('a', { waiting: 0 })], now)).toMatchObject({ value: 0, queueId: null, known: 1 });
  expect(longestWait([queue('a')], now)).toMatchObject({ value: null, queueId: null, known: 0 });
  expect(longestWait([queue('a', { waiting: 3 })], now)).toMatchObject({ value: null, known: 0 });
});

it('[R1] an old instant of a queue that has emptied is nobody waiting', () => {
  expect(longestWait([queue('a', { waiting: 0, oldestWaitSince: now - 99 })], now).value).toBe(0);
});

it('[R4] how many wait is the sum of those that know', () => {
  expect(waitingNow([queue('a', { waiting: 2 }), queue('b'), queue('c', { waiting: 0 })])).toEqual({
    value: 2,
    known: 2,
    of: 3,
  });
});

it('[R4] agents are counted by state, those unknown in no sum', () => {
  const agents = (['ready', 'busy', 'ringing', 'wrap-up', 'paused', 'not-ready', 'logged-out', 'unknown'] as const).map(
    (state) => agent(state, state),
  );
  expect(agentTotals(agents)).toEqual({
    persons: 8,
    known: 7,
    staffed: 6,
    free: 1,
    busy: 2,
    byState: {
      ready: 1,
      busy: 1,
      ringing: 1,
      'wrap-up': 1,
      paused: 1,
      'not-ready': 1,
      'logged-out': 1,
      unknown: 1,
    },
  });
});

it.each<[AgentState, AgentState, AgentState]>([
  ['busy', 'ready', 'busy'],
  ['paused', 'ready', 'ready'],
  ['logged-out', 'paused', 'paused'],
  ['unknown', 'ready', 'ready'],
  ['unknown', 'logged-out', 'unknown'],
  ['paused', 'not-ready', 'not-ready'],
])('[R4] one person who is %s on one system and %s on another is one person, %s', (a, b, together) => {
  for (const states of [
    [a, b],
    [b, a],
  ] as const) {
    const totals = agentTotals(states.map((state, i) => agent(`s${i}/1`, state, 'anna')));
    expect(totals.persons).toBe(1);
    expect(totals.byState[together]).toBe(1);
  }
});

it('[R4] agents without a person are each their own', () => {
  expect(agentTotals([agent('a', 'ready'), agent('b', 'ready')]).free).toBe(2);
});

it('[R4] the abandon rate leaves short abandons out of both sides', () => {
  expect(abandonRate([queue('a', { answered: 1000, abandoned: 60, shortAbandoned: 10 })])).toMatchObject({
    over: 50,
    under: 1050,
  });
});

it('[R4] a queue that cannot tell short abandons is left out, unless all are counted', () => {
  const queues = [
    queue('a', { answered: 9, abandoned: 3, shortAbandoned: 2 }),
    queue('b', { answered: 8, abandoned: 2 }),
    queue('c', { abandoned: 2, shortAbandoned: 0 }),
  ];
  expect(abandonRate(queues)).toEqual({ value: 0.1, over: 1, under: 10, known: 1, of: 3 });
  expect(abandonRate(queues, 'all')).toEqual({ value: 5 / 22, over: 5, under: 22, known: 2, of: 3 });
});

it('[R4] speed of answer and handling time weigh queues by their answered contacts', () => {
  const queues = [
    queue('a', { answered: 1, answeredWaitMs: 50_000, handlingMs: 100_000 }),
    queue('b', { answered: 4, answeredWaitMs: 0, handlingMs: 400_000 }),
    queue('c', { answered: 5 }),
  ];
  expect(averageSpeedOfAnswer(queues)).toMatchObject({ value: 10_000, known: 2, of: 3 });
  expect(averageHandlingTime(queues)).toMatchObject({ value: 100_000, known: 2, of: 3 });
});

it('[R1] nobody answered has no average', () => {
  const queues = [queue('a', { answered: 0, answeredWaitMs: 0, handlingMs: 0, abandoned: 0, shortAbandoned: 0 })];
  expect(averageSpeedOfAnswer(queues).value).toBeNull();
  expect(averageHandlingTime(queues).value).toBeNull();
  expect(abandonRate(queues).value).toBeNull();
});

it('[R1] occupancy is handling over logged-in time, unknown without either', () => {
  expect(occupancy(45, 15)).toBe(0.75);
  expect(occupancy(0, 0)).toBeNull();
  expect(occupancy(null, 15)).toBeNull();
  expect(occupancy(45, null)).toBeNull();
});

const manyAgents = fc.uniqueArray(arbitraryRecord('agents'), { selector: ({ id }) => id });
const manyQueues = fc.uniqueArray(arbitraryRecord('queues'), { selector: ({ id }) => id });

it('[R4] every person is in exactly one state, in whatever order agents come', () => {
  fc.assert(
    fc.property(manyAgents, (agents) => {
      const totals = agentTotals(agents);
      const inStates = Object.values(totals.byState).reduce((sum, count) => sum + count, 0);
      expect(inStates).toBe(totals.persons);
      expect(totals.persons).toBe(new Set(agents.map(({ id, personId }) => personId ?? id)).size);
      expect(totals.staffed + totals.byState['logged-out'] + totals.byState.unknown).toBe(totals.persons);
      expect(agentTotals(agents.toReversed())).toEqual(totals);
    }),
  );
});

it('[R4] nobody waits longer than the longest wait, and its queue is one of those asked', () => {
  fc.assert(
    fc.property(manyQueues, (queues) => {
      const longest = longestWait(queues, now);
      const waits = queues
        .filter(({ waiting }) => waiting !== 0)
        .map(({ oldestWaitSince }) => ageMs(oldestWaitSince, now));
      const known = waits.filter((wait) => wait !== null);
      expect(longest.value ?? 0).toBe(Math.max(0, ...known));
      expect(longest.queueId === null).toBe(known.length === 0);
      expect(longest.of - longest.known).toBe(waits.length - known.length);
    }),
  );
});
