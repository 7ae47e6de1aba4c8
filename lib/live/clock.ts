/** Time as a parameter (rule T1), as the browser sees it: milliseconds since 1970 on its own clock. */
export interface Clock {
  now(): number;
  /** Runs `run` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

export const browserClock: Clock = {
  // Not Date.now: somebody setting the computer's clock must not move every "since" on the wall.
  now: () => Math.round(performance.timeOrigin + performance.now()),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
