import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';
import type { DateTimeForm } from './settings';

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

/** A duration in hours, minutes and seconds, hours never rolled into days: `PT36H25M12S`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const text = parts.map(([value, unit]) => (value > 0 ? `${value}${unit}` : '')).join('');
  return `PT${text === '' ? '0S' : text}`;
}
