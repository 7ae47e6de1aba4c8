import type { EpochMs } from '@/lib/floor/records';
import type { Clock, Log } from '@/server/ports';
import { deleteOldest, type TimedTable } from '@/server/store/history-retention';
import type { Store } from '@/server/store/store';

/** Days for which what is kept; days' figures are kept for ever. */
export interface Retention {
  readonly keepDeltasDays: number;
  readonly keepMinutesDays: number;
  readonly keepHoursDays: number;
}

interface RetentionParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Retention;
  /** Something waits to be written: deleting can wait too. */
  isBusy(): boolean;
}

const dayMs = 86_400_000;
const everyMs = 60_000;
/** After a batch that was full there is more to delete. */
const soonMs = 1000;

/** Deletes what is too old, a small batch at a time, while nothing waits to be written. Returns how to stop. */
export function startRetention(parts: RetentionParts): () => void {
  const { clock, log } = parts;
  let cancel = clock.after(everyMs, run);
  let isStopped = false;
  let hasFailed = false;

  function run(): void {
    if (parts.isBusy()) {
      plan(soonMs);
      return;
    }
    tidy(parts).then(
      (isFull) => {
        hasFailed = false;
        plan(isFull ? soonMs : everyMs);
      },
      (error: unknown) => {
        if (!hasFailed) log.warn({ err: error }, 'Old history could not be deleted: tried again every minute');
        hasFailed = true;
        plan(everyMs);
      },
    );
  }

  function plan(delayMs: number): void {
    if (!isStopped) cancel = clock.after(delayMs, run);
  }

  return () => {
    isStopped = true;
    cancel();
  };
}

/** One batch of every table; true when one of them was full. */
export async function tidy({ store, clock, settings }: Omit<RetentionParts, 'isBusy' | 'log'>): Promise<boolean> {
  const before = (days: number): EpochMs => clock.now() - days * dayMs;
  const { keepDeltasDays, keepMinutesDays, keepHoursDays } = settings;
  const limits: readonly [TimedTable, EpochMs][] = [
    ['floor_deltas', before(keepDeltasDays)],
    ['floor_keyframes', before(keepDeltasDays)],
    ['queue_minutes', before(keepMinutesDays)],
    ['agent_minutes', before(keepMinutesDays)],
    ['queue_hours', before(keepHoursDays)],
    ['agent_hours', before(keepHoursDays)],
  ];
  let isFull = false;
  for (const [table, limit] of limits) if (await deleteOldest(store, table, limit)) isFull = true;
  return isFull;
}
