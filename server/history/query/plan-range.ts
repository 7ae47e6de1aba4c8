import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';
import type { HistoryAsk } from '@/lib/protocol/api/history-api';
import { type HistoryStep, mostPoints } from '@/lib/protocol/history-words';
import { wrongField } from '@/lib/protocol/refusal';
import type { Retention } from '@/server/history/retention';
import type { FigureQuery, HistoryRange } from '@/server/store/history-figures';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Of days 24 hours, though two a year are not. */
export const stepMs: Readonly<Record<HistoryStep, number>> = {
  minute: minuteMs,
  quarter: 15 * minuteMs,
  hour: hourMs,
  day: dayMs,
};

const levels: Readonly<Record<HistoryStep, Pick<FigureQuery, 'level' | 'bucketMs'>>> = {
  minute: { level: 'minutes', bucketMs: null },
  quarter: { level: 'minutes', bucketMs: stepMs.quarter },
  hour: { level: 'hours', bucketMs: null },
  day: { level: 'days', bucketMs: null },
};

export interface RangePlan extends Pick<FigureQuery, 'level' | 'bucketMs'> {
  readonly step: HistoryStep;
  readonly range: HistoryRange;
}

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What is asked for, as business days or as times; refuses what cannot be meant. */
export function rangeOf({ from, to }: Pick<HistoryAsk, 'from' | 'to'>, now: EpochMs): HistoryRange {
  if (from !== undefined && to !== undefined && isDate(from) !== isDate(to))
    throw wrongField('to', 'must be a date where from is one, and a time where from is one');
  if (from !== undefined && isDate(from)) {
    const range = {
      kind: 'days' as const,
      from,
      to: to ?? DateTime.fromMillis(now, { zone: 'UTC' }).toISODate() ?? from,
    };
    if (range.to < range.from) throw wrongField('to', 'must not be before from');
    return range;
  }
  if (to !== undefined && isDate(to)) throw wrongField('from', 'must be a date, as to is one');
  const end = to === undefined ? now : Date.parse(to);
  const start = from === undefined ? end - dayMs : Date.parse(from);
  if (end <= start) throw wrongField('to', 'must be after from');
  return { kind: 'times', from: start, to: end };
}

export function lengthOf(range: HistoryRange): number {
  if (range.kind === 'times') return range.to - range.from;
  return Date.parse(range.to) - Date.parse(range.from) + dayMs;
}

/**
 * The finest step that gives a series of at most 1,000 points that can be read: minutes up to six hours, quarters up to
 * two days, hours up to forty, and nothing finer than what is still kept.
 */
export function planRange(ask: HistoryAsk, keep: Retention, now: EpochMs): RangePlan {
  const range = rangeOf(ask, now);
  const length = lengthOf(range);
  if (length > mostPoints * dayMs) throw wrongField('from', `must be at most ${mostPoints} days before to`);
  const start = range.kind === 'times' ? range.from : Date.parse(range.from);
  const step = ask.step === 'auto' ? stepFor(length, now - start, keep) : ask.step;
  // A day of the clocks' change has an hour more.
  if (ask.format === 'json' && (length - hourMs) / stepMs[step] > mostPoints)
    throw wrongField('step', `gives more than ${mostPoints} points: choose a coarser one, or a shorter time`);
  return { step, range, ...levels[step] };
}

function stepFor(length: number, age: number, keep: Retention): HistoryStep {
  const hasMinutes = age <= keep.keepMinutesDays * dayMs;
  if (length <= 6 * hourMs && hasMinutes) return 'minute';
  if (length <= 2 * dayMs && hasMinutes) return 'quarter';
  return length <= 40 * dayMs && age <= keep.keepHoursDays * dayMs ? 'hour' : 'day';
}

/** The same weekdays so many weeks before, by the clock of the zone. */
export function weeksBefore(range: HistoryRange, weeks: number, zone: string): HistoryRange {
  if (range.kind === 'times')
    return { kind: 'times', from: movedWeeks(range.from, -weeks, zone), to: movedWeeks(range.to, -weeks, zone) };
  const moved = (date: string) => DateTime.fromISO(date, { zone: 'UTC' }).minus({ weeks }).toISODate() ?? date;
  return { kind: 'days', from: moved(range.from), to: moved(range.to) };
}

/** The same time by the clock, weeks away. */
export function movedWeeks(at: EpochMs, weeks: number, zone: string): EpochMs {
  return DateTime.fromMillis(at, { zone }).plus({ weeks }).toMillis();
}

/** As it is told in an answer. */
export function edgesOf(range: HistoryRange, zone: string): { readonly from: string; readonly to: string } {
  return range.kind === 'days'
    ? { from: range.from, to: range.to }
    : { from: iso(range.from, zone), to: iso(range.to, zone) };
}

/** ISO 8601 with the zone's offset. */
export function iso(at: EpochMs, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toISO({ suppressMilliseconds: true }) ?? '';
}
