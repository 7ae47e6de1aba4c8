import type { EpochMs } from '@/lib/floor/records';

/** A part of one commit, as a delta of its own: all parts of a commit in order are the commit. */
export interface FloorDeltaRow {
  epoch: string;
  seq: number;
  part: number;
  parts: number;
  at: EpochMs;
  source_id: string | null;
  text: string;
}

/** A part of the whole floor as it stood after the commit `seq`, as a delta that puts it. */
export interface FloorKeyframeRow {
  epoch: string;
  seq: number;
  part: number;
  parts: number;
  at: EpochMs;
  text: string;
}

/** The newest of something of which only the newest matters. */
export interface FloorMarkRow {
  name: string;
  at: EpochMs;
  text: string;
}

/** What is known of a queue besides its figures; outlives the queue. */
export interface HistoryQueueRow {
  queue_id: string;
  source_id: string;
  name: string;
  /** IANA zone in which its business days are counted. */
  zone: string;
}

/** Of counts: how many, null = not known. */
export interface QueueCounts {
  offered: number | null;
  answered: number | null;
  answered_in_time: number | null;
  abandoned: number | null;
  short_abandoned: number | null;
  abandoned_in_time: number | null;
  answered_wait_ms: number | null;
  handling_ms: number | null;
  overflowed: number | null;
}

/** Of gauges: value × the milliseconds it held, to be divided by the milliseconds it was known. */
export interface QueueGauges {
  waiting_ms: number | null;
  serving_ms: number | null;
  free_ms: number | null;
  busy_ms: number | null;
  wrap_up_ms: number | null;
  not_ready_ms: number | null;
  paused_ms: number | null;
}

/** How long the source, the day's counts, the waiting and the agents were known. */
export interface KnownTimes {
  known_ms: number;
  today_known_ms: number;
  waiting_known_ms: number;
  agents_known_ms: number;
}

export interface QueueMaxima {
  waiting_max: number | null;
  longest_wait_ms: number | null;
}

export interface QueueFigures extends QueueCounts, QueueGauges, KnownTimes, QueueMaxima {}

/** Time × agents per state. */
export interface AgentFigures {
  known_ms: number;
  logged_out_ms: number;
  ready_ms: number;
  ringing_ms: number;
  busy_ms: number;
  wrap_up_ms: number;
  paused_ms: number;
  not_ready_ms: number;
  unknown_ms: number;
}

interface OfDay {
  /** Business day in the source's zone, `2026-03-04`. */
  day: string;
  /** When that day began. */
  day_at: EpochMs;
}

interface OfMinute extends OfDay {
  /** Start of the minute. */
  at: EpochMs;
  /** The process that saw it: a restart within a minute leaves two rows, to be added. */
  epoch: string;
  hour_at: EpochMs;
}

interface OfQueue {
  queue_id: string;
  source_id: string;
}

export interface QueueMinuteRow extends OfQueue, OfMinute, QueueFigures {}
export interface QueueHourRow extends OfQueue, OfDay, QueueFigures {
  at: EpochMs;
}
export interface QueueDayRow extends OfQueue, QueueFigures {
  day: string;
  at: EpochMs;
}

export interface AgentMinuteRow extends OfMinute, AgentFigures {
  source_id: string;
}
export interface AgentHourRow extends OfDay, AgentFigures {
  source_id: string;
  at: EpochMs;
}
export interface AgentDayRow extends AgentFigures {
  source_id: string;
  day: string;
  at: EpochMs;
}

export interface HistoryTables {
  floor_deltas: FloorDeltaRow;
  floor_keyframes: FloorKeyframeRow;
  floor_marks: FloorMarkRow;
  history_queues: HistoryQueueRow;
  queue_minutes: QueueMinuteRow;
  queue_hours: QueueHourRow;
  queue_days: QueueDayRow;
  agent_minutes: AgentMinuteRow;
  agent_hours: AgentHourRow;
  agent_days: AgentDayRow;
}
