'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { SeverityMark } from '@/components/ui/severity-mark';
import { sourceMark } from '@/components/ui/source-mark';
import { sourceWords } from '@/components/ui/source-words';
import type { SourceRecord } from '@/lib/floor/records';
import { useConnection, useFeedAge, useRecords } from '@/lib/live/use-floor';

/** One mark per source in the top bar, with the age of what it last said or what is the matter. */
export function SourceDots({ linked }: { readonly linked: boolean }) {
  const sources = useRecords('sources');
  return (
    <ul
      aria-label="Sources"
      className="relative -mx-1 flex min-w-0 items-center gap-3 overflow-x-auto px-1 py-1 md:gap-4"
    >
      {sources.map((source) => (
        <SourceDot key={source.id} source={source} linked={linked} />
      ))}
    </ul>
  );
}

const dot = 'flex items-center gap-1.5 whitespace-nowrap rounded-small px-1 py-0.5';

function SourceDot({ source, linked }: { readonly source: SourceRecord; readonly linked: boolean }) {
  const age = useFeedAge(source.id, 'live');
  const isLive = useConnection().status === 'live';
  const mark = isLive ? sourceMark(source, age.freshness) : 'unknown';
  const isTrouble = mark !== 'ok';
  const content = (
    <>
      <SeverityMark kind={mark} size={12} />
      <span className="max-w-40 truncate text-13 font-medium">{source.name}</span>
      <span className={clsx('min-w-9 text-12 tabular-nums text-dim', isTrouble ? '' : 'hidden sm:inline')}>
        {isLive ? sourceWords(source, age, true) : ''}
      </span>
      {source.problem === null ? null : <span className="sr-only">{source.problem}</span>}
    </>
  );
  return (
    <li className="shrink-0" title={source.problem ?? undefined}>
      {linked ? (
        <Link prefetch={false} href={`/sources#${encodeURIComponent(source.id)}`} className={`${dot} hover:bg-raised`}>
          {content}
        </Link>
      ) : (
        <span className={dot}>{content}</span>
      )}
    </li>
  );
}
