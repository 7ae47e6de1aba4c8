import { formatClock } from '@/components/ui/format-clock';
import type { EpochMs } from '@/lib/floor/records';

/** Within a day from now, as `17:00` or `tomorrow at 09:00`. */
export function clockWords(at: EpochMs, now: EpochMs): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return `${isToday ? '' : 'tomorrow at '}${formatClock(at)}`;
}

/** The same after a verb: `at 17:00`. */
export function atClockWords(at: EpochMs, now: EpochMs): string {
  const words = clockWords(at, now);
  return words.startsWith('tomorrow') ? words : `at ${words}`;
}
