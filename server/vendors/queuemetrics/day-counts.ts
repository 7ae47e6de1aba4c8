import type { EpochMs } from '@/lib/floor/records';
import type { Directory } from './directory';
import type { DayReading, TodayReading } from './feeds';
import type { EndedCall } from './payloads';
import type { Settings } from './settings';

/** Counts of one queue since the start of its business day; null where a column or a time was missing. */
export interface DayCounts {
  readonly since: EpochMs;
  offered: number;
  answered: number;
  answeredInTime: number | null;
  abandoned: number | null;
  shortAbandoned: number | null;
  abandonedInTime: number | null;
  answeredWaitMs: number | null;
  handlingMs: number | null;
}

export interface Day {
  /** Zeros for a queue the reports cover but had no call for; null where they do not cover it. */
  countsOf(queue: string): DayCounts | null;
  /** Null where the reports do not say who answered. */
  handledBy(agent: string): number | null;
  /** Queues that had a call. */
  readonly queues: readonly string[];
}

export interface Limits {
  readonly answerWithinMs: number;
  readonly shortAbandonMs: number;
}

export function countDay(
  today: TodayReading,
  directory: Directory,
  settings: Settings,
  limitsOf: (queue: string) => Limits,
): Day {
  const reasons = new Set(settings.abandonReasons.map((reason) => reason.toLowerCase()));
  const counts = new Map<string, DayCounts>();
  const handled = new Map<string, number>();
  const dayOf = (queue: string) => today.days.findLast(({ queues }) => queues === '*' || queues.includes(queue));

  const take = (queue: string, day: DayReading) => {
    const found = counts.get(queue) ?? noCalls(day.since);
    counts.set(queue, found);
    return found;
  };
  for (const day of today.days) {
    for (const call of day.answered.calls.filter(({ queue }) => dayOf(queue) === day)) {
      addAnswered(take(call.queue, day), call, limitsOf(call.queue));
      const agent = call.agent === null ? null : directory.agentCode(call.agent);
      if (agent !== null) handled.set(agent, (handled.get(agent) ?? 0) + 1);
    }
    for (const call of day.lost.calls.filter(({ queue }) => dayOf(queue) === day))
      addLost(take(call.queue, day), call, limitsOf(call.queue), reasons);
  }
  const tellsAgents = today.days.every(({ answered }) => answered.tellsAgents);
  return {
    queues: [...counts.keys()].filter((queue) => queue !== ''),
    handledBy: (agent) => (tellsAgents ? (handled.get(agent) ?? 0) : null),
    countsOf(queue) {
      const day = dayOf(queue);
      return counts.get(queue) ?? (day ? noCalls(day.since) : null);
    },
  };
}

function addAnswered(counts: DayCounts, call: EndedCall, limits: Limits): void {
  counts.offered += 1;
  counts.answered += 1;
  counts.answeredWaitMs = add(counts.answeredWaitMs, call.waitMs);
  counts.handlingMs = add(counts.handlingMs, call.talkMs);
  counts.answeredInTime = add(
    counts.answeredInTime,
    oneIf(call.waitMs, (wait) => wait <= limits.answerWithinMs),
  );
}

/** Time-outs and exits by key were offered, but nobody hung up: they are not abandons. */
function addLost(counts: DayCounts, call: EndedCall, limits: Limits, reasons: ReadonlySet<string>): void {
  counts.offered += 1;
  const isAbandon = call.reason === null ? null : reasons.has(call.reason.toLowerCase());
  if (isAbandon === false) return;
  const wait = isAbandon === null ? null : call.waitMs;
  counts.abandoned = add(counts.abandoned, isAbandon === null ? null : 1);
  counts.shortAbandoned = add(
    counts.shortAbandoned,
    oneIf(wait, (waited) => waited < limits.shortAbandonMs),
  );
  counts.abandonedInTime = add(
    counts.abandonedInTime,
    oneIf(wait, (waited) => waited <= limits.answerWithinMs),
  );
}

/** A sum with an unknown part is unknown. */
const add = (sum: number | null, part: number | null): number | null =>
  sum === null || part === null ? null : sum + part;

const oneIf = (wait: number | null, test: (waitMs: number) => boolean): number | null =>
  wait === null ? null : Number(test(wait));

function noCalls(since: EpochMs): DayCounts {
  return {
    since,
    offered: 0,
    answered: 0,
    answeredInTime: 0,
    abandoned: 0,
    shortAbandoned: 0,
    abandonedInTime: 0,
    answeredWaitMs: 0,
    handlingMs: 0,
  };
}
