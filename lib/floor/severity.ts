import { ageMs } from './figures';
import type { EpochMs, GroupQueueRecord, QueueRecord } from './records';
import { serviceLevel } from './service-level';
import { noLevels } from './unknown-fields';

export const severities = ['critical', 'warning', 'unknown', 'ok'] as const;
export type Severity = (typeof severities)[number];

export type SeverityReason =
  | 'nobody-serving'
  | 'longest-wait'
  | 'waiting'
  | 'free-agents'
  | 'serving-agents'
  | 'service-level'
  | 'no-figures';

export interface QueueSeverity {
  readonly severity: Severity;
  /** What it is about; null when all is well. */
  readonly reason: SeverityReason | null;
}

type Levels = Pick<
  GroupQueueRecord,
  | 'waitingWarning'
  | 'waitingCritical'
  | 'longestWaitWarningMs'
  | 'longestWaitCriticalMs'
  | 'freeAgentsWarning'
  | 'freeAgentsCritical'
  | 'servingAgentsWarning'
  | 'servingAgentsCritical'
  | 'serviceLevelWarning'
  | 'serviceLevelCritical'
>;

/**
 * Limits for a queue whose vendor sets none. One contact in five may wait longer than T by the usual 80 % target, so T
 * itself is no alarm; and a share of very few contacts says nothing.
 */
export const defaultLimits = {
  longestWaitWarning: 2,
  longestWaitCritical: 5,
  serviceLevelFromContacts: 10,
} as const;

/** What a queue calls for now: the worst of its measures, in the order of the reasons where two are equally bad. */
export function severityOf(queue: QueueRecord, groups: readonly Levels[], now: EpochMs): QueueSeverity {
  const checks = groups.length > 0 ? groups : [noLevels];
  const found = [nobodyServing(queue), ...checks.flatMap((levels) => judge(queue, levels, now))];
  const known = found.filter((one) => one.severity !== 'unknown');
  if (known.length === 0) return { severity: 'unknown', reason: 'no-figures' };
  const worst = known.reduce((a, b) => (severities.indexOf(b.severity) < severities.indexOf(a.severity) ? b : a));
  return worst.severity === 'ok' ? { severity: 'ok', reason: null } : worst;
}

function nobodyServing({ waiting, agentsServing }: QueueRecord): QueueSeverity {
  const reason = 'nobody-serving';
  if (waiting === null || agentsServing === null) return { severity: 'unknown', reason };
  return { severity: waiting > 0 && agentsServing === 0 ? 'critical' : 'ok', reason };
}

function judge(queue: QueueRecord, levels: Levels, now: EpochMs): QueueSeverity[] {
  const wait = waitLimits(queue, levels);
  const found = [
    atLeast('longest-wait', longestWaitMs(queue, now), wait.warning, wait.critical),
    atLeast('waiting', queue.waiting, levels.waitingWarning, levels.waitingCritical),
  ];
  // After hours nobody is there to be missed and nothing to be won back: only who still waits counts.
  if (queue.isOpen === false) return found;
  const share = shareLimits(queue, levels);
  return [
    ...found,
    atMost('free-agents', queue.agentsFree, levels.freeAgentsWarning, levels.freeAgentsCritical),
    atMost('serving-agents', queue.agentsServing, levels.servingAgentsWarning, levels.servingAgentsCritical),
    below('service-level', shareToday(queue), share.warning, share.critical),
  ];
}

function longestWaitMs(queue: QueueRecord, now: EpochMs): number | null {
  return queue.waiting === 0 ? 0 : ageMs(queue.oldestWaitSince, now);
}

function waitLimits({ answerWithinMs }: QueueRecord, levels: Levels) {
  if (levels.longestWaitWarningMs !== null || levels.longestWaitCriticalMs !== null || answerWithinMs === null) {
    return { warning: levels.longestWaitWarningMs, critical: levels.longestWaitCriticalMs };
  }
  const { longestWaitWarning, longestWaitCritical } = defaultLimits;
  return { warning: answerWithinMs * longestWaitWarning, critical: answerWithinMs * longestWaitCritical };
}

function shareToday(queue: QueueRecord): number | null {
  const level = serviceLevel([queue]);
  return level.under < defaultLimits.serviceLevelFromContacts ? null : level.value;
}

function shareLimits({ serviceLevelTarget }: QueueRecord, levels: Levels) {
  if (levels.serviceLevelWarning !== null || levels.serviceLevelCritical !== null || serviceLevelTarget === null) {
    return { warning: levels.serviceLevelWarning, critical: levels.serviceLevelCritical };
  }
  // A day that went badly is no emergency: without the vendor's own level it would shout until the evening.
  return { warning: serviceLevelTarget, critical: null };
}

type Judge = (
  reason: SeverityReason,
  value: number | null,
  warning: number | null,
  critical: number | null,
) => QueueSeverity;

/** A value that is not known is unknown; one without limits is fine. */
function judgeBy(isBreach: (value: number, limit: number) => boolean): Judge {
  return (reason, value, warning, critical) => {
    if (value === null) return { severity: 'unknown', reason };
    if (critical !== null && isBreach(value, critical)) return { severity: 'critical', reason };
    if (warning !== null && isBreach(value, warning)) return { severity: 'warning', reason };
    return { severity: 'ok', reason };
  };
}

// A limit of nothing is no limit: "at least 0 waiting" would always hold.
const atLeast = judgeBy((value, limit) => limit > 0 && value >= limit);
const atMost = judgeBy((value, limit) => value <= limit);
// A hair's breadth less, since 0.8 − 0.1 is a little more than 0.7.
const below = judgeBy((value, limit) => value < limit - 1e-9);
