import { hourMs } from '@/server/emulators/day-shape';
import { RingmeFailure } from './failure';
import type { RingmeSettings } from './settings';

export interface Limits {
  /** Counts a request against the hour; answers the headers that tell what is left. */
  take(): { readonly headers: Readonly<Record<string, string>>; readonly isOver: boolean };
  /** Makes a statistic, which takes its time; throws when one is being made already. */
  oneAtATime<T>(make: () => T): Promise<T>;
}

/** The quota of the client's applications, in fixed hours, and the rule that statistics are made one by one. */
export function createLimits(settings: RingmeSettings): Limits {
  const { clock } = settings;
  let startedAt = Number.NEGATIVE_INFINITY;
  let seen = 0;
  let isBusy = false;
  return {
    take: () => {
      const now = clock.now();
      if (now - startedAt >= hourMs) {
        startedAt = now;
        seen = 0;
      }
      seen += 1;
      const headers = {
        'X-RateLimit-Limit': String(settings.requestsPerHour),
        'X-RateLimit-Remaining': String(Math.max(0, settings.requestsPerHour - seen)),
        'X-RateLimit-Reset': String(Math.ceil((startedAt + hourMs) / 1000)),
      };
      return { headers, isOver: seen > settings.requestsPerHour };
    },
    oneAtATime: async (make) => {
      if (settings.statisticsMs === 0) return make();
      if (isBusy) throw new RingmeFailure(429, 'Stats request already exists, concurrent request not allowed');
      isBusy = true;
      await new Promise<void>((resolve) => clock.after(settings.statisticsMs, resolve));
      isBusy = false;
      return make();
    },
  };
}
