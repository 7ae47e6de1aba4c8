import type { FeedName } from '@/lib/floor/kinds';
import type { EpochMs, QueueRecord } from '@/lib/floor/records';
import { serviceLevel } from '@/lib/floor/service-level';
import type { TrendReport } from '@/lib/protocol/reports';
import type { Clock } from '@/server/ports';
import type { Commit, FloorFeed } from './floor-feed';

const stepMs = 60_000;
const pointCount = 60;

type Point = number | null;

interface QueueTrend {
  readonly waiting: Point[];
  readonly serviceLevel: Point[];
  /** The most that waited in the running minute, as far as it was told. */
  most: Point;
}

export interface Trends {
  /** The running minute is the newest of the 60 points. */
  report(): TrendReport;
  stop(): void;
}

/**
 * The last 60 minute points per queue (rule T1), those before a restart as `past` tells them. `waiting` is the most that waited in the minute, so that no rush
 * falls between two points; `serviceLevel` is today's as it stood at the minute's end. Null where the feed gave no
 * answer in time: what merely stood on the floor is not taken for a measurement.
 */
export function createTrends(feed: FloorFeed, clock: Clock, past: TrendReport | null = null): Trends {
  let minute = minuteOf(clock.now());
  const trends = pastTrends(past, minute);
  let cancelTimer = () => {};

  function schedule(): void {
    cancelTimer = clock.after((minute + 1) * stepMs - clock.now(), () => {
      roll();
      schedule();
    });
  }

  /** Closes the running minute; minutes slept through have no points. */
  function roll(): void {
    const next = minuteOf(clock.now());
    for (; minute < next; minute += 1) closeMinute(feed, trends, minute);
    minute = next;
  }

  const unsubscribe = feed.subscribe((commit) => {
    roll();
    noteWaiting(feed, trends, commit);
  });
  schedule();

  return {
    report() {
      roll();
      const queues = [...feed.floor.queues.values()].map((queue) => [queue.id, pointsOf(feed, trends, queue, minute)]);
      return { at: minute * stepMs, stepMs, queues: Object.fromEntries(queues) };
    },
    stop() {
      unsubscribe();
      cancelTimer();
    },
  };
}

/** The points of a report from before a restart; nobody can tell of the minutes in between. */
function pastTrends(past: TrendReport | null, minute: number): Map<string, QueueTrend> {
  const awayMinutes = past ? minute - minuteOf(past.at) : 0;
  if (!past || past.stepMs !== stepMs || awayMinutes < 0 || awayMinutes >= pointCount) return new Map();
  const between = Array<null>(Math.max(0, awayMinutes - 1)).fill(null);
  // Of the running minute the end is yet to be seen.
  const moved = (points: readonly Point[]) =>
    (awayMinutes === 0 ? points.slice(0, -1) : [...points, ...between]).slice(-pointCount);
  return new Map(
    Object.entries(past.queues).map(([id, { waiting, serviceLevel: levels }]) => [
      id,
      { waiting: moved(waiting), serviceLevel: moved(levels), most: null },
    ]),
  );
}

function minuteOf(at: EpochMs): number {
  return Math.floor(at / stepMs);
}

function trendOf(trends: Map<string, QueueTrend>, id: string): QueueTrend {
  const known = trends.get(id);
  if (known) return known;
  const fresh = { waiting: [], serviceLevel: [], most: null };
  trends.set(id, fresh);
  return fresh;
}

function noteWaiting(feed: FloorFeed, trends: Map<string, QueueTrend>, { delta }: Commit): void {
  const put = delta.put?.queues?.map((queue) => queue.id) ?? [];
  for (const id of [...put, ...Object.keys(delta.patch?.queues ?? {})]) {
    const waiting = feed.floor.queues.get(id)?.waiting ?? null;
    const trend = trendOf(trends, id);
    if (waiting !== null) trend.most = Math.max(trend.most ?? 0, waiting);
  }
}

function closeMinute(feed: FloorFeed, trends: Map<string, QueueTrend>, minute: number): void {
  for (const id of feed.floor.queues.keys()) trendOf(trends, id);
  for (const [id, trend] of trends) {
    const queue = feed.floor.queues.get(id);
    const point = queue ? pointOf(feed, trend, queue, minute) : { waiting: null, serviceLevel: null };
    push(trend.waiting, point.waiting);
    push(trend.serviceLevel, point.serviceLevel);
    trend.most = queue?.waiting ?? null;
    if (!queue && trend.waiting.every((value) => value === null)) trends.delete(id);
  }
}

function pointOf(feed: FloorFeed, trend: QueueTrend, queue: QueueRecord, minute: number) {
  const answered = (name: FeedName) => hasAnswered(feed, queue.sourceId, name, minute);
  return {
    waiting: answered('live') ? (trend.most ?? queue.waiting) : null,
    serviceLevel: answered('today') ? serviceLevel([queue]).value : null,
  };
}

/** Whether the feed's newest answer is of this minute, or as recent as the feed's interval lets it be. */
function hasAnswered(feed: FloorFeed, sourceId: string, name: FeedName, minute: number): boolean {
  const feeds = feed.pulse().feeds[sourceId];
  const { asOf = null, everyMs = null } = feeds?.[name] ?? feeds?.live ?? {};
  return asOf !== null && asOf >= minute * stepMs - (everyMs ?? 0);
}

function pointsOf(feed: FloorFeed, trends: Map<string, QueueTrend>, queue: QueueRecord, minute: number) {
  const trend = trendOf(trends, queue.id);
  const now = pointOf(feed, trend, queue, minute);
  return {
    waiting: last([...trend.waiting, now.waiting]),
    serviceLevel: last([...trend.serviceLevel, now.serviceLevel]),
  };
}

function push(points: Point[], point: Point): void {
  points.push(point);
  if (points.length > pointCount) points.shift();
}

/** The last 60, with null for minutes before the first. */
function last(points: readonly Point[]): Point[] {
  const kept = points.slice(-pointCount);
  return [...Array<null>(pointCount - kept.length).fill(null), ...kept];
}
