import { recordId } from '@/lib/floor/ids';
import type { AgentState, QueueRecord } from '@/lib/floor/records';
import { noDialCodes } from '@/lib/floor/unknown-fields';
import type { Day } from './day-counts';
import { earliest } from './presence';
import type { Scene } from './scene';

export function queueRecordOf(queue: string, scene: Scene): QueueRecord {
  const { context, directory, day } = scene;
  const { sourceId, settings } = context;
  const entry = directory.queues?.get(queue);
  const isOutbound = directory.directionOf(queue) === 'out';
  const waiting = scene.calls && (scene.waitingByQueue.get(queue) ?? []);
  const limits = scene.limitsOf(queue);
  return {
    id: recordId(sourceId, queue),
    sourceId,
    name: entry?.name ?? queue,
    channel: 'phone',
    isOpen: null,
    problem: null,
    waiting: waiting?.length ?? null,
    oldestWaitSince: scene.ours(earliest(waiting?.map((call) => call.enteredAt) ?? [])),
    ...agentCounts(queue, scene),
    ...dayFields(queue, isOutbound, day),
    overflowed: null,
    todayPartial: false,
    answerWithinMs: isOutbound ? null : limits.answerWithinMs,
    shortAbandonMs: isOutbound ? null : limits.shortAbandonMs,
    serviceLevelTarget: isOutbound ? null : (entry?.serviceLevelTarget ?? settings.serviceLevelTarget),
    ...noDialCodes,
  };
}

/** Nobody waits in a queue for outbound calls: only what was reached and how long it took has a meaning there. */
function dayFields(queue: string, isOutbound: boolean, day: Day | null) {
  const counts = day?.countsOf(queue) ?? null;
  const waited = isOutbound ? null : counts;
  return {
    offered: waited?.offered ?? null,
    answered: counts?.answered ?? null,
    answeredInTime: waited?.answeredInTime ?? null,
    abandoned: waited?.abandoned ?? null,
    shortAbandoned: waited?.shortAbandoned ?? null,
    abandonedInTime: waited?.abandonedInTime ?? null,
    answeredWaitMs: waited?.answeredWaitMs ?? null,
    handlingMs: counts?.handlingMs ?? null,
    todaySince: counts?.since ?? null,
  };
}

/** QueueMetrics gives no such counts: they are those of the agents who joined the queue. */
function agentCounts(queue: string, { servingByQueue, doingOf }: Scene) {
  const states = servingByQueue && [...(servingByQueue.get(queue) ?? [])].map((code) => doingOf(code).state);
  const count = (state: AgentState) => states?.filter((each) => each === state).length ?? null;
  return {
    agentsServing: states?.length ?? null,
    agentsFree: count('ready'),
    agentsBusy: count('busy'),
    agentsWrapUp: count('wrap-up'),
    /** The vendor knows no such state. */
    agentsNotReady: null,
    agentsPaused: count('paused'),
  };
}
