import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import type { EpochMs } from '@/lib/floor/records';

/** Where and when a source's business days begin. */
export interface SourceZone {
  readonly timeZone: string;
  readonly startHour: number;
}

export interface BusinessDay {
  /** Its date where the source is, `2026-03-04`. */
  readonly day: string;
  readonly from: EpochMs;
  /** Start of the next one: 23, 24 or 25 hours later. */
  readonly to: EpochMs;
}

const settingsShape = z.object({
  timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone)),
  businessDayStart: z.number().int().min(0).max(23),
});

/** As a source's settings say, whatever its vendor; UTC from midnight where they do not. */
export function zoneOfSettings(settings: unknown): SourceZone {
  const { data } = settingsShape.safeParse(settings);
  return data ? { timeZone: data.timeZone, startHour: data.businessDayStart } : { timeZone: 'UTC', startHour: 0 };
}

/** The day that `at` falls in. The vendor's own start of the day decides at which hour days begin, where it tells one. */
export function businessDayOf(
  at: EpochMs,
  { timeZone, startHour }: SourceZone,
  toldStart: EpochMs | null,
): BusinessDay {
  const told = toldStart === null ? null : DateTime.fromMillis(toldStart, { zone: timeZone });
  const [hour, minute] = told ? [told.hour, told.minute] : [startHour, 0];
  const local = DateTime.fromMillis(at, { zone: timeZone });
  const startOn = (date: DateTime) => date.set({ hour, minute, second: 0, millisecond: 0 });
  const first = startOn(local) > local ? local.minus({ days: 1 }) : local;
  const start = startOn(first);
  return {
    day: start.toISODate() ?? '',
    from: start.toMillis(),
    to: startOn(start.plus({ days: 1 })).toMillis(),
  };
}

/** Hours are counted from the start of the day, so that they fill it whatever the zone. */
export function hourOf(at: EpochMs, { from }: BusinessDay): EpochMs {
  return from + Math.floor((at - from) / hourMs) * hourMs;
}

const hourMs = 3_600_000;
