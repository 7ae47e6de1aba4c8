import type { IncomingMessage } from 'node:http';
import { minuteMs } from '@/server/emulators/day-shape';
import type { Clock } from '@/server/ports';

export interface RequestCounts {
  readonly total: number;
  readonly lastMinute: number;
  /** By method and path, without the query. */
  readonly byPath: Readonly<Record<string, number>>;
}

export interface RequestCounter {
  count(request: IncomingMessage): void;
  read(): RequestCounts;
}

const mostPaths = 500;

/** Counts what reaches a source, faults or not. */
export function createRequestCounter(clock: Pick<Clock, 'now'>): RequestCounter {
  const byPath = new Map<string, number>();
  let total = 0;
  let recent: number[] = [];
  const forget = () => {
    const from = clock.now() - minuteMs;
    recent = recent.filter((at) => at > from);
  };
  return {
    count: (request) => {
      total += 1;
      recent.push(clock.now());
      if (recent.length % 256 === 0) forget();
      const path = `${request.method} ${(request.url ?? '/').split('?')[0]}`;
      if (byPath.has(path) || byPath.size < mostPaths) byPath.set(path, (byPath.get(path) ?? 0) + 1);
    },
    read: () => {
      forget();
      return { total, lastMinute: recent.length, byPath: Object.fromEntries(byPath) };
    },
  };
}
