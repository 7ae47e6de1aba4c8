'use client';
import { formatAge } from '@/components/ui/format';
import { type FeedAge, useFeedSaying } from '@/lib/live/use-floor';

/** Null while what was heard is new enough. */
function ageInWords({ freshness, ageMs }: FeedAge): string | null {
  return ageMs !== null && (freshness === 'stale' || freshness === 'gone') ? formatAge(ageMs) : null;
}

/** The site of a row, with its age once nothing newer has been heard from it for too long. */
export function SiteCell({ sourceId, name }: { readonly sourceId: string; readonly name: string }) {
  const age = useFeedSaying(sourceId, 'live', ageInWords);
  return (
    <span className="flex items-baseline gap-1.5 text-dim">
      <span className="truncate">{name}</span>
      {age === null ? null : (
        <span className="shrink-0 text-12 tabular-nums">
          {age}
          <span className="sr-only"> old</span>
        </span>
      )}
    </span>
  );
}
