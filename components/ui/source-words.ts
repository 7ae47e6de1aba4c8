import type { SourceRecord } from '@/lib/floor/records';
import type { Freshness } from '@/lib/live/freshness';
import { formatAge } from './format';

interface Age {
  readonly freshness: Freshness;
  readonly ageMs: number | null;
}

/** What stands after a source's name: its age while all is well, else what is the matter; `brief` where there is little room. */
export function sourceWords(source: SourceRecord, { freshness, ageMs }: Age, brief = false): string {
  const { link, problem, suspect, pollEveryMs } = source;
  const age = ageMs === null ? '' : formatAge(ageMs);
  if (link === 'needs-attention') return brief || problem === null ? 'needs attention' : `needs attention: ${problem}`;
  if (link === 'paused') return brief ? 'paused' : 'paused by an admin';
  if (link === 'retrying' && age === '') return brief ? 'no answer yet' : 'does not answer, retrying';
  if (link === 'retrying') return `${age}, retrying`;
  if (freshness === 'never') return 'asking';
  if (suspect) return `${age}, ${brief ? 'figures vanished' : 'most figures vanished, asking again'}`;
  return pollEveryMs === null && freshness === 'fresh' ? 'event-driven' : age;
}
