import { foldOnce, foldText, wordsOf } from '@/components/ui/fold-text';
import type { QueueRecord } from '@/lib/floor/records';
import type { QueueLookups } from './queue-columns';

export interface QueueFilter {
  readonly query: string;
  readonly site: string | null;
  /** `trouble`, `waiting`, or anything else for all. */
  readonly only: string | null;
}

const foldedName = foldOnce((queue: QueueRecord) => queue.name);

export function isInTrouble(queue: QueueRecord, standingOf: QueueLookups['standingOf']): boolean {
  const { severity } = standingOf(queue);
  return severity === 'warning' || severity === 'critical';
}

export function hasWaiting(queue: QueueRecord): boolean {
  return queue.waiting !== null && queue.waiting > 0;
}

/** The queues that pass; the same array when nothing is filtered. What is not known passes no filter. */
export function filterQueues(
  queues: readonly QueueRecord[],
  { query, site, only }: QueueFilter,
  { siteOf, standingOf }: QueueLookups,
): readonly QueueRecord[] {
  const words = wordsOf(query);
  if (words.length === 0 && site === null && only === null) return queues;
  return queues.filter((queue) => {
    if (site !== null && queue.sourceId !== site) return false;
    if (only === 'waiting' && !hasWaiting(queue)) return false;
    if (only === 'trouble' && !isInTrouble(queue, standingOf)) return false;
    if (words.length === 0) return true;
    const text = `${foldedName(queue)} ${foldText(siteOf(queue.sourceId))}`;
    return words.every((word) => text.includes(word));
  });
}
