import type { EpochMs } from '@/lib/floor/records';
import type { Clock } from './ports';

export interface FakeClock extends Clock {
  /** Moves time on, running what falls due in order and letting promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Timers still waiting. */
  pending(): number;
}

interface Timer {
  readonly dueAt: EpochMs;
  readonly run: () => void;
}

/** A clock for tests that stands still until it is told to move; starts on a whole second. */
export function createFakeClock(startAt: EpochMs = Date.UTC(2026, 2, 4, 9, 0, 0)): FakeClock {
  let now = startAt;
  const timers = new Set<Timer>();

  function nextDue(until: EpochMs): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) if (timer.dueAt <= until && (!next || timer.dueAt < next.dueAt)) next = timer;
    return next;
  }

  return {
    now: () => now,
    after(delayMs, run) {
      const timer = { dueAt: now + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        now = timer.dueAt;
        timer.run();
        await settle();
      }
      now = until;
    },
    pending: () => timers.size,
  };
}

/** Lets every promise that can settle without new input settle. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
