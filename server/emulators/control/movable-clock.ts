import type { Clock } from '@/server/ports';

/** A clock that runs like another one and can be put forward. */
export interface MovableClock extends Clock {
  advance(byMs: number): void;
  advancedMs(): number;
}

export function createMovableClock(base: Clock): MovableClock {
  let advanced = 0;
  return {
    now: () => base.now() + advanced,
    after: (delayMs, run) => base.after(delayMs, run),
    advance: (byMs) => {
      advanced += byMs;
    },
    advancedMs: () => advanced,
  };
}
