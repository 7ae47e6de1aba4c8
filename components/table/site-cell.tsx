'use client';
import { formatAge } from '@/components/ui/format';
import { useFeedAge } from '@/lib/live/use-floor';

/** The site of a row, with its age once nothing newer has been heard from it for too long. */
export function SiteCell({ sourceId, name }: { readonly sourceId: string; readonly name: string }) {
  const { freshness, ageMs } = useFeedAge(sourceId, 'live');
  const isOld = ageMs !== null && (freshness === 'stale' || freshness === 'gone');
  return (
    <span className="flex items-baseline gap-1.5 text-dim">
      <span className="truncate">{name}</span>
      {isOld ? (
        <span className="shrink-0 text-12 tabular-nums">
          {formatAge(ageMs)}
          <span className="sr-only"> old</span>
        </span>
      ) : null}
    </span>
  );
}
