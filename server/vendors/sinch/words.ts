import { DateTime } from 'luxon';
import type { Channel, EpochMs } from '@/lib/floor/records';

/** RMI's enum words come in any case; '' where there is none. */
export const wordOf = (text: string | null): string => text?.toLowerCase() ?? '';

/** RMI's times are UTC, with or without a Z; null where unreadable or before 1970 (an unset time of the vendor's). */
export function instantOf(text: string | null, clockOffsetMs: number): EpochMs | null {
  if (text === null) return null;
  const vendorAt = DateTime.fromISO(text, { zone: 'utc' }).toMillis();
  return Number.isNaN(vendorAt) || vendorAt <= 0 ? null : Math.max(0, vendorAt + clockOffsetMs);
}

const channels: Readonly<Record<string, Channel>> = { phone: 'phone', chat: 'chat', email: 'email' };

export const channelOf = (text: string | null): Channel | null => channels[wordOf(text)] ?? null;
