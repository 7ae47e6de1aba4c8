import type { EpochMs } from '@/lib/floor/records';
import { agentStates } from '@/lib/floor/words';
import type { HistoryAgents, HistorySeries } from '@/lib/protocol/api/history-api';
import { historyFigures } from '@/lib/protocol/history-words';
import type { AgentRow, FigureRow } from '@/server/store/history-figures';
import { figuresOf } from './figures-of';

/** Rows in the order of their buckets as columns, with a gap where a bucket is missing. */
export function seriesOf(rows: readonly FigureRow[], ofQueues: number, stepMs: number): HistorySeries {
  const points = gapped(bucketsOf(rows), stepMs).map(({ at, rows: mine }) => ({
    at,
    figures: figuresOf(mine, ofQueues),
  }));
  return {
    at: points.map((point) => point.at),
    figures: columnsOf(historyFigures, (name) =>
      points.map(({ figures }) => (figures.knownQueues === 0 ? null : figures[name])),
    ),
  };
}

export function agentSeriesOf(rows: readonly AgentRow[], ofSources: number, stepMs: number): HistoryAgents {
  const points = gapped(bucketsOf(rows), stepMs).map(({ at, rows: [row] }) => ({ at, row }));
  return {
    at: points.map(({ at }) => at),
    states: columnsOf(agentStates, (state) => points.map(({ row }) => row?.[columnOf[state]] ?? null)),
    sources: points.map(({ row }) => row?.sources ?? null),
    ofSources,
  };
}

const columnOf = {
  'logged-out': 'logged_out',
  ready: 'ready',
  ringing: 'ringing',
  busy: 'busy',
  'wrap-up': 'wrap_up',
  paused: 'paused',
  'not-ready': 'not_ready',
  unknown: 'unknown',
} as const satisfies Record<(typeof agentStates)[number], keyof AgentRow>;

function columnsOf<T extends string>(names: readonly T[], column: (name: T) => (number | null)[]) {
  return Object.fromEntries(names.map((name) => [name, column(name)])) as Record<T, (number | null)[]>;
}

interface Row {
  readonly bucket: EpochMs | string;
  readonly at: EpochMs;
}

interface Bucket<R extends Row> {
  readonly at: EpochMs;
  readonly rows: readonly R[];
}

/** A bucket of minutes begins where it is cut, a day where the first of its zones begins it. */
function bucketsOf<R extends Row>(rows: readonly R[]): Bucket<R>[] {
  const found = new Map<EpochMs | string, R[]>();
  for (const row of rows) {
    const bucket = found.get(row.bucket);
    if (bucket) bucket.push(row);
    else found.set(row.bucket, [row]);
  }
  return [...found].map(([bucket, mine]) => ({
    at: typeof bucket === 'number' ? bucket : Math.min(...mine.map((row) => row.at)),
    rows: mine,
  }));
}

/** One empty bucket in every hole: enough to break a line, and to say that nothing is known there. */
function gapped<R extends Row>(buckets: readonly Bucket<R>[], stepMs: number): Bucket<R>[] {
  return buckets.flatMap((bucket, index) => {
    const before = buckets[index - 1];
    // A day of 25 hours is no hole.
    const isHole = before !== undefined && bucket.at - before.at > 1.5 * stepMs;
    return isHole ? [{ at: before.at + stepMs, rows: [] }, bucket] : [bucket];
  });
}
