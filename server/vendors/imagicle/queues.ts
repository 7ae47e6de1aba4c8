import { recordId } from '@/lib/floor/ids';
import type { AgentState, QueueRecord } from '@/lib/floor/records';
import { noDialCodes } from '@/lib/floor/unknown-fields';
import { groupBy } from '@/server/vendors/group-by';
import type { NormalizeContext } from '@/server/vendors/vendor';
import { earliest, type ToInstant } from '@/server/vendors/vendor-time';
import type { Answer } from './client';
import type { ImagicleLive, ImagicleToday } from './feeds';
import type { ImagicleQueue, RealTimeStatistics, Statistics } from './payloads';
import { type Seat, valueIn } from './seats';
import type { ImagicleSettings } from './settings';

export function normalizeQueues(
  live: ImagicleLive,
  today: ImagicleToday | null,
  seats: readonly Seat[],
  toInstant: ToInstant,
  { sourceId, settings }: NormalizeContext<ImagicleSettings>,
): QueueRecord[] {
  const told = groupBy(seats, (seat) => (seat.agent ? seat.queueId : null));
  return live.queues.map((queue) => {
    const answer = live.realTime.get(queue.id);
    const realTime = valueIn(answer);
    const counts = today?.statistics.get(queue.id);
    return {
      id: recordId(sourceId, queue.id),
      sourceId,
      name: queue.name ?? queue.phoneNumber?.[0] ?? queue.id,
      channel: 'phone',
      isOpen: realTime?.isOpen ?? null,
      problem: problemOf(answer, 'real-time statistics') ?? problemOf(counts, 'statistics of the day'),
      ...waitingNow(realTime, toInstant),
      ...agentCounts(realTime?.agents ? (told.get(queue.id) ?? []) : null),
      ...countsOf(valueIn(counts)),
      todaySince: today?.since ?? null,
      todayPartial: today?.isPartial ?? false,
      answerWithinMs: Math.round(settings.answerWithinSeconds * 1000),
      shortAbandonMs: Math.round(settings.shortAbandonSeconds * 1000),
      serviceLevelTarget: settings.serviceLevelTarget,
      ...dialCodesOf(queue),
    };
  });
}

function dialCodesOf({ loginLogoutPhoneNumber }: ImagicleQueue): Pick<QueueRecord, keyof typeof noDialCodes> {
  const prefix = loginLogoutPhoneNumber?.value ?? null;
  return prefix === null ? noDialCodes : { loginDialCode: `${prefix}1`, logoutDialCode: `${prefix}0` };
}

/** Why this queue alone is unknown (rule P1), in words to act on. */
function problemOf(answer: Answer<unknown> | undefined, what: string): string | null {
  if (!answer || 'value' in answer) return null;
  return answer.refusal === 403
    ? `Imagicle does not let this account see the ${what} of this queue: give it the right to`
    : `Imagicle knows no ${what} of this queue (HTTP 404): it may just have been removed`;
}

function waitingNow(realTime: RealTimeStatistics | null, toInstant: ToInstant) {
  const calls = realTime?.waitingCalls;
  if (!calls) return { waiting: null, oldestWaitSince: null };
  const since = new Map(calls.map((call) => [call.id, toInstant(call.waitingStartTime)]));
  return { waiting: since.size, oldestWaitSince: earliest([...since.values()]) };
}

const noAgentCounts = {
  agentsServing: null,
  agentsFree: null,
  agentsBusy: null,
  agentsWrapUp: null,
  agentsNotReady: null,
  agentsPaused: null,
};

/** Imagicle gives no such counts: ours. An agent whose phone rings is engaged, so counts as busy. */
function agentCounts(seats: readonly Seat[] | null) {
  if (!seats) return noAgentCounts;
  const count = (...states: AgentState[]) => seats.filter((seat) => states.includes(seat.state)).length;
  const isServing = ({ readiness }: Seat) => readiness !== 'logged-out' && readiness !== 'unknown';
  return {
    agentsServing: seats.filter(isServing).length,
    agentsFree: count('ready'),
    agentsBusy: count('busy', 'ringing'),
    agentsWrapUp: count('wrap-up'),
    agentsNotReady: count('not-ready'),
    agentsPaused: count('paused'),
  };
}

/**
 * Calls beyond the waiting limit were ended by it, those that overflowed met a full queue: the first were offered, the
 * second were not [inf]. The average wait is taken as that of served calls [inf]. In time or short is never told.
 */
function countsOf(statistics: Statistics | null) {
  const answered = statistics?.servedCalls ?? null;
  const abandoned = statistics?.abandonedCalls ?? null;
  const exceeding = statistics?.exceedingWaitingTimeCalls ?? null;
  const isWhole = answered !== null && abandoned !== null && exceeding !== null;
  return {
    offered: isWhole ? answered + abandoned + exceeding : null,
    answered,
    answeredInTime: null,
    abandoned,
    shortAbandoned: null,
    abandonedInTime: null,
    answeredWaitMs: answered === 0 ? 0 : product(statistics?.avgWaitingTime ?? null, answered),
    handlingMs: statistics?.totalConversationTime ?? null,
    overflowed: statistics?.overflowedCalls ?? null,
  };
}

const product = (one: number | null, other: number | null) => (one === null || other === null ? null : one * other);
