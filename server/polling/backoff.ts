import type { Random } from '@/server/ports';

const firstMs = 1000;
const longestMs = 60_000;
/** A longer wait than a day is taken for a mistake; timers overflow past 24 days. */
const longestRetryAfterMs = 86_400_000;

/** A `Retry-After` as far as we obey it, in ms. */
export function obeyedMs(retryAfterMs: number): number {
  return Math.min(Math.max(0, retryAfterMs), longestRetryAfterMs);
}

/**
 * How long to wait after so many failures in a row (1 = the first): 1 s doubling to 60 s, up to a fifth of it less by
 * chance. A `Retry-After` is the least there is, with up to a tenth more by chance (rule P4).
 */
export function backoffMs(failures: number, retryAfterMs: number | undefined, random: Random): number {
  const doubled = Math.min(firstMs * 2 ** Math.min(failures - 1, 30), longestMs);
  const waited = Math.round(doubled * (1 - random() / 5));
  if (retryAfterMs === undefined) return waited;
  return Math.max(waited, Math.round(obeyedMs(retryAfterMs) * (1 + random() / 10)));
}
