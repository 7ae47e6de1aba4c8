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

/** Between which two values, in ms, a clock offset must lie. */
export interface OffsetRange {
  readonly least: number;
  readonly most: number;
}

/**
 * Our clock minus the vendor's, as far as a `Date` header tells: it is cut to whole seconds, and was written at some moment
 * of the exchange; undefined where unreadable.
 */
export function clockOffsetFrom(
  date: string | undefined,
  sentAt: EpochMs,
  receivedAt: EpochMs,
): OffsetRange | undefined {
  if (date === undefined) return undefined;
  const vendorAt = Date.parse(date);
  return Number.isNaN(vendorAt) ? undefined : { least: sentAt - vendorAt - 1000, most: receivedAt - vendorAt };
}

/** The ends of a range are not that sharp. */
const slackMs = 1000;
/** An exchange of a second tells enough to begin with. */
const tellingMs = 2000;

/**
 * What to take for the offset after one more exchange; null while nothing is known. What can still be true stays, so that
 * neither the jitter of a one-second stamp nor a slow answer moves it; a jump of the vendor's clock is taken at once.
 */
export function nextClockOffset(known: number | null, range: OffsetRange | undefined): number | null {
  if (range === undefined) return known;
  const { least, most } = range;
  const mayBe = (offsetMs: number) => offsetMs >= least - slackMs && offsetMs <= most + slackMs;
  if (known !== null && mayBe(known)) return known;
  if (known === null && most - least > tellingMs && mayBe(0)) return null;
  return Math.round((least + most) / 2);
}
