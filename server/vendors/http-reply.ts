import type { EpochMs } from '@/lib/floor/records';

export interface HttpReply {
  readonly status: number;
  /** Lower-case names; repeated ones joined with a comma, `set-cookie` with a newline. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** When the answer was complete, on our clock. */
  readonly at: EpochMs;
}

/** Flattens headers as undici gives them. */
export function flattenHeaders(raw: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue;
    flat[name.toLowerCase()] = Array.isArray(value) ? value.join(name === 'set-cookie' ? '\n' : ', ') : value;
  }
  return flat;
}

/**
 * `Retry-After` in ms from now: seconds or an HTTP date (RFC 9110 §10.2.3); undefined where absent or unreadable.
 * A date is meant by the vendor's clock, so it counts from the reply's own `Date` where there is one.
 */
export function parseRetryAfter(value: string | undefined, date: string | undefined, now: EpochMs): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Math.round(Number(value) * 1000);
  const at = Date.parse(value);
  if (Number.isNaN(at)) return undefined;
  const from = date === undefined ? Number.NaN : Date.parse(date);
  return Math.max(0, at - (Number.isNaN(from) ? now : from));
}

/** Our clock minus the vendor's, in ms, from a `Date` header (whole seconds, so ± 0.5 s); undefined where unreadable. */
export function clockOffsetFrom(date: string | undefined, sentAt: EpochMs, receivedAt: EpochMs): number | undefined {
  if (date === undefined) return undefined;
  const vendorAt = Date.parse(date);
  if (Number.isNaN(vendorAt)) return undefined;
  return Math.round((sentAt + receivedAt) / 2 - (vendorAt + 500));
}
