import { recordId } from '@/lib/floor/ids';
import type { EpochMs, QueueRecord } from '@/lib/floor/records';
import { noDialCodes, unknownToday } from '@/lib/floor/unknown-fields';
import { groupBy } from '@/server/vendors/group-by';
import type { NormalizeContext, Reading } from '@/server/vendors/vendor';
import { earliest, type ToInstant } from '@/server/vendors/vendor-time';
import type { Stamped } from './client';
import type { LiveContact } from './contacts';
import type { QueueLimits, SinchLive, SinchToday } from './feeds';
import type { ContactSummary, QueueStatus } from './payloads';
import type { SinchSettings } from './settings';
import { channelOf } from './words';

export function normalizeQueues(
  live: SinchLive,
  contacts: readonly LiveContact[],
  today: Reading<SinchToday> | null,
  toInstant: ToInstant,
  { sourceId, settings }: NormalizeContext<SinchSettings>,
): QueueRecord[] {
  const waiting = groupBy(
    contacts.filter((contact) => contact.state === 'waiting'),
    (contact) => contact.leg.queueId,
  );
  const summaries = groupBy(today?.value.summaries ?? [], (row) => row.queueId);
  return live.queues.map((queue) => ({
    id: recordId(sourceId, queue.id),
    sourceId,
    name: queue.name ?? queue.id,
    channel: channelOf(queue.type),
    isOpen: null,
    problem: null,
    ...waitingNow(queue, waiting.get(queue.id) ?? [], toInstant),
    agentsServing: queue.agentsServing,
    agentsFree: queue.agentsFree,
    agentsBusy: queue.agentsBusy,
    agentsWrapUp: queue.agentsWrapUp,
    agentsNotReady: queue.agentsNotReady,
    agentsPaused: queue.agentsPause,
    ...(today ? countsOf(summaries.get(queue.id) ?? [], today.value.since) : unknownToday),
    ...limitsOf(live.limits.get(queue.id), settings),
  }));
}

/** `inQueueCurrent` counts those here now; `inQueue` counts a contact that flowed over twice and is never used. */
function waitingNow(queue: Stamped<QueueStatus>, contacts: readonly LiveContact[], toInstant: ToInstant) {
  const waiting = queue.inQueueCurrent ?? contacts.length;
  if (waiting === 0) return { waiting, oldestWaitSince: null };
  const age = queue.inQueueCurrent === null ? null : queue.waitingDurationCurrentMax;
  const oldestWaitSince = age === null ? oldestOf(contacts, toInstant) : Math.max(0, queue.readAt - age);
  return { waiting, oldestWaitSince };
}

function oldestOf(contacts: readonly LiveContact[], toInstant: ToInstant): EpochMs | null {
  const entered = contacts.flatMap(({ legs }) => legs.map((leg) => leg.arrivalQueueTime ?? leg.arrivalTime));
  return earliest(entered.map(toInstant));
}

/** No rows at all: nothing arrived. False attempts and abandons exclude each other by the list of statuses [inf]. */
function countsOf(rows: readonly ContactSummary[], todaySince: EpochMs) {
  const answered = sum(rows.map((row) => row.inHandled));
  const shortAbandoned = sum(rows.map((row) => row.inFalseAttempt));
  const abandoned = sum([sum(rows.map((row) => row.inAbandoned)), shortAbandoned]);
  return {
    ...unknownToday,
    offered: sum([answered, abandoned]),
    answered,
    answeredInTime: sum(rows.map((row) => row.inAnsweredOnTime)),
    abandoned,
    shortAbandoned,
    answeredWaitMs: sum(rows.map((row) => row.inAnsweredQueueTimeTotal)),
    handlingMs: sum(rows.map((row) => row.inHandleTimeTotal)),
    todaySince,
  };
}

/** Unknown as soon as one part is. */
function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce((total, part) => (total === null || part === null ? null : total + part), 0);
}

function limitsOf(limits: QueueLimits | undefined, settings: SinchSettings) {
  return {
    answerWithinMs: Math.round((limits?.answerWithin ?? settings.answerWithinSeconds) * 1000),
    shortAbandonMs: Math.round((limits?.shortAbandon ?? settings.shortAbandonSeconds) * 1000),
    serviceLevelTarget: settings.serviceLevelTarget,
    ...noDialCodes,
  };
}
