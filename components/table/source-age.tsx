'use client';
import { formatAge } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import type { FeedName } from '@/lib/floor/kinds';
import { useFeedAge } from '@/lib/live/use-floor';

/** When these figures were true; in words when that is too long ago. */
export function SourceAge({ sourceId, feed }: { readonly sourceId: string; readonly feed: FeedName }) {
  const { freshness, asOf, ageMs } = useFeedAge(sourceId, feed);
  const words =
    asOf === null
      ? 'Not told yet'
      : freshness === 'fresh' || freshness === 'late'
        ? `As of ${formatAge(ageMs)} ago`
        : `No newer answer since ${formatClock(asOf, true)}`;
  return (
    <p className="mt-2 flex items-center gap-2 text-12 text-dim">
      {freshness === 'stale' || freshness === 'gone' ? (
        <span aria-hidden className="hatch h-3 w-3 rounded-small border border-line" />
      ) : null}
      {words}
    </p>
  );
}
