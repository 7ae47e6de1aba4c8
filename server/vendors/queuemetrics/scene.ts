import type { EpochMs } from '@/lib/floor/records';
import type { NormalizeContext } from '@/server/vendors/vendor';
import type { Day, Limits } from './day-counts';
import type { Directory } from './directory';
import type { CallRow } from './payloads';
import type { Attendance, Doing } from './presence';
import type { Settings } from './settings';

/** All that the records are made from, worked out once for all of them. */
export interface Scene {
  readonly context: NormalizeContext<Settings>;
  readonly directory: Directory;
  readonly attendance: Attendance;
  /** Null until the live feed answers. */
  readonly calls: readonly CallRow[] | null;
  readonly day: Day | null;
  /** Queues on the floor. */
  readonly queueIds: ReadonlySet<string>;
  /** Agents who joined a queue; null while the agents are unknown. */
  readonly servingByQueue: ReadonlyMap<string, ReadonlySet<string>> | null;
  readonly waitingByQueue: ReadonlyMap<string, readonly CallRow[]>;
  doingOf(code: string): Doing;
  limitsOf(queue: string): Limits;
  /** An instant of the vendor's clock on ours. */
  ours(at: EpochMs | null): EpochMs | null;
}
