import { minuteMs } from '@/server/emulators/day-shape';
import type { ImagicleSettings } from './settings';

/** Seconds to wait when the limit is reached, null when the request may pass; counts in fixed minutes. */
export function createRateLimit({ requestsPerMinute, clock }: ImagicleSettings): () => number | null {
  let startedAt = Number.NEGATIVE_INFINITY;
  let seen = 0;
  return () => {
    if (requestsPerMinute === null) return null;
    const now = clock.now();
    if (now - startedAt >= minuteMs) {
      startedAt = now;
      seen = 0;
    }
    seen += 1;
    return seen > requestsPerMinute ? Math.ceil((startedAt + minuteMs - now) / 1000) : null;
  };
}
