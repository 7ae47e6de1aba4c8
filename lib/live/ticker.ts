import type { EpochMs } from '@/lib/floor/records';
import type { Clock } from './clock';

/** The server's time in steps, shared by all who draw it: every "since" on a screen turns over together (rule T1). */
export interface Ticker {
  /** The newest whole step that has begun. */
  now(stepMs: number): EpochMs;
  /** Calls back at each new step. Returns its own undo. */
  subscribe(stepMs: number, listener: () => void): () => void;
}

/** A timer may fire a little early, and the offset to the server may move by a little: it still means this step. */
const slackMs = 50;

interface Beat {
  now: EpochMs;
  readonly listeners: Set<() => void>;
  cancel: () => void;
}

/** One timer per step for any number of subscribers, none without. */
export function createTicker(serverClock: Pick<Clock, 'now'>, clock: Pick<Clock, 'after'>): Ticker {
  const beats = new Map<number, Beat>();
  const stepAt = (stepMs: number) => Math.floor((serverClock.now() + slackMs) / stepMs) * stepMs;

  function start(stepMs: number): Beat {
    const beat: Beat = { now: stepAt(stepMs), listeners: new Set(), cancel: () => {} };
    const schedule = () => {
      const tooEarly = (serverClock.now() + slackMs) % stepMs;
      beat.cancel = clock.after(Math.max(stepMs - tooEarly + slackMs, 1), () => {
        beat.now = stepAt(stepMs);
        schedule();
        for (const listener of [...beat.listeners]) listener();
      });
    };
    schedule();
    beats.set(stepMs, beat);
    return beat;
  }

  return {
    now: (stepMs) => beats.get(stepMs)?.now ?? stepAt(stepMs),
    subscribe(stepMs, listener) {
      const beat = beats.get(stepMs) ?? start(stepMs);
      beat.listeners.add(listener);
      return () => {
        beat.listeners.delete(listener);
        if (beat.listeners.size > 0 || beats.get(stepMs) !== beat) return;
        beat.cancel();
        beats.delete(stepMs);
      };
    },
  };
}

/** Time that stands still, for screenshots and tests of what is drawn. */
export function fixedTicker(now: EpochMs): Ticker {
  return { now: () => now, subscribe: () => () => {} };
}
