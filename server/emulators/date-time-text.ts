import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';

/** `2026-03-10T10:00:00+01:00`, `…09:00:00Z`, or local time with no zone at all. */
export type DateTimeForm = 'offset' | 'utc' | 'local';

/** An instant as a date-time text in the form asked for; whole seconds. */
export function dateTimeText(at: EpochMs, form: DateTimeForm, timeZone: string): string {
  const zone = form === 'utc' ? 'utc' : timeZone;
  return (
    DateTime.fromMillis(Math.floor(at / 1000) * 1000, { zone }).toISO({
      suppressMilliseconds: true,
      includeOffset: form !== 'local',
    }) ?? ''
  );
}
