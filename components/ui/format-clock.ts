import type { EpochMs } from '@/lib/floor/records';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Time of day in the reader's own way, `14:29` or `2:29 PM`; with seconds where asked. */
export function formatClock(at: EpochMs, withSeconds = false): string {
  const key = String(withSeconds);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, {
      hour: '2-digit',
      minute: '2-digit',
      ...(withSeconds ? { second: '2-digit' } : {}),
    });
    formats.set(key, format);
  }
  return format.format(at);
}
