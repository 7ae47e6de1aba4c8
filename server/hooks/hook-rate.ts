import type { Clock } from '@/server/ports';

/** A whole site that changes shift at once, several times over. What is put off is lost: vendors do not call again. */
const burst = 20_000;
const perSecond = 2000;

/** Takes one call of a source each time; false while there are too many. */
export function createHookRate(clock: Pick<Clock, 'now'>): () => boolean {
  let left = burst;
  let at = clock.now();
  return () => {
    const now = clock.now();
    left = Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
