import { DateTime } from 'luxon';
import { type FigureRow, readFigures } from '@/server/store/history-figures';
import type { Store } from '@/server/store/store';
import type { KnownQueue } from './history-desk';
import { movedWeeks, type RangePlan, weeksBefore } from './plan-range';

/**
 * The same weekdays so many weeks before, moved to where they stand beside: each queue by the clock of its own zone, as
 * clocks do not change everywhere at once.
 */
export async function readCompared(
  store: Pick<Store, 'reader'>,
  plan: RangePlan,
  queues: readonly KnownQueue[],
  weeks: number,
  by: 'buckets' | 'queues',
): Promise<readonly FigureRow[]> {
  const zones = [...new Set(queues.map(({ zone }) => zone))];
  const found = await Promise.all(
    zones.map(async (zone) => {
      const queueIds = queues.filter((queue) => queue.zone === zone).map(({ id }) => id);
      const range = weeksBefore(plan.range, weeks, zone);
      const rows = await readFigures(store, { ...plan, range, queueIds }, by);
      return by === 'queues' ? rows : rows.map((row) => moveRow(row, weeks, zone));
    }),
  );
  return found.flat().sort((a, b) => (a.bucket < b.bucket ? -1 : a.bucket > b.bucket ? 1 : 0));
}

function moveRow(row: FigureRow, weeks: number, zone: string): FigureRow {
  const { bucket, at } = row;
  const moved = typeof bucket === 'number' ? movedWeeks(bucket, weeks, zone) : dateAfter(bucket, weeks);
  return { ...row, bucket: moved, at: movedWeeks(at, weeks, zone) };
}

function dateAfter(date: string, weeks: number): string {
  return DateTime.fromISO(date, { zone: 'UTC' }).plus({ weeks }).toISODate() ?? date;
}
