import type { SeverityMarkKind } from '@/components/ui/severity-mark';
import type { GroupQueueRecord, QueueRecord } from '@/lib/floor/records';
import { type QueueSeverity, severityOf } from '@/lib/floor/severity';
import type { Freshness } from '@/lib/live/freshness';

/** What a queue calls for, and how that is shown once its source's age is taken into account. */
export interface QueueStanding extends QueueSeverity {
  readonly mark: SeverityMarkKind;
  /** A word beside the mark. */
  readonly word: string;
}

export const notKnown: QueueStanding = {
  severity: 'unknown',
  reason: 'no-figures',
  mark: 'unknown',
  word: 'Not known',
};

const words = { critical: 'Critical', warning: 'Warning', ok: 'Fine', unknown: 'Not known' } as const;

/** A silent source's queue is neither well nor in trouble as far as anybody knows (rule H1). */
export function standingOf(
  queue: QueueRecord,
  levels: readonly GroupQueueRecord[],
  freshness: Freshness,
  now: number,
): QueueStanding {
  if (freshness === 'gone' || freshness === 'never')
    return { ...notKnown, mark: freshness === 'gone' ? 'stale' : 'unknown', word: 'No data' };
  const judged = severityOf(queue, levels, now);
  return freshness === 'stale'
    ? { ...judged, mark: 'stale', word: 'Out of date' }
    : { ...judged, mark: judged.severity, word: words[judged.severity] };
}

export function sameStanding(a: QueueStanding | undefined, b: QueueStanding | undefined): boolean {
  return a?.severity === b?.severity && a?.reason === b?.reason && a?.mark === b?.mark && a?.word === b?.word;
}
