import type { EpochMs } from '@/lib/floor/records';
import { type Clock, delay, type Log } from '@/server/ports';
import { createBoundedQueue, type QueueLimit } from './bounded-queue';
import { writeBatch } from './write-batch';
import { createWriteTrouble } from './write-trouble';

/** Writes in batches, off the hot path, and keeps what cannot be written yet in memory up to a limit. */
export interface WriteBehind<T> {
  /** Never throws and never waits. */
  add(entry: T): void;
  status(): WriteBehindStatus;
  /** Writes what waits now; resolves when it is written, or when writing failed. */
  flush(): Promise<void>;
  /** Writes what waits, within three seconds; what is left then is lost and told. */
  close(): Promise<void>;
}

export interface WriteBehindStatus {
  readonly waiting: number;
  /** Entries that were given up since the start. */
  readonly lost: number;
  /** Why the last write failed, in words; null after a good one. */
  readonly lastError: string | null;
  readonly since: EpochMs | null;
}

export interface WriteBehindSettings<T> {
  /** What is written, for the log: `history`, `audit`. */
  readonly name: string;
  /** Writes all or nothing. After an outage it may be given entries that were written before: it must skip those. */
  write(entries: readonly T[]): Promise<void>;
  /** About how much memory an entry takes, in bytes. */
  sizeOf(entry: T): number;
  readonly clock: Clock;
  readonly log: Log;
  readonly batch?: number;
  readonly everyMs?: number;
  readonly limit?: QueueLimit;
}

const defaultLimit: QueueLimit = { entries: 100_000, bytes: 64 * 1024 * 1024 };
const shortestPauseMs = 1000;
const longestPauseMs = 30_000;
const closeWithinMs = 3000;

export function createWriteBehind<T>(settings: WriteBehindSettings<T>): WriteBehind<T> {
  const { clock, write, batch = 500, everyMs = 1000, limit = defaultLimit } = settings;
  const queue = createBoundedQueue(limit, settings.sizeOf);
  const trouble = createWriteTrouble(settings.name, clock, settings.log);
  let writing: Promise<void> | null = null;
  let inHand = 0;
  let pauseMs = 0;
  let cancelTimer: (() => void) | null = null;
  let isClosed = false;

  function plan(delayMs: number): void {
    if (isClosed) return;
    cancelTimer ??= clock.after(delayMs, () => {
      cancelTimer = null;
      void flush();
    });
  }

  /** Not at once: who adds is on the hot path. */
  function hurry(): void {
    unplan();
    plan(0);
  }

  function unplan(): void {
    cancelTimer?.();
    cancelTimer = null;
  }

  function flush(): Promise<void> {
    unplan();
    writing ??= writeAll().finally(() => {
      writing = null;
      if (queue.length > 0) plan(pauseMs || everyMs);
    });
    return writing;
  }

  async function writeAll(): Promise<void> {
    for (let count = queue.length; count > 0 && !isClosed; count -= batch) {
      const entries = queue.take(Math.min(batch, count));
      inHand = entries.length;
      const rest = await writeBatch(entries, write, trouble);
      inHand = 0;
      pauseMs = rest.length > 0 ? Math.min(longestPauseMs, Math.max(shortestPauseMs, pauseMs * 2)) : 0;
      if (rest.length > 0) return trouble.lose(queue.putBack(rest));
    }
  }

  return {
    add(entry) {
      if (isClosed) return trouble.lose(1);
      trouble.lose(queue.push(entry));
      if (writing) return;
      if (pauseMs === 0 && queue.length === batch) hurry();
      else plan(pauseMs || everyMs);
    },
    status: () => ({ waiting: queue.length + inHand, ...trouble.status() }),
    flush,
    async close() {
      const tooLate = new AbortController();
      const done = (async () => {
        await writing;
        await flush();
      })();
      await Promise.race([done, delay(clock, closeWithinMs, tooLate.signal).catch(() => {})]);
      tooLate.abort();
      isClosed = true;
      unplan();
      trouble.lose(queue.take(queue.length).length + inHand);
    },
  };
}
