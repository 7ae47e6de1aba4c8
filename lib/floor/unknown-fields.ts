import type { GroupQueueRecord, QueueRecord } from './records';

/** What a queue looks like now, when nobody can tell. */
export const unknownNow = {
  isOpen: null,
  waiting: null,
  oldestWaitSince: null,
  agentsServing: null,
  agentsFree: null,
  agentsBusy: null,
  agentsWrapUp: null,
  agentsNotReady: null,
  agentsPaused: null,
} as const satisfies Partial<QueueRecord>;

/** A queue's day, when nobody can tell. */
export const unknownToday = {
  offered: null,
  answered: null,
  answeredInTime: null,
  abandoned: null,
  shortAbandoned: null,
  abandonedInTime: null,
  answeredWaitMs: null,
  handlingMs: null,
  overflowed: null,
  todaySince: null,
  todayPartial: false,
} as const satisfies Partial<QueueRecord>;

/** A queue in a group without any alarm level. */
export const noLevels = {
  waitingWarning: null,
  waitingCritical: null,
  longestWaitWarningMs: null,
  longestWaitCriticalMs: null,
  freeAgentsWarning: null,
  freeAgentsCritical: null,
  servingAgentsWarning: null,
  servingAgentsCritical: null,
  serviceLevelWarning: null,
  serviceLevelCritical: null,
} as const satisfies Partial<GroupQueueRecord>;

/** A queue that nobody dials to log in to. */
export const noDialCodes = { loginDialCode: null, logoutDialCode: null } as const satisfies Partial<QueueRecord>;
