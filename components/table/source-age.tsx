'use client';
import { formatAge } from '@/components/ui/format';
import { formatMoment } from '@/components/ui/format-clock';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { FeedName } from '@/lib/floor/kinds';
import { useFloorSource } from '@/lib/live/floor-context';
import { useFeedAge, useNow } from '@/lib/live/use-floor';

/** When these figures were true; in words when that is too long ago. */
export function SourceAge({ sourceId, feed }: { readonly sourceId: string; readonly feed: FeedName }) {
  // A source that keeps no such feed apart tells it all in its live one.
  const isApart = useFloorSource().store.pulse?.feeds[sourceId]?.[feed] !== undefined;
  const { freshness, asOf, ageMs } = useFeedAge(sourceId, isApart ? feed : 'live');
  const now = useNow();
  const isQuiet = freshness === 'stale' || freshness === 'gone';
  const words =
    asOf === null
      ? 'Not told yet.'
      : isQuiet
        ? `${freshness === 'gone' ? 'No data' : 'Nothing newer'} since ${formatMoment(asOf, now)}.`
        : `As of ${formatAge(ageMs)} ago.`;
  return (
    <p className="mt-2 flex items-center gap-2 text-12 text-dim">
      {isQuiet ? <SeverityMark kind="stale" size={12} decorative /> : null}
      {words}
    </p>
  );
}
