import type { Clock } from './clock';

export interface FakeClock extends Clock {
  /** Lets time pass, running what falls due at its own instant, in order. */
  pass(ms: number): void;
  /** Moves the clock without running anything, as when a computer sleeps. */
  jump(ms: number): void;
  readonly pending: number;
}

/** Time in a test's hand. */
export function fakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  const timers = new Set<{ at: number; run: () => void }>();
  const next = (until: number) => [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass(ms) {
      const until = now + ms;
      for (let timer = next(until); timer; timer = next(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.run();
      }
      now = until;
    },
    jump(ms) {
      now += ms;
    },
    get pending() {
      return timers.size;
    },
  };
}
