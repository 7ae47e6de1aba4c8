import type { QueueRecord } from '@/lib/floor/records';
import { serviceLevel } from '@/lib/floor/service-level';
import type { TrendReport } from '@/lib/protocol/reports';
import type { Clock } from '@/server/ports';
import type { FloorFeed } from './floor-feed';

const stepMs = 60_000;
const mostPoints = 60;

type Point = number | null;
interface Trend {
  readonly waiting: Point[];
  readonly serviceLevel: Point[];
}

export interface Trends {
  report(): TrendReport;
  stop(): void;
}

/** Remembers how every queue stood at the end of each of the last 60 minutes, for sparklines (rule T1). */
export function startTrends(feed: Pick<FloorFeed, 'floor'>, clock: Clock): Trends {
  const trends = new Map<string, Trend>();
  let points = 0;
  let at = minuteOf(clock.now());
  let cancel = schedule();

  function schedule(): () => void {
    const now = clock.now();
    return clock.after(minuteOf(now) + stepMs - now, () => {
      cancel = schedule();
      note();
    });
  }

  function note(): void {
    at = minuteOf(clock.now()) - stepMs;
    points = Math.min(points + 1, mostPoints);
    const { queues, sources } = feed.floor;
    for (const id of trends.keys()) if (!queues.has(id)) trends.delete(id);
    for (const [id, queue] of queues) {
      const isKnown = sources.get(queue.sourceId)?.link === 'up';
      const trend = trends.get(id) ?? unknownUntilNow();
      trends.set(id, trend);
      push(trend.waiting, isKnown ? queue.waiting : null);
      push(trend.serviceLevel, isKnown ? serviceLevelOf(queue) : null);
    }
  }

  /** A queue that is new was not known before. */
  const unknownUntilNow = (): Trend => ({ waiting: nulls(points - 1), serviceLevel: nulls(points - 1) });

  return {
    report: () => ({ at, stepMs, queues: Object.fromEntries(trends) }),
    stop: () => cancel(),
  };
}

const minuteOf = (instant: number) => Math.floor(instant / stepMs) * stepMs;
const nulls = (length: number): Point[] => Array.from({ length }, () => null);
const serviceLevelOf = (queue: QueueRecord): Point => serviceLevel([queue]).value;

function push(list: Point[], point: Point): void {
  list.push(point);
  if (list.length > mostPoints) list.shift();
}
