'use client';
import { formatClock } from '@/components/ui/format-clock';
import { useFeedAge } from '@/lib/live/use-floor';

/** The site of a row, and since when nothing newer was heard from it. */
export function SiteCell({ sourceId, name }: { readonly sourceId: string; readonly name: string }) {
  const { freshness, asOf } = useFeedAge(sourceId, 'live');
  const isOld = asOf !== null && (freshness === 'stale' || freshness === 'gone');
  return (
    <span className="text-dim">
      {name}
      {isOld ? <span className="text-12">, as of {formatClock(asOf)}</span> : null}
    </span>
  );
}
