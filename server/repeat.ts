import type { Clock } from './ports';

/** Runs `run` every so often, first after one pause, until the returned function is called. */
export function repeat(clock: Clock, everyMs: number, run: () => void): () => void {
  let cancel = () => {};
  const plan = () => {
    cancel = clock.after(everyMs, () => {
      plan();
      run();
    });
  };
  plan();
  return () => cancel();
}
