import { AsyncLocalStorage } from 'node:async_hooks';
import type { FaultBook } from '@/server/emulators/control/fault-book';
import type { Clock } from '@/server/ports';
import type { Callback, SendCallback } from './callback';

export interface CallbackCounts {
  /** Taken by their target with a 2xx. */
  readonly sent: number;
  /** Refused, or nobody was there: vendors do not try again. */
  readonly failed: number;
  /** Kept back by a fault, or because a thousand were waiting for their target already. */
  readonly lost: number;
  readonly waiting: number;
}

/** The way out of one emulated system: callbacks go to each target in the order they were posted. */
export interface CallbackLine {
  post(callback: Callback): void;
  /**
   * Calls `look` again and again while `isNeeded`. Call the answered function whenever that may have become so, and to
   * look at once.
   */
  watch(isNeeded: () => boolean, look: () => void): () => void;
}

export interface OpenCallbackLine extends CallbackLine {
  counts(): CallbackCounts;
  /** Whatever still waits is dropped. */
  stop(): void;
}

export interface LineParts {
  readonly clock: Clock;
  readonly book: FaultBook;
  readonly send: SendCallback;
}

const lookEveryMs = 250;
const mostWaiting = 1000;

interface Target {
  last: Promise<void>;
  waiting: number;
}

/** Opens the line; faults of the book decide what becomes of a callback. */
export function openCallbackLine({ clock, book, send }: LineParts): OpenCallbackLine {
  const targets = new Map<string, Target>();
  const counts = { sent: 0, failed: 0, lost: 0, waiting: 0 };
  let isStopped = false;
  // A request may be lied to; what it sets going must not see that lie from then on.
  const outsideRequests = AsyncLocalStorage.snapshot();

  async function deliver(callback: Callback, target: Target): Promise<void> {
    if (!isStopped) {
      const isTaken = await send(callback).catch(() => false);
      counts[isTaken ? 'sent' : 'failed'] += 1;
    }
    counts.waiting -= 1;
    target.waiting -= 1;
  }

  function enqueue(callback: Callback): void {
    const { origin } = new URL(callback.url);
    const target = targets.get(origin) ?? { last: Promise.resolve(), waiting: 0 };
    targets.set(origin, target);
    if (target.waiting >= mostWaiting) {
      counts.lost += 1;
      return;
    }
    counts.waiting += 1;
    target.waiting += 1;
    target.last = target.last.then(() => deliver(callback, target));
  }

  return {
    post: (callback) => {
      const { pathname, search } = new URL(callback.url);
      const fate = book.meetCallback(`${pathname}${search}`);
      if (isStopped || fate.isLost) {
        counts.lost += 1;
        return;
      }
      for (let copy = 0; copy < fate.copies; copy += 1) {
        if (fate.lateMs === 0) enqueue(callback);
        else clock.after(fate.lateMs, () => enqueue(callback));
      }
    },
    watch: (isNeeded, look) => {
      let isWatching = false;
      const tick = (): void => {
        const wasWatching = isWatching;
        isWatching = isNeeded() && !isStopped;
        // The last look forgets what nobody wants to know any more.
        if (isWatching || wasWatching) look();
        if (isWatching) clock.after(lookEveryMs, tick);
      };
      return () => outsideRequests(() => (isWatching ? look() : tick()));
    },
    counts: () => ({ ...counts }),
    stop: () => {
      isStopped = true;
    },
  };
}
