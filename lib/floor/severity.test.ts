import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryRecord } from './arbitrary-floor';
import { makeRecord } from './make-record';
import type { GroupQueueRecord, QueueRecord } from './records';
import { severities, severityOf } from './severity';

const now = 1_700_000_000_000;
const quiet = makeRecord('queues', {
  isOpen: true,
  waiting: 0,
  agentsServing: 5,
  agentsFree: 3,
  answerWithinMs: 20_000,
  serviceLevelTarget: 0.8,
});
const ok = { severity: 'ok', reason: null };
const judge = (fields: Partial<QueueRecord>, ...levels: Partial<GroupQueueRecord>[]) =>
  severityOf(
    { ...quiet, ...fields },
    levels.map((fields) => makeRecord('groupQueues', fields)),
    now,
  );
const waitingFor = (ms: number): Partial<QueueRecord> => ({ waiting: 1, oldestWaitSince: now - ms });
const share = (answeredInTime: number, answered: number): Partial<QueueRecord> => ({
  answered,
  answeredInTime,
  abandoned: 0,
  shortAbandoned: 0,
});

it('[H2] a quiet queue is ok and needs no reason', () => {
  expect(judge({})).toEqual(ok);
});

it('[H2] a queue of which nothing is known is unknown, never ok', () => {
  expect(severityOf(makeRecord('queues', { problem: 'Not allowed to see it' }), [], now)).toEqual({
    severity: 'unknown',
    reason: 'no-figures',
  });
});

it('[H2] what is not known is not judged: the rest is', () => {
  expect(judge({ waiting: null, oldestWaitSince: null, ...share(50, 100) })).toEqual({
    severity: 'warning',
    reason: 'service-level',
  });
});

it.each([
  [20_000, 'ok'],
  [39_999, 'ok'],
  [40_000, 'warning'],
  [99_999, 'warning'],
  [100_000, 'critical'],
])('[H2] without levels of its own, a wait of %i ms where 20 s are promised is %s', (ms, severity) => {
  expect(judge(waitingFor(ms)).severity).toBe(severity);
});

it('[H2] contacts waiting with nobody serving are critical, and that is the reason given', () => {
  expect(judge({ ...waitingFor(500_000), agentsServing: 0 })).toEqual({
    severity: 'critical',
    reason: 'nobody-serving',
  });
});

it('[H2] nobody serving an empty queue is no alarm', () => {
  expect(judge({ agentsServing: 0 })).toEqual(ok);
});

it.each([
  [80, 'ok'],
  [79, 'warning'],
  [20, 'warning'],
])('[H2] %i in a hundred where 80 are the target is %s', (percent, severity) => {
  expect(judge(share(percent, 100)).severity).toBe(severity);
});

it('[H2] a share of a handful of contacts is no alarm', () => {
  expect(judge(share(0, 9))).toEqual(ok);
});

it('[H2] a queue without a promise or a target is not measured against one', () => {
  expect(judge({ ...waitingFor(9_000_000), ...share(0, 100), answerWithinMs: null, serviceLevelTarget: null })).toEqual(
    ok,
  );
});

it.each<[string, Partial<QueueRecord>, Partial<GroupQueueRecord>, string]>([
  ['waiting', { waiting: 4, oldestWaitSince: now }, { waitingWarning: 4, waitingCritical: 8 }, 'warning'],
  ['waiting', { waiting: 8, oldestWaitSince: now }, { waitingWarning: 4, waitingCritical: 8 }, 'critical'],
  ['longest-wait', waitingFor(5000), { longestWaitWarningMs: 5000 }, 'warning'],
  ['longest-wait', waitingFor(5000), { longestWaitCriticalMs: 5000 }, 'critical'],
  ['free-agents', { agentsFree: 2 }, { freeAgentsWarning: 2, freeAgentsCritical: 0 }, 'warning'],
  ['free-agents', { agentsFree: 0 }, { freeAgentsWarning: 2, freeAgentsCritical: 0 }, 'critical'],
  ['serving-agents', { agentsServing: 3 }, { servingAgentsWarning: 3 }, 'warning'],
  ['service-level', share(85, 100), { serviceLevelWarning: 0.9, serviceLevelCritical: 0.85 }, 'warning'],
  ['service-level', share(84, 100), { serviceLevelWarning: 0.9, serviceLevelCritical: 0.85 }, 'critical'],
])('[H2] the vendor’s level for %s holds', (reason, fields, levels, severity) => {
  expect(judge(fields, levels)).toEqual({ severity, reason });
});

it('[H2] a level the vendor sets takes the place of the default one', () => {
  expect(judge(waitingFor(90_000), { longestWaitWarningMs: 120_000 })).toEqual(ok);
});

it('[H2] where groups differ the strictest holds', () => {
  const [lenient, strict] = [{ waitingCritical: 50 }, { waitingCritical: 3 }];
  const three = { waiting: 3, oldestWaitSince: now };
  expect(judge(three, lenient, strict)).toEqual({ severity: 'critical', reason: 'waiting' });
  expect(judge(three, strict, lenient)).toEqual({ severity: 'critical', reason: 'waiting' });
});

it('[H2] a level of nothing is no level', () => {
  expect(judge({}, { waitingWarning: 0, waitingCritical: 0, longestWaitCriticalMs: 0 })).toEqual(ok);
});

it('[H2] a closed queue is judged by who still waits and nothing else', () => {
  const closed = { isOpen: false, ...share(0, 100), agentsFree: 0, agentsServing: 0 };
  expect(judge(closed, { freeAgentsCritical: 0, servingAgentsCritical: 0 })).toEqual(ok);
  expect(judge({ ...closed, agentsServing: 2, ...waitingFor(200_000) }).reason).toBe('longest-wait');
});

it('[H2] critical goes before warning', () => {
  expect(
    judge({ ...waitingFor(50_000), ...share(10, 100) }, { longestWaitWarningMs: 50_000, serviceLevelCritical: 0.5 }),
  ).toEqual({
    severity: 'critical',
    reason: 'service-level',
  });
});

it('[H2] whatever the queue, waiting longer is never less severe', () => {
  fc.assert(
    fc.property(
      arbitraryRecord('queues'),
      arbitraryRecord('groupQueues'),
      fc.nat(400_000),
      fc.nat(400_000),
      (queue, levels, one, more) => {
        const judged = [one, one + more].map((ms) =>
          severityOf({ ...queue, waiting: 2, oldestWaitSince: now - ms }, [levels], now),
        );
        const [sooner, later] = judged.map(({ severity }) => severities.indexOf(severity));
        expect(later).toBeLessThanOrEqual(sooner ?? 0);
      },
    ),
  );
});

it('[H2] whatever the queue, what is abnormal has a reason and what is ok has none', () => {
  fc.assert(
    fc.property(
      arbitraryRecord('queues'),
      fc.array(arbitraryRecord('groupQueues'), { maxLength: 3 }),
      (queue, levels) => {
        const { severity, reason } = severityOf(queue, levels, now);
        expect(reason === null).toBe(severity === 'ok');
        expect(severityOf(queue, levels.toReversed(), now).severity).toBe(severity);
      },
    ),
  );
});
