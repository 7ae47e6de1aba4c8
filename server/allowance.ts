import type { Clock } from './ports';

export interface AllowanceSize {
  /** So many at once. */
  readonly atOnce: number;
  /** After so long there is another one, ms. */
  readonly everyMs: number;
}

/** Takes one each time; false while there are too many. */
export function createAllowance(clock: Pick<Clock, 'now'>, { atOnce, everyMs }: AllowanceSize): () => boolean {
  let left = atOnce;
  let countedAt = clock.now();
  return () => {
    const now = clock.now();
    left = Math.min(atOnce, left + Math.max(0, now - countedAt) / everyMs);
    countedAt = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
