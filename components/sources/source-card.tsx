'use client';
import { formatCount } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import { SeverityMark } from '@/components/ui/severity-mark';
import { sourceMark } from '@/components/ui/source-mark';
import { useFeedAge, useRecord } from '@/lib/live/use-floor';
import type { SourceDetail } from '@/lib/protocol/reports';
import { useRetrySource } from '@/lib/queries/sources';
import { vendorLabel } from '@/lib/vendors/vendor-label';
import { FeedTable } from './feed-table';
import { tellWords } from './tell-words';

const linkWords = { up: 'Up', retrying: 'Retrying', 'needs-attention': 'Needs attention' } as const;

/** One source: link, problem, timings of its feeds, and what it can and cannot tell. */
export function SourceCard({ source }: { readonly source: SourceDetail }) {
  const { counts } = source;
  return (
    <section
      id={encodeURIComponent(source.id)}
      aria-labelledby={`title-${source.id}`}
      className="scroll-mt-4 rounded-panel border border-line bg-surface target:border-focus"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-3">
        <LinkMark source={source} />
        <h2 id={`title-${source.id}`} className="text-16 font-semibold">
          {source.name}
        </h2>
        <p className="text-13 text-dim">
          {vendorLabel(source.vendor)} at {source.host}
        </p>
        <p className="ml-auto text-13 font-medium">
          {linkWords[source.link]}
          {source.linkSince === null ? '' : ` since ${formatClock(source.linkSince, true)}`}
        </p>
      </header>
      {source.problem ? <Problem source={source} problem={source.problem} /> : null}
      <FeedTable feeds={source.feeds} />
      <div className="grid gap-4 border-t border-line px-4 py-3 text-14 sm:grid-cols-2">
        <div>
          <h3 className="mb-1 text-12 font-medium text-dim">Tells now</h3>
          <p className="tabular-nums">
            {formatCount(counts.queues)} queues, {formatCount(counts.agents)} agents, {formatCount(counts.contacts)}{' '}
            contacts
          </p>
          <p className="mt-1 text-13 text-dim">{tellWords(source.vendor)}</p>
          <p className="mt-1 text-13 text-dim">{clockWords(source.clockOffsetMs)}</p>
        </div>
        <div>
          <h3 className="mb-1 text-12 font-medium text-dim">Cannot tell</h3>
          <ul className="flex flex-col gap-1 text-13 text-dim">
            {source.cannotTell.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

function LinkMark({ source }: { readonly source: SourceDetail }) {
  const { freshness } = useFeedAge(source.id, 'live');
  const record = useRecord('sources', source.id);
  return <SeverityMark kind={record ? sourceMark(record, freshness) : 'unknown'} size={16} />;
}

function Problem({ source, problem }: { readonly source: SourceDetail; readonly problem: string }) {
  const retry = useRetrySource();
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 border-b border-line bg-raised px-4 py-2 text-14">
      <p className="min-w-0 flex-1">{problem}</p>
      {source.link === 'needs-attention' ? (
        <button
          type="button"
          disabled={retry.isPending}
          onClick={() => retry.mutate(source.id)}
          className="h-8 rounded-small border border-line bg-surface px-3 text-13 font-medium disabled:opacity-60"
        >
          {retry.isPending ? 'Trying…' : 'Try again now'}
        </button>
      ) : (
        <p className="text-13 text-dim">Tried again by itself</p>
      )}
      {retry.isError ? (
        <p className="w-full text-13 text-alarm">That could not be asked for. You may need another role.</p>
      ) : null}
    </div>
  );
}

function clockWords(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  if (seconds < 2) return 'Its clock agrees with ours.';
  return `Its clock is ${seconds} s ${offsetMs > 0 ? 'behind' : 'ahead of'} ours; times are corrected.`;
}
