import type { EpochMs, Link } from '@/lib/floor/records';

/**
 * How far a feed's figures may be trusted: `late` gets a clock badge, `stale` is dimmed and hatched, `gone` gives up its
 * value for "no data since hh:mm", `never` has had no answer yet.
 */
export type Freshness = 'fresh' | 'late' | 'stale' | 'gone' | 'never';

/** An event-driven feed is judged by its registration check, which runs about once a minute (rule H1). */
export const eventDrivenCheckMs = 60_000;
const goneAfterMs = 30_000;

/** Judges the age of a feed's last good answer against its interval (rule H1); `now` is the server's clock. */
export function freshnessOf(asOf: EpochMs | null, everyMs: number | null, link: Link, now: EpochMs): Freshness {
  if (asOf === null) return 'never';
  const ageMs = now - asOf;
  const interval = everyMs ?? eventDrivenCheckMs;
  if (link !== 'up' && ageMs > 10 * interval && ageMs >= goneAfterMs) return 'gone';
  if (ageMs > 4 * interval) return 'stale';
  return ageMs > 2 * interval ? 'late' : 'fresh';
}
