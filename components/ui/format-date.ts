import type { EpochMs } from '@/lib/floor/records';
import { formatClock } from './format-clock';

const formats = new Map<boolean, Intl.DateTimeFormat>();

/** An instant that may be far off: the time of today, else its day and month, with the year where that is another one. */
export function formatDate(at: EpochMs, now: EpochMs): string {
  const [then, today] = [new Date(at), new Date(now)];
  if (then.toDateString() === today.toDateString()) return formatClock(at);
  const isOtherYear = then.getFullYear() !== today.getFullYear();
  let format = formats.get(isOtherYear);
  if (!format) {
    const year = isOtherYear ? { year: 'numeric' as const } : {};
    const day = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat(undefined, { ...day, ...year });
    formats.set(isOtherYear, format);
  }
  return format.format(at);
}
