import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';

/**
 * Start of the business day that `now` falls in: the last time the clocks of `timeZone` (IANA) showed `startHour`:00.
 * A day is 23 or 25 hours long where the clocks change.
 */
export function businessDayStart(now: EpochMs, timeZone: string, startHour: number): EpochMs {
  const local = DateTime.fromMillis(now, { zone: timeZone });
  const start = local.set({ hour: startHour, minute: 0, second: 0, millisecond: 0 });
  const day = start > local ? local.minus({ days: 1 }) : local;
  return day.set({ hour: startHour, minute: 0, second: 0, millisecond: 0 }).toMillis();
}
