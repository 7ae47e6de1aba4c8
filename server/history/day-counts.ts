import type { EpochMs, QueueRecord } from '@/lib/floor/records';

/** Counts that a vendor gives as sums of the business day. */
export const countFields = [
  'offered',
  'answered',
  'answeredInTime',
  'abandoned',
  'shortAbandoned',
  'abandonedInTime',
  'answeredWaitMs',
  'handlingMs',
  'overflowed',
] as const satisfies readonly (keyof QueueRecord)[];
export type CountField = (typeof countFields)[number];

type Limits = Pick<QueueRecord, 'answerWithinMs' | 'shortAbandonMs'>;

/** Those that another limit counts anew for the whole day, so that they cannot be compared with what they were. */
export function countedAnew(before: Limits | null, now: Limits): readonly CountField[] {
  if (!before) return [];
  return [
    ...(before.answerWithinMs === now.answerWithinMs ? [] : (['answeredInTime', 'abandonedInTime'] as const)),
    ...(before.shortAbandonMs === now.shortAbandonMs ? [] : (['shortAbandoned'] as const)),
  ];
}

/** Where one of a day's counts stands. */
export interface CountState {
  /** The vendor's count when it was told last. */
  readonly last: number;
  /** The highest it has been this day. */
  readonly highest: number;
  /** Counted this day in all, before a restart of the vendor too. */
  readonly total: number;
}

/** A window that begins so much later is another business day; the start of a window that slides moves less. */
const anotherDayMs = 12 * 3_600_000;

export function isAnotherDay(held: EpochMs | null, now: EpochMs | null): boolean {
  return held !== null && now !== null && now - held >= anotherDayMs;
}

/**
 * What a new reading adds to a count. A first reading adds nothing: what it counts happened before we looked. On another
 * day all of it is new. A fall below half is a vendor that began anew, a smaller one a correction; neither is negative, and
 * a vendor that finds its count again after that does not count twice.
 */
export function countUp(
  state: CountState | null,
  value: number,
  isNewDay: boolean,
): { readonly state: CountState; readonly added: number } {
  if (!state) return { state: { last: value, highest: value, total: value }, added: 0 };
  if (isNewDay) return { state: { last: value, highest: value, total: value }, added: value };
  const { last, highest, total } = state;
  const hasBegunAnew = value < last / 2;
  const isFoundAgain = last < highest / 2 && value >= highest;
  if (isFoundAgain) {
    const added = Math.max(0, value - total);
    return { state: { last: value, highest: value, total: total + added }, added };
  }
  if (hasBegunAnew) return { state: { last: value, highest, total: total + value }, added: value };
  const added = Math.max(0, value - last);
  return { state: { last: Math.max(last, value), highest: Math.max(highest, value), total: total + added }, added };
}
