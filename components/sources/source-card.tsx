'use client';
import Link from 'next/link';
import { TargetCommands } from '@/components/commands/target-commands';
import { useViewer } from '@/components/shell/viewer';
import { formatCount } from '@/components/ui/format';
import { formatMoment } from '@/components/ui/format-clock';
import { SeverityMark } from '@/components/ui/severity-mark';
import { sourceMark } from '@/components/ui/source-mark';
import { can } from '@/lib/can';
import { useConnection, useFeedAge, useNow, useRecord } from '@/lib/live/use-floor';
import type { SourceDetail } from '@/lib/protocol/reports';
import { vendorLabel } from '@/lib/vendors/vendor-label';
import { FeedTable } from './feed-table';
import { SourceProblem } from './source-problem';
import { tellWords } from './tell-words';

const linkWords = {
  up: 'Up',
  retrying: 'Retrying',
  'needs-attention': 'Needs attention',
  paused: 'Paused',
} as const;

/** One source: link, problem, timings of its feeds, and what it can and cannot tell. */
export function SourceCard({ source }: { readonly source: SourceDetail }) {
  const isSuspect = useRecord('sources', source.id)?.suspect ?? false;
  const now = useNow(60_000);
  return (
    <section
      id={encodeURIComponent(source.id)}
      tabIndex={-1}
      aria-labelledby={`title-${source.id}`}
      className="scroll-mt-2 overflow-hidden rounded-panel border border-line bg-surface target:border-focus"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-3">
        <LinkMark source={source} />
        <h2 id={`title-${source.id}`} className="text-16 font-semibold wrap-anywhere">
          {source.name}
        </h2>
        <p className="text-13 wrap-anywhere text-dim">
          {vendorLabel(source.vendor)}
          {source.host === '' ? '' : ` at ${source.host}`}
        </p>
        <div className="ml-auto flex items-center gap-3">
          <p className="text-13 font-medium tabular-nums">
            {linkWords[source.link]}
            {source.linkSince === null ? '' : ` since ${formatMoment(source.linkSince, now)}`}
          </p>
          <SettingsLink source={source} />
        </div>
      </header>
      {source.problem ? <SourceProblem source={source} problem={source.problem} /> : null}
      {isSuspect ? (
        <p className="border-b border-line bg-raised px-4 py-2 text-14">
          Most of its records vanished at once. The last whole answer is shown until the next ones agree.
        </p>
      ) : null}
      {source.cannotCall ? (
        <p className="border-b border-line bg-raised px-4 py-2 text-14">{source.cannotCall}</p>
      ) : null}
      {source.overridesStored ? (
        <p className="border-b border-line bg-raised px-4 py-2 text-14">
          A source of the same id was added in the browser. The one in the sources file is used.
        </p>
      ) : null}
      {source.feeds.length > 0 ? (
        <>
          <FeedTable feeds={source.feeds} knownProblem={source.problem} link={source.link} />
          <Tells source={source} />
          <div className="border-t border-line empty:hidden">
            <TargetCommands
              kind="source"
              targetId={source.id}
              sourceId={source.id}
              name={source.name}
              title="Tell people"
            />
          </div>
        </>
      ) : null}
    </section>
  );
}

function SettingsLink({ source }: { readonly source: SourceDetail }) {
  const { role } = useViewer();
  if (!can({ role }, 'edit-sources')) return null;
  return (
    <Link
      href={`/sources/${encodeURIComponent(source.id)}`}
      prefetch={false}
      className="inline-flex min-h-6 items-center rounded-small text-13 underline underline-offset-4"
    >
      Settings<span className="sr-only"> of {source.name}</span>
    </Link>
  );
}

function Tells({ source: { counts, vendor, clockOffsetMs, cannotTell } }: { readonly source: SourceDetail }) {
  return (
    <div className="grid gap-4 border-t border-line px-4 py-3 text-14 sm:grid-cols-2">
      <div>
        <h3 className="mb-1 text-12 font-medium text-dim">On the floor</h3>
        <p className="tabular-nums">
          {formatCount(counts.queues)} queues, {formatCount(counts.agents)} agents, {formatCount(counts.contacts)}{' '}
          contacts
        </p>
        <p className="mt-1 text-13 text-dim">{tellWords(vendor)}</p>
        <p className="mt-1 text-13 text-dim">{clockWords(clockOffsetMs)}</p>
      </div>
      <div>
        <h3 className="mb-1 text-12 font-medium text-dim">Cannot tell</h3>
        <ul className="flex flex-col gap-1 text-13 text-dim">
          {cannotTell.length === 0 ? <li>Nothing that Callboard asks for.</li> : null}
          {cannotTell.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function LinkMark({ source }: { readonly source: SourceDetail }) {
  const { freshness } = useFeedAge(source.id, 'live');
  const record = useRecord('sources', source.id);
  const isLive = useConnection().status === 'live';
  return <SeverityMark kind={record && isLive ? sourceMark(record, freshness) : 'unknown'} size={16} />;
}

function clockWords(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  if (seconds < 2) return 'Its clock agrees with ours.';
  return `Its clock is ${formatCount(seconds)} s ${offsetMs > 0 ? 'behind' : 'ahead of'} ours; times are corrected.`;
}
