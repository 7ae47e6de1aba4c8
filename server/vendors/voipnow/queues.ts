import { recordId } from '@/lib/floor/ids';
import type { AgentState, QueueRecord } from '@/lib/floor/records';
import { noDialCodes, unknownNow, unknownToday } from '@/lib/floor/unknown-fields';
import { groupBy } from '@/server/vendors/group-by';
import type { NormalizeContext } from '@/server/vendors/vendor';
import { earliest } from '@/server/vendors/vendor-time';
import type { Call } from './calls';
import type { Answer } from './client';
import type { VoipnowLive } from './feeds';
import { nameOf } from './names';
import type { Seat } from './seats';
import type { VoipnowSettings } from './settings';

export function normalizeQueues(
  live: VoipnowLive,
  seats: readonly Seat[],
  calls: readonly Call[],
  { sourceId, settings }: NormalizeContext<VoipnowSettings>,
): QueueRecord[] {
  const staff = groupBy(seats, (seat) => seat.queue);
  const waiting = groupBy(
    calls.filter((call) => !call.isAnswered),
    (call) => call.queue,
  );
  return [...live.members].map(([queue, answer]) => {
    const hasCalls = live.calls.told === 'user' || live.calls.told.has(queue);
    return {
      id: recordId(sourceId, queue),
      sourceId,
      name: nameOf(settings.queueNames, queue),
      channel: 'phone',
      problem: problemOf(answer, hasCalls),
      ...unknownNow,
      ...(hasCalls ? waitingNow(waiting.get(queue) ?? []) : {}),
      ...('value' in answer ? agentCounts(staff.get(queue) ?? []) : {}),
      ...unknownToday,
      answerWithinMs: Math.round(settings.answerWithinSeconds * 1000),
      shortAbandonMs: null,
      serviceLevelTarget: null,
      ...noDialCodes,
    };
  });
}

/** Why this queue alone is unknown (rule P1), in words to act on. */
function problemOf(answer: Answer<unknown>, hasCalls: boolean): string | null {
  if ('refusal' in answer)
    return answer.refusal === 'not-allowed'
      ? 'VoipNow does not let this app see the agents of this queue: check who owns it, and "userId"'
      : 'VoipNow knows no queue of this number: check "queues"';
  return hasCalls ? null : 'VoipNow does not let this app see the calls of this queue: check "calls" and "userId"';
}

/** Until somebody answers a caller waits, also while a phone rings. */
function waitingNow(calls: readonly Call[]) {
  return { waiting: calls.length, oldestWaitSince: earliest(calls.map((call) => call.enteredAt)) };
}

/** VoipNow gives no such counts: ours, of those of whom it can be told; unknown where that is nobody. */
function agentCounts(seats: readonly Seat[]) {
  const count = (...states: AgentState[]) => seats.filter((seat) => states.includes(seat.state)).length;
  const serving = seats.filter(({ readiness }) => readiness !== 'logged-out' && readiness !== 'unknown');
  const isNobodyKnown = serving.length > 0 && serving.every((seat) => seat.state === 'unknown');
  return {
    agentsServing: serving.length,
    agentsFree: isNobodyKnown ? null : count('ready'),
    agentsBusy: isNobodyKnown ? null : count('busy', 'ringing'),
    agentsWrapUp: null,
    agentsNotReady: null,
    agentsPaused: count('paused'),
  };
}
