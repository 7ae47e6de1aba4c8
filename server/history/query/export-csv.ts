import { DateTime } from 'luxon';
import { type HistoryRange, readFigures } from '@/server/store/history-figures';
import type { Store } from '@/server/store/store';
import { csvFigures, csvHeader, csvLine } from './csv';
import { figuresOf } from './figures-of';
import type { KnownQueue } from './history-desk';
import { iso, type RangePlan, stepMs } from './plan-range';

/** About so many rows are read and written at a time. */
const rowsPerPiece = 4000;
const dayMs = 86_400_000;

/** A line per queue and interval, a stretch of days after the other, and within it queue by queue. */
export async function* exportCsv(
  store: Pick<Store, 'reader'>,
  plan: RangePlan,
  queues: readonly KnownQueue[],
): AsyncGenerator<string> {
  yield csvLine(csvHeader);
  const days = Math.max(1, Math.floor((rowsPerPiece / 10) * (stepMs[plan.step] / dayMs)));
  const perPiece = Math.max(1, Math.floor(rowsPerPiece / ((days * dayMs) / stepMs[plan.step])));
  for (const range of stretchesOf(plan.range, days)) {
    for (let from = 0; from < queues.length; from += perPiece) {
      const piece = queues.slice(from, from + perPiece);
      const text = await linesOf(store, { ...plan, range }, piece);
      if (text) yield text;
    }
  }
}

async function linesOf(store: Pick<Store, 'reader'>, plan: RangePlan, queues: readonly KnownQueue[]): Promise<string> {
  const rows = await readFigures(store, { ...plan, queueIds: queues.map(({ id }) => id) }, 'both');
  const byId = new Map(queues.map((queue) => [queue.id, queue]));
  return rows
    .map((row) => {
      const queue = byId.get(row.queue_id ?? '');
      const at = typeof row.bucket === 'number' ? row.bucket : row.at;
      const place = [iso(at, queue?.zone ?? 'UTC'), row.day, queue?.sourceId ?? '', row.queue_id, queue?.name ?? ''];
      return csvLine([...place, ...csvFigures(figuresOf([row], 1))]);
    })
    .join('');
}

function* stretchesOf(range: HistoryRange, days: number): Generator<HistoryRange> {
  if (range.kind === 'times') {
    for (let from = range.from; from < range.to; from += days * dayMs)
      yield { kind: 'times', from, to: Math.min(range.to, from + days * dayMs) };
    return;
  }
  const dayAfter = (date: string, count: number) =>
    DateTime.fromISO(date, { zone: 'UTC' }).plus({ days: count }).toISODate() ?? '';
  for (let from = range.from; from <= range.to && from !== ''; from = dayAfter(from, days)) {
    // Dates sort as texts do.
    const [to = range.to] = [dayAfter(from, days - 1), range.to].sort();
    yield { kind: 'days', from, to };
  }
}
