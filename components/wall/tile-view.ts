import { type FigureValue, known, unknownFigure } from '@/components/ui/figure-value';
import { formatAge, formatCount, formatDuration, formatPercent, formatPoints } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import type { SeverityMarkKind } from '@/components/ui/severity-mark';
import type { Parts } from '@/lib/floor/figure';
import { ageMs } from '@/lib/floor/figures';
import type { EpochMs, QueueRecord } from '@/lib/floor/records';
import { serviceLevel } from '@/lib/floor/service-level';
import type { QueueSeverity, Severity, SeverityReason } from '@/lib/floor/severity';
import { notToldBy, type Tellable } from '@/lib/vendors/not-told';
import { type FeedView, hasFigures, type SourceView } from './source-view';

/** A queue as its tile shows it: every figure already a word, unknowns already told apart from zeroes. */
export interface TileView {
  readonly id: string;
  readonly name: string;
  /** Null where there is only one source to come from. */
  readonly site: string | null;
  readonly severity: Severity;
  readonly reason: SeverityReason | null;
  readonly mark: SeverityMarkKind;
  readonly waiting: FigureValue;
  readonly longest: FigureValue;
  readonly level: FigureValue;
  /** Points above or below the target, and the target; null where either is not known. */
  readonly distance: string | null;
  readonly target: string | null;
  readonly free: FigureValue;
  readonly busy: FigureValue;
  /** Nobody waits, for certain. */
  readonly isEmpty: boolean;
  readonly isClosed: boolean;
  /** Said in the corner when the figures are not fresh. */
  readonly age: { readonly kind: 'late' | 'stale'; readonly text: string } | null;
  /** Stands in place of all figures. */
  readonly noData: { readonly since: string | null; readonly who: string } | null;
  readonly problem: string | null;
  /** What the service level was worked out from, for whoever asks. */
  readonly levelParts: Parts & { readonly answerWithinMs: number | null };
  readonly asOf: EpochMs | null;
}

export interface TileInput {
  readonly queue: QueueRecord;
  readonly source: SourceView;
  readonly severity: QueueSeverity;
  readonly hasSites: boolean;
  readonly now: EpochMs;
}

export function tileView({ queue, source, severity, hasSites, now }: TileInput): TileView {
  const { live } = source;
  const told = (text: string | null) => aged(known(text), live);
  return {
    id: queue.id,
    name: queue.name,
    site: hasSites ? source.source.name : null,
    ...severity,
    mark: markOf(severity.severity, live),
    waiting: orNotTold(told(formatCount(queue.waiting)), source, 'waiting'),
    longest: orNotTold(
      told(queue.waiting === 0 ? '0:00' : formatDuration(ageMs(queue.oldestWaitSince, now))),
      source,
      'waiting',
    ),
    free: told(formatCount(queue.agentsFree)),
    busy: told(formatCount(queue.agentsBusy)),
    ...levelOf(queue, source),
    isEmpty: queue.waiting === 0,
    isClosed: queue.isOpen === false,
    age: ageOf(live),
    noData: hasFigures(live) ? null : { since: sinceOf(live), who: silenceOf(source) },
    problem: queue.problem,
    asOf: live.asOf,
  };
}

/** What the vendor can never give is told apart from what is not known now. */
function orNotTold(value: FigureValue, { source }: SourceView, what: Tellable): FigureValue {
  const why = value.kind === 'unknown' ? notToldBy(source.vendor, what) : null;
  return why === null ? value : { kind: 'not-applicable', why };
}

/** What is old is marked as such, whatever it says. */
export function markOf(severity: Severity, { freshness }: FeedView): SeverityMarkKind {
  return freshness === 'fresh' || freshness === 'late' ? severity : 'stale';
}

function aged(value: FigureValue, { freshness }: FeedView): FigureValue {
  return value.kind === 'known' && freshness === 'stale' ? { kind: 'stale', text: value.text } : value;
}

function ageOf({ freshness, ageMs: age }: FeedView): TileView['age'] {
  return freshness === 'late' || freshness === 'stale' ? { kind: freshness, text: formatAge(age) } : null;
}

/** Whose silence it is, and what kind: one is waited out, the other needs a person. */
function silenceOf({ source }: SourceView): string {
  return `${source.name} ${source.link === 'needs-attention' ? 'needs attention' : 'does not answer'}`;
}

function sinceOf({ asOf }: FeedView): string | null {
  return asOf === null ? null : formatClock(asOf);
}

function levelOf(
  queue: QueueRecord,
  { source, today }: SourceView,
): Pick<TileView, 'level' | 'distance' | 'target' | 'levelParts'> {
  const rate = serviceLevel([queue]);
  const levelParts = { over: rate.over, under: rate.under, answerWithinMs: queue.answerWithinMs };
  const why = rate.known === 0 ? notToldBy(source.vendor, 'serviceLevel') : null;
  if (why !== null) {
    return { level: { kind: 'not-applicable', why }, distance: null, target: null, levelParts };
  }
  const { serviceLevelTarget: target } = queue;
  const isKnown = rate.value !== null && hasFigures(today);
  const points = isKnown && rate.value !== null && target !== null ? formatPoints(rate.value - target) : null;
  return {
    level: isKnown ? aged(known(formatPercent(rate.value)), today) : unknownFigure,
    distance: points,
    target: target === null ? null : formatPercent(target),
    levelParts,
  };
}
