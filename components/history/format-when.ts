import type { EpochMs } from '@/lib/floor/records';
import type { HistoryStep } from '@/lib/protocol/history-words';

export type FormatWhen = (at: EpochMs) => string;

/** Says moments in the zone whose days are shown: days by date, else by the clock, with the day where there are several. */
export function whenFormat(step: HistoryStep, zone: string, days: number): FormatWhen {
  const date: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const wanted =
    step === 'day' ? date : days > 1 ? { weekday: 'short' as const, day: 'numeric' as const, ...clock } : clock;
  const format = new Intl.DateTimeFormat(undefined, { ...wanted, timeZone: zone });
  return (at) => format.format(at);
}

let dateFormat: Intl.DateTimeFormat | undefined;

/** A date of the address as people say it. */
export function formatDate(date: string): string {
  const form: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
  dateFormat ??= new Intl.DateTimeFormat(undefined, { ...form, timeZone: 'UTC' });
  return dateFormat.format(Date.parse(date));
}
