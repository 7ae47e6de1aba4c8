import type { SeverityMarkKind } from '@/components/ui/severity-mark';
import { sourceMark } from '@/components/ui/source-mark';
import type { FeedName } from '@/lib/floor/kinds';
import type { EpochMs, SourceRecord } from '@/lib/floor/records';
import { type Freshness, freshnessOf } from '@/lib/live/freshness';
import type { PulseMessage } from '@/lib/protocol/messages';

export interface FeedView {
  readonly freshness: Freshness;
  readonly asOf: EpochMs | null;
  readonly ageMs: number | null;
}

/** A source as the wall sees it: its link and how old its two feeds are. */
export interface SourceView {
  readonly source: SourceRecord;
  readonly live: FeedView;
  /** Today's counts; those of a source that keeps none apart are as old as its live feed. */
  readonly today: FeedView;
  readonly mark: SeverityMarkKind;
  /** False once its figures are no longer worth adding up. */
  readonly isCounted: boolean;
}

export function sourceView(source: SourceRecord, pulse: PulseMessage | null, now: EpochMs): SourceView {
  const feeds = pulse?.feeds[source.id];
  const view = (name: FeedName): FeedView => {
    const asOf = feeds?.[name]?.asOf ?? null;
    const freshness = freshnessOf(asOf, feeds?.[name]?.everyMs ?? null, source.link, now);
    return { freshness, asOf, ageMs: asOf === null ? null : Math.max(0, now - asOf) };
  };
  const live = view('live');
  const today = feeds?.today === undefined ? live : view('today');
  return { source, live, today, mark: sourceMark(source, live.freshness), isCounted: hasFigures(live) };
}

export function hasFigures({ freshness }: FeedView): boolean {
  return freshness !== 'gone' && freshness !== 'never';
}
