import type { EpochMs } from '@/lib/floor/records';
import type { HistoryQuery } from '@/lib/queries/history';

/** What the address says is to be seen. */
export interface HistoryView {
  /** First and last day, as dates. */
  readonly from: string;
  readonly to: string;
  /** Empty: all. */
  readonly queues: readonly string[];
  readonly step: StepChoice;
  /** Weeks back to compare with; 0 = with nothing. */
  readonly compare: number;
}

export const stepChoices = ['auto', 'quarter', 'hour', 'day'] as const;
export type StepChoice = (typeof stepChoices)[number];
export const stepLabel: Readonly<Record<StepChoice, string>> = {
  auto: 'Automatic',
  quarter: '15 minutes',
  hour: 'Hours',
  day: 'Days',
};

const dayMs = 86_400_000;
/** Most business days begin in the small hours: until then it is still yesterday's. */
const dayBeginsMs = 4 * 3_600_000;
const dateForm = /^\d{4}-\d{2}-\d{2}$/;

/** The business day that runs now in a time zone; where the reader is, while that of the queues is not known. */
export function todayOf(now: EpochMs, timeZone?: string): string {
  // As `2026-03-04`, which is how dates are written in Canada.
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now - dayBeginsMs);
}

export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * dayMs).toISOString().slice(0, 10);
}

export function daysIn({ from, to }: Pick<HistoryView, 'from' | 'to'>): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}

const isDate = (text: string | null): text is string =>
  text !== null && dateForm.test(text) && !Number.isNaN(Date.parse(text));

/** Reads the address; what makes no sense there is left out. */
export function viewOf(address: URLSearchParams, today: string): HistoryView {
  const given = [address.get('from'), address.get('to')].filter(isDate).sort();
  const weeks = Number(address.get('compare') ?? 1);
  return {
    from: given[0] ?? today,
    to: given[1] ?? given[0] ?? today,
    queues: (address.get('queues') ?? '').split(',').filter(Boolean),
    step: stepChoices.find((step) => step === address.get('step')) ?? 'auto',
    compare: Number.isInteger(weeks) && weeks >= 0 && weeks <= 52 ? weeks : 1,
  };
}

const longHourly = 10;

/** A week reads by the hour and a month by the day; what the reader chose goes before, as far as it can be drawn. */
export function stepOf({ step, ...range }: HistoryView): HistoryQuery['step'] {
  const days = daysIn(range);
  if (step === 'quarter') return days <= longHourly ? 'quarter' : 'hour';
  if (step === 'hour') return days <= 40 ? 'hour' : 'day';
  if (step === 'day') return 'day';
  return days > longHourly ? 'day' : 'auto';
}

export function queryOf(view: HistoryView): HistoryQuery {
  const { from, to, queues, compare } = view;
  return { from, to, step: stepOf(view), compare, ...(queues.length > 0 ? { queues: queues.join(',') } : {}) };
}

export interface RangeChoice {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

export function rangesFor(today: string): readonly RangeChoice[] {
  const yesterday = daysBefore(today, 1);
  return [
    { label: 'Today', from: today, to: today },
    { label: 'Yesterday', from: yesterday, to: yesterday },
    { label: '7 days', from: daysBefore(today, 6), to: today },
    { label: '30 days', from: daysBefore(today, 29), to: today },
  ];
}
