import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';

export interface BusinessDay {
  readonly start: EpochMs;
  /** Start of the next one: 23 to 25 hours later. */
  readonly end: EpochMs;
}

/** The business day that `now` lies in; it starts at `hour` on the clock of `timeZone`, summer time respected. */
export function businessDayAt(now: EpochMs, timeZone: string, hour: number): BusinessDay {
  const local = DateTime.fromMillis(now, { zone: timeZone });
  const todays = local.startOf('day').set({ hour });
  const start = todays.toMillis() <= now ? todays : todays.minus({ days: 1 });
  const end = start.plus({ days: 1 }).set({ hour });
  return { start: start.toMillis(), end: end.toMillis() };
}

/** An instant as the reports API takes it: `2000-01-01.00:00:00` on the clock of `timeZone`. */
export function formatVendorTime(at: EpochMs, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd.HH:mm:ss');
}
