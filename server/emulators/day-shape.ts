import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Demand at each full hour as a share of the peak: two peaks, a lunch dip, nights that never fall asleep. */
const demandByHour = [
  0.38, 0.36, 0.35, 0.35, 0.36, 0.39, 0.46, 0.6, 0.8, 0.95, 1, 0.97, 0.83, 0.74, 0.84, 0.95, 0.98, 0.9, 0.76, 0.64,
  0.56, 0.5, 0.45, 0.41,
];

/** Share of peak demand (0.35–1) at an hour of the local day, 0–24. */
export function demandAt(hour: number): number {
  const from = Math.floor(hour) % 24;
  const share = hour - Math.floor(hour);
  const before = demandByHour[from] ?? 0;
  const after = demandByHour[(from + 1) % 24] ?? 0;
  return before + (after - before) * share;
}

/** Wall-clock time of one site. */
export interface LocalTime {
  /** Hour of the local day, 0 ≤ hour < 24, with its fraction. */
  hourAt(at: EpochMs): number;
  /** The next instant strictly after `after` at which it is `hour` o'clock (an hour off on the day the clocks change). */
  nextAt(after: EpochMs, hour: number): EpochMs;
}

/** Local time in an IANA zone; offsets are looked up once per quarter of an hour. */
export function createLocalTime(timeZone: string): LocalTime {
  const quarterMs = 15 * minuteMs;
  let knownQuarter = Number.NaN;
  let offsetMs = 0;
  function hourAt(at: EpochMs): number {
    const quarter = Math.floor(at / quarterMs);
    if (quarter !== knownQuarter) {
      knownQuarter = quarter;
      offsetMs = DateTime.fromMillis(quarter * quarterMs, { zone: timeZone }).offset * minuteMs;
    }
    return ((at + offsetMs) % dayMs) / hourMs;
  }
  return {
    hourAt,
    nextAt: (after, hour) => {
      const aheadMs = Math.round(((((hour - hourAt(after)) % 24) + 24) % 24) * hourMs);
      return after + (aheadMs === 0 ? dayMs : aheadMs);
    },
  };
}
