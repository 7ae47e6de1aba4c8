import type { EpochMs } from '@/lib/floor/records';

/** How long a change is meant for, as it is typed; `until` is a time of day as `17:00`. */
export type Lasting =
  | { readonly kind: 'for-good' }
  | { readonly kind: 'minutes'; readonly text: string }
  | { readonly kind: 'until'; readonly text: string };

export const longestMinutes = 24 * 60;
const minuteMs = 60_000;

/** When it is put back; null: never by itself; or what is wrong with what was typed. */
export function endOf(lasting: Lasting, now: EpochMs): EpochMs | null | string {
  if (lasting.kind === 'for-good') return null;
  if (lasting.kind === 'minutes') {
    const minutes = lasting.text.trim() === '' ? Number.NaN : Number(lasting.text);
    const isRight = Number.isInteger(minutes) && minutes >= 1 && minutes <= longestMinutes;
    return isRight ? now + minutes * minuteMs : `must be a whole number from 1 to ${longestMinutes}`;
  }
  const at = nextTime(lasting.text, now);
  if (at === null) return 'must be a time of day';
  // Where clocks are put back tomorrow is farther away.
  return at - now > longestMinutes * minuteMs ? 'must be within 24 hours' : at;
}

/** In whole minutes, never short of the end: what ends at 17:00 is not put back at 16:59. */
export const minutesUntil = (end: EpochMs, now: EpochMs): number =>
  Math.min(longestMinutes, Math.max(1, Math.ceil((end - now) / minuteMs)));

/** The next time that a clock here shows this, today or tomorrow. */
function nextTime(text: string, now: EpochMs): EpochMs | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return null;
  const at = new Date(now);
  at.setHours(Number(hour), Number(minute), 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.getTime();
}

/** The next full hour that is at least half an hour away, to begin with. */
export const usualTime = (now: EpochMs): string => `${timeOf(now + 90 * minuteMs).slice(0, 2)}:00`;

/** Until a minute before an end, for what must be over by then; null where there is no such minute left. */
export function lastingBefore(end: EpochMs, now: EpochMs): Lasting | null {
  const before = end - minuteMs;
  return before - now > minuteMs ? { kind: 'until', text: timeOf(before) } : null;
}

/** As a control for times of day has it. */
function timeOf(at: EpochMs): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
