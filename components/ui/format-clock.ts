import type { EpochMs } from '@/lib/floor/records';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Time of day in the reader's own way, `14:29` or `2:29 PM`; with seconds where asked. */
export function formatClock(at: EpochMs, withSeconds = false): string {
  const key = String(withSeconds);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, {
      hour: '2-digit',
      minute: '2-digit',
      ...(withSeconds ? { second: '2-digit' } : {}),
    });
    formats.set(key, format);
  }
  return format.format(at);
}

let dayAndTime: Intl.DateTimeFormat | undefined;

/** An instant as people say it: the time to the second, with its day in front where that is not today. */
export function formatMoment(at: EpochMs, now: EpochMs): string {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return formatClock(at, true);
  dayAndTime ??= new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return dayAndTime.format(at);
}

/** Time of day to the second without its day period, which stands beside the day: `2:32:07` and `Thu PM`. */
export function formatWallClock(at: EpochMs): { readonly time: string; readonly day: string } {
  wallTime ??= new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  wallDay ??= new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric' });
  weekday ??= new Intl.DateTimeFormat(undefined, { weekday: 'short' });
  const parts = wallTime.formatToParts(at);
  const period = parts.find((part) => part.type === 'dayPeriod')?.value;
  const time = parts.filter((part) => part.type !== 'dayPeriod').map((part) => part.value);
  return { time: time.join('').trim(), day: period ? `${weekday.format(at)} ${period}` : wallDay.format(at) };
}

let wallTime: Intl.DateTimeFormat | undefined;
let wallDay: Intl.DateTimeFormat | undefined;
let weekday: Intl.DateTimeFormat | undefined;
