import type { Delta } from '@/lib/floor/delta';
import type { EpochMs } from '@/lib/floor/records';
import type { TrendReport } from '@/lib/protocol/reports';
import type { FloorFeed } from '@/server/floor/floor-feed';
import { type Clock, delay, type Log } from '@/server/ports';
import type { HistoryBatch } from '@/server/store/history-repository';
import type { FloorDeltaRow, FloorKeyframeRow, FloorMarkRow } from '@/server/store/schema/history';
import type { WriteBehind } from '@/server/store/write-behind';
import type { KeptDays } from './agent-days';
import type { SourceZone } from './business-days';
import { MinuteBook, type TimedCommit } from './minute-book';
import { sourceOf } from './source-of';
import { splitDelta, splitFloor } from './split-delta';

export interface RecorderParts {
  readonly feed: FloorFeed;
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: Pick<WriteBehind<HistoryBatch>, 'add' | 'status'>;
  readonly keyframeEveryMs: number;
  /** What agents did today before this process, by source. */
  readonly keptDays: Readonly<Record<string, KeptDays>>;
  zoneOf(sourceId: string): SourceZone;
  /** The last hour as sparklines show it. */
  trends(): TrendReport;
}

export interface Recorder {
  agentDay: MinuteBook['agentDay'];
  /** Hands over what is left; nothing is followed after that. */
  stop(): Promise<void>;
}

const lookEveryMs = 1000;
/** Parts of 200 records that are encoded before others have their turn: about two milliseconds. */
const partsPerTurn = 8;
const trendsEveryMs = 60_000;
/** How old the feeds are is written with every change, and so often without one. */
const feedsEveryMs = 5000;

/** Follows the floor. On the path of who changes it, a reference is kept; all else happens once a second, in short turns. */
export function createRecorder(parts: RecorderParts): Recorder {
  const { feed, clock, log, queue } = parts;
  const epoch = feed.cursor().epoch;
  const book = new MinuteBook(epoch, clock.now(), parts.zoneOf, parts.keptDays);
  const due = createDueTimes(parts, clock.now());
  let seen: TimedCommit[] = [];
  let looking: Promise<void> | null = null;
  let isStopped = false;
  let cancelTimer = () => {};

  const unsubscribe = feed.subscribe((commit) => {
    seen.push({ commit, at: clock.now() });
  });

  function plan(): void {
    cancelTimer = clock.after(lookEveryMs, () => {
      looking = look()
        .catch((error: unknown) => log.error({ err: error }, 'A second of history could not be taken down'))
        .finally(() => {
          looking = null;
          if (!isStopped) plan();
        });
    });
  }

  async function look(): Promise<void> {
    const now = clock.now();
    const commits = seen;
    seen = [];
    const keyframe = due.keyframe(now, commits.length > 0) ? splitFloor(feed.floor) : [];
    const { seq } = feed.cursor();
    const figures = book.take(commits, feed.pulse(), now);
    const marks = [
      ...(due.feeds(now, commits.length > 0) ? [feedsMark(feed, now)] : []),
      ...(due.trends(now) ? [trendsMark(parts, now), daysMark(book, now)] : []),
    ];
    const encode = createEncoder(clock);
    const deltas = await encodeCommits(commits, encode);
    const frame = await encodeKeyframe({ epoch, seq, at: now }, keyframe, encode);
    const batch = { deltas, keyframe: frame, marks, ...figures };
    if (Object.values(batch).some(({ length }) => length > 0)) queue.add(batch);
  }

  plan();
  return {
    agentDay: (agentId) => book.agentDay(agentId),
    async stop() {
      isStopped = true;
      unsubscribe();
      cancelTimer();
      await looking;
      await look();
      const now = clock.now();
      const marks = [feedsMark(feed, now), trendsMark(parts, now), daysMark(book, now)];
      queue.add({ deltas: [], keyframe: [], marks, ...book.finish() });
    },
  };
}

/** A whole picture is due at the first change, every few minutes, and after something of the stream was lost. */
function createDueTimes({ keyframeEveryMs, queue }: RecorderParts, now: EpochMs) {
  let keyframeAt = Number.NEGATIVE_INFINITY;
  let [trendsAt, feedsAt] = [now, now];
  let lostBefore = 0;
  return {
    keyframe(at: EpochMs, hasChanged: boolean): boolean {
      const { lost, lastError } = queue.status();
      const hasLost = lost > lostBefore && lastError === null;
      const isFirst = hasChanged && keyframeAt === Number.NEGATIVE_INFINITY;
      if (!isFirst && !hasLost && !(at - keyframeAt >= keyframeEveryMs && Number.isFinite(keyframeAt))) return false;
      keyframeAt = at;
      lostBefore = lost;
      return true;
    },
    feeds(at: EpochMs, hasChanged: boolean): boolean {
      if (!hasChanged && at - feedsAt < feedsEveryMs) return false;
      feedsAt = at;
      return true;
    },
    trends(at: EpochMs): boolean {
      if (at - trendsAt < trendsEveryMs) return false;
      trendsAt = at;
      return true;
    },
  };
}

type Encode = (delta: Delta) => Promise<string>;

/** Lets others have their turn every few parts. */
function createEncoder(clock: Clock): Encode {
  let count = 0;
  return async (delta) => {
    count += 1;
    if (count % partsPerTurn === 0) await delay(clock, 0);
    return JSON.stringify(delta);
  };
}

async function encodeCommits(commits: readonly TimedCommit[], encode: Encode): Promise<FloorDeltaRow[]> {
  const rows: FloorDeltaRow[] = [];
  for (const { commit, at } of commits) {
    const parts = splitDelta(commit.delta);
    const of = { epoch: commit.epoch, seq: commit.seq, parts: parts.length, at, source_id: sourceOf(commit.delta) };
    for (const [part, delta] of parts.entries()) rows.push({ ...of, part, text: await encode(delta) });
  }
  return rows;
}

async function encodeKeyframe(
  of: { readonly epoch: string; readonly seq: number; readonly at: EpochMs },
  parts: readonly Delta[],
  encode: Encode,
): Promise<FloorKeyframeRow[]> {
  const rows: FloorKeyframeRow[] = [];
  for (const [part, delta] of parts.entries())
    rows.push({ ...of, part, parts: parts.length, text: await encode(delta) });
  return rows;
}

/** How old each feed was: only the newest is kept, as age is no part of the stream (rule D2). */
function feedsMark(feed: FloorFeed, at: EpochMs): FloorMarkRow {
  return { name: 'feeds', at, text: JSON.stringify(feed.pulse().feeds) };
}

function trendsMark({ trends }: RecorderParts, at: EpochMs): FloorMarkRow {
  return { name: 'trends', at, text: JSON.stringify(trends()) };
}

function daysMark(book: MinuteBook, at: EpochMs): FloorMarkRow {
  return { name: 'agent-days', at, text: JSON.stringify(book.keepDays()) };
}
