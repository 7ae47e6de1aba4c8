import { formatAge } from '@/components/ui/format';
import type { SourceRecord } from '@/lib/floor/records';
import type { FeedAge } from '@/lib/live/use-floor';

/** What stands after a source's name: its age while all is well, else what is the matter. */
export function sourceWords(source: SourceRecord, { freshness, ageMs }: FeedAge): string {
  const age = ageMs === null ? '' : formatAge(ageMs);
  if (source.link === 'needs-attention') return 'needs attention';
  if (source.link === 'paused') return 'paused';
  if (source.link === 'retrying') return age === '' ? 'no answer yet' : `${age}, retrying`;
  if (freshness === 'never') return 'asking';
  return source.suspect ? `${age}, figures vanished` : age;
}
