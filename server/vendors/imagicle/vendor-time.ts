import { DateTime } from 'luxon';
import type { EpochMs } from '@/lib/floor/records';

/** Turns a vendor's date-time into an instant on our clock; null where unreadable or before 1970 (an unset one). */
export type ToInstant = (text: string | null) => EpochMs | null;

/** Whether Imagicle's date-times carry an offset is not documented: without one they are in the site's `timeZone`. */
export function createVendorTime(timeZone: string, clockOffsetMs: number): ToInstant {
  return (text) => {
    if (text === null) return null;
    const vendorAt = DateTime.fromISO(text, { zone: timeZone }).toMillis();
    return Number.isNaN(vendorAt) || vendorAt <= 0 ? null : Math.max(0, vendorAt + clockOffsetMs);
  };
}
