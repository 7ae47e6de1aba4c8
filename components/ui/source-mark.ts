import type { SourceRecord } from '@/lib/floor/records';
import type { Freshness } from '@/lib/live/freshness';
import type { SeverityMarkKind } from './severity-mark';

/** How a source's link and the age of its live feed look together. */
export function sourceMark(source: SourceRecord, freshness: Freshness): SeverityMarkKind {
  if (source.link === 'needs-attention') return 'critical';
  if (source.link === 'paused' || freshness === 'never') return 'unknown';
  if (freshness === 'stale' || freshness === 'gone') return 'stale';
  return source.link === 'retrying' || source.suspect || freshness === 'late' ? 'warning' : 'ok';
}
