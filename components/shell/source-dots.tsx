'use client';
import Link from 'next/link';
import { formatAge } from '@/components/ui/format';
import { SeverityMark } from '@/components/ui/severity-mark';
import { sourceMark } from '@/components/ui/source-mark';
import type { SourceRecord } from '@/lib/floor/records';
import { useFeedAge, useRecords } from '@/lib/live/use-floor';

/** One mark per source in the top bar, with the age of what it last said. */
export function SourceDots({ linked }: { readonly linked: boolean }) {
  const sources = useRecords('sources');
  return (
    <ul aria-label="Sources" className="flex min-w-0 items-center gap-4 overflow-x-auto">
      {sources.map((source) => (
        <SourceDot key={source.id} source={source} linked={linked} />
      ))}
    </ul>
  );
}

function SourceDot({ source, linked }: { readonly source: SourceRecord; readonly linked: boolean }) {
  const { freshness, ageMs } = useFeedAge(source.id, 'live');
  const content = (
    <>
      <SeverityMark kind={sourceMark(source, freshness)} size={12} />
      <span className="text-13 font-medium">{source.name}</span>
      <span className="hidden min-w-9 text-12 sm:inline tabular-nums text-dim">
        {ageMs === null ? 'waiting' : formatAge(ageMs)}
      </span>
    </>
  );
  const className = 'flex items-center gap-1.5 whitespace-nowrap rounded-small px-1 py-0.5';
  return (
    <li title={source.problem ?? undefined}>
      {linked ? (
        <Link
          prefetch={false}
          href={`/sources#${encodeURIComponent(source.id)}`}
          className={`${className} hover:bg-raised`}
        >
          {content}
        </Link>
      ) : (
        <span className={className}>{content}</span>
      )}
    </li>
  );
}
