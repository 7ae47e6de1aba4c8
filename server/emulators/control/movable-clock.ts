import { AsyncResource } from 'node:async_hooks';
import type { Clock } from '@/server/ports';

/** A clock that runs like another one and can be put forward; what falls due on the way happens in order. */
export interface MovableClock extends Clock {
  advance(byMs: number): void;
  advancedMs(): number;
}

interface Timer {
  readonly dueAt: number;
  readonly run: () => void;
  cancel: () => void;
}

export function createMovableClock(base: Clock): MovableClock {
  let advanced = 0;
  const timers = new Set<Timer>();
  const now = () => base.now() + advanced;
  const forget = (timer: Timer) => {
    timer.cancel();
    timers.delete(timer);
  };
  const fire = (timer: Timer) => {
    forget(timer);
    timer.run();
  };
  const start = (timer: Timer) => {
    timer.cancel = base.after(Math.max(0, timer.dueAt - now()), () => fire(timer));
  };
  const nextDue = (until: number): Timer | undefined =>
    [...timers].filter(({ dueAt }) => dueAt <= until).toSorted((a, b) => a.dueAt - b.dueAt)[0];
  return {
    now,
    after: (delayMs, run) => {
      // Put forward or not, a timer runs in the context it was set in.
      const timer: Timer = { dueAt: now() + delayMs, run: AsyncResource.bind(run), cancel: () => undefined };
      timers.add(timer);
      start(timer);
      return () => forget(timer);
    },
    advance: (byMs) => {
      const goal = advanced + byMs;
      const until = now() + byMs;
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        advanced = Math.min(goal, advanced + Math.max(0, timer.dueAt - now()));
        fire(timer);
      }
      advanced = goal;
      for (const timer of timers) {
        timer.cancel();
        start(timer);
      }
    },
    advancedMs: () => advanced,
  };
}
