import type { AgentFigures, KnownTimes, QueueCounts, QueueGauges, QueueMaxima } from './history';

/** Counts of contacts; null where nothing was told. */
export const queueCountColumns = [
  'offered',
  'answered',
  'answered_in_time',
  'abandoned',
  'short_abandoned',
  'abandoned_in_time',
  'answered_wait_ms',
  'handling_ms',
  'overflowed',
] as const satisfies readonly (keyof QueueCounts)[];

/** Columns that are added up from minutes to hours to days; null where nothing was told. */
export const queueSumColumns = [
  ...queueCountColumns,
  'waiting_ms',
  'serving_ms',
  'free_ms',
  'busy_ms',
  'wrap_up_ms',
  'not_ready_ms',
  'paused_ms',
] as const satisfies readonly (keyof (QueueCounts & QueueGauges))[];

/** Added up too, and never null. */
export const knownTimeColumns = [
  'known_ms',
  'today_known_ms',
  'waiting_known_ms',
  'agents_known_ms',
] as const satisfies readonly (keyof KnownTimes)[];

/** Of these the greatest counts. */
export const queueMaxColumns = ['waiting_max', 'longest_wait_ms'] as const satisfies readonly (keyof QueueMaxima)[];

export const agentColumns = [
  'known_ms',
  'logged_out_ms',
  'ready_ms',
  'ringing_ms',
  'busy_ms',
  'wrap_up_ms',
  'paused_ms',
  'not_ready_ms',
  'unknown_ms',
] as const satisfies readonly (keyof AgentFigures)[];
