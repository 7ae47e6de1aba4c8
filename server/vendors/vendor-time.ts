import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';

/** Turns a vendor's ISO date-time into an instant on our clock; null where unreadable or before 1970 (an unset one). */
export type ToInstant = (text: string | null) => EpochMs | null;

/** `timeZone` is that of date-times that come without an offset. */
export function createVendorTime(timeZone: string, clockOffsetMs: number): ToInstant {
  return (text) => {
    if (text === null) return null;
    const vendorAt = DateTime.fromISO(text, { zone: timeZone }).toMillis();
    return Number.isNaN(vendorAt) || vendorAt <= 0 ? null : Math.max(0, vendorAt + clockOffsetMs);
  };
}

/** Null where none is known. */
export function earliest(instants: readonly (EpochMs | null)[]): EpochMs | null {
  return instants.reduce((one, two) => (one === null || (two !== null && two < one) ? two : one), null);
}

/** Null where none is known. */
export function latest(instants: readonly (EpochMs | null)[]): EpochMs | null {
  return instants.reduce((one, two) => (one === null || (two !== null && two > one) ? two : one), null);
}
