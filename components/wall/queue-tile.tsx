import { useState } from 'react';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { Figure } from '@/components/ui/figure';
import type { FigureValue } from '@/components/ui/figure-value';
import { formatCount } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import { SeverityMark, severityLabel, severityMarks } from '@/components/ui/severity-mark';
import { severityWords } from '@/components/ui/severity-words';
import { defaultServiceLevel, serviceLevels } from '@/lib/floor/service-level';
import { Explain, Fact } from './explain';
import { toneOf } from './hero-figure';
import { Sparkline } from './sparkline';
import type { TileLayout } from './tile-layout';
import type { TileView } from './tile-view';

interface QueueTileProps {
  view: TileView;
  layout: TileLayout;
  trend: readonly (number | null)[];
}

/** One queue. Every figure keeps its place, whatever is known of it. */
export function QueueTile({ view, layout, trend }: QueueTileProps) {
  const { mark } = view;
  const isFaded = mark === 'stale';
  const frame = frameOf[mark];
  return (
    <article
      aria-label={`${view.name}${view.site === null ? '' : `, ${view.site}`}: ${severityLabel[mark]}`}
      className={`relative flex h-full flex-col justify-between overflow-hidden rounded-tile border py-[0.2em] pr-[0.3em] pl-[0.42em] leading-[1.15] ${frame} ${isFaded ? 'hatch' : ''}`}
    >
      <Rail mark={mark} />
      {/* A site that has no room for a few of its letters wraps out of sight. */}
      <header className="flex h-[1.15em] shrink-0 flex-wrap items-baseline gap-x-[0.3em] overflow-hidden whitespace-nowrap">
        <h3 className="max-w-full shrink-0 truncate font-semibold">{view.name}</h3>
        {view.site !== null && (
          <span className="min-w-[2.2em] flex-[1_1_2.2em] truncate text-right text-dim">{view.site}</span>
        )}
      </header>
      {view.noData === null ? <Figures view={view} layout={layout} trend={trend} /> : <NoData {...view.noData} />}
      <Explain label={view.name}>{() => <TileFacts view={view} />}</Explain>
    </article>
  );
}

/** Quiet by default: only what is abnormal has a colour, and a shape with it. */
const frameOf = {
  ok: 'border-line bg-surface',
  unknown: 'border-line bg-surface',
  stale: 'border-line bg-surface',
  warning: 'border-warning bg-surface',
  critical: 'border-critical bg-critical-tint',
} as const;

const railOf = {
  ok: 'bg-line',
  unknown: 'bg-line',
  stale: 'bg-stale',
  warning: 'bg-warning',
  critical: 'bg-critical',
} as const;

/** Pulses for a few seconds when things have just become worse; never on arrival. */
function Rail({ mark }: Pick<TileView, 'mark'>) {
  const [seen, setSeen] = useState({ mark, breaches: 0 });
  if (seen.mark !== mark) {
    const isWorse = mark !== 'stale' && severityMarks.indexOf(mark) > severityMarks.indexOf(seen.mark);
    setSeen({ mark, breaches: seen.breaches + (isWorse && mark !== 'unknown' ? 1 : 0) });
  }
  return (
    <span
      key={seen.breaches}
      aria-hidden="true"
      className={`absolute inset-y-0 left-0 w-[0.18em] ${railOf[mark]} ${seen.breaches > 0 ? 'animate-breach' : ''}`}
    />
  );
}

function Figures({ view, layout, trend }: QueueTileProps) {
  const { isWide, isTall, valueEm } = layout;
  const chart = <Sparkline points={trend} label="Waiting, last hour" />;
  const waitTone = view.reason === 'longest-wait' || view.reason === 'nobody-serving' ? toneOf(view.mark) : '';
  return (
    <>
      <p className="flex items-center gap-[0.3em] leading-none" style={{ height: `${valueEm}em` }}>
        <span
          style={{ fontSize: `${valueEm}em` }}
          className={`-ml-[0.04em] ${view.reason === 'waiting' ? toneOf(view.mark) : ''}`}
        >
          <Figure value={view.waiting} />
        </span>
        {!isTall && (
          <span className="self-end font-medium text-dim" style={{ paddingBottom: `${valueEm * 0.13 - 0.12}em` }}>
            waiting
          </span>
        )}
        <span className="ml-auto">
          {view.mark !== 'ok' && <SeverityMark kind={view.mark} size={isTall ? '1.5em' : '1.1em'} decorative />}
        </span>
      </p>
      {isTall && <p className="font-medium text-dim">waiting</p>}
      <p className="flex items-baseline justify-between gap-[0.4em] whitespace-nowrap">
        <span className={waitTone}>
          <Figure value={view.longest} />
          {isWide && <span className="font-medium text-dim"> longest</span>}
        </span>
        <span className="flex items-baseline gap-[0.5em]">
          <Staff value={view.free} state="ready" word="free" isWide={isWide} />
          <Staff value={view.busy} state="busy" word="busy" isWide={isWide} />
        </span>
      </p>
      <div className="flex min-h-0 items-baseline justify-between gap-[0.5em] whitespace-nowrap">
        <Level view={view} isWide={isWide} />
        <span className="flex h-[1.15em] min-w-0 flex-1 items-center justify-end">
          {cornerOf(view) ?? (isTall ? null : <span className="block h-[0.85em] w-full max-w-[7em]">{chart}</span>)}
        </span>
      </div>
      {isTall && (
        <div className="mt-[0.3em] flex min-h-0 flex-1 items-end pb-[0.15em]">
          <div className="h-full max-h-[4em] w-full">{chart}</div>
        </div>
      )}
    </>
  );
}

function Staff(props: { value: FigureValue; state: 'ready' | 'busy'; word: string; isWide: boolean }) {
  return (
    <span className="flex items-baseline gap-[0.22em]">
      {!props.isWide && <AgentGlyph state={props.state} size="0.7em" decorative />}
      <Figure value={props.value} />
      <span className={props.isWide ? 'font-medium text-dim' : 'sr-only'}>{props.word}</span>
    </span>
  );
}

function Level({ view, isWide }: { view: TileView; isWide: boolean }) {
  const tone = view.reason === 'service-level' ? toneOf(view.mark) : '';
  return (
    <span className="flex items-baseline gap-[0.35em]">
      <span className={tone}>
        <Figure value={view.level} />
      </span>
      {view.distance !== null && <span className="font-medium text-dim">{view.distance}</span>}
      {isWide && view.distance !== null && view.target !== null && (
        <span className="font-medium text-dim">to {view.target}</span>
      )}
    </span>
  );
}

/** Bottom right: how old it is, or why it says so little. */
function cornerOf({ age, isClosed, problem }: TileView) {
  if (age !== null) {
    return (
      <span className="flex items-center gap-[0.25em] font-medium text-stale">
        <ClockBadge />
        <span className="sr-only">out of date by </span>
        {age.text}
      </span>
    );
  }
  if (problem !== null) return <span className="truncate font-medium text-stale">{problem}</span>;
  return isClosed ? <span className="font-medium text-dim">closed</span> : null;
}

function ClockBadge() {
  return (
    <svg viewBox="0 0 16 16" width="0.8em" height="0.8em" className="shrink-0" aria-hidden="true">
      <path d="M8 4.2V8l2.6 1.7" fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="1.8" />
      <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

function NoData({ since, who }: { since: string | null; who: string }) {
  return (
    <p className="my-auto leading-[1.12]">
      <span className="font-semibold">{since === null ? 'No data yet' : `No data since ${since}`}</span>
      <span className="text-stale">{`, ${who}`}</span>
    </p>
  );
}

function TileFacts({ view }: { view: TileView }) {
  const { over, under, answerWithinMs } = view.levelParts;
  const within = answerWithinMs === null ? '' : ` within ${Math.round(answerWithinMs / 1000)} s`;
  const why = view.level.kind === 'not-applicable' ? view.level.why : null;
  return (
    <>
      <Fact name="State">{view.reason === null ? severityLabel[view.mark] : severityWords[view.reason]}</Fact>
      {view.problem !== null && <Fact name="Problem">{view.problem}</Fact>}
      <Fact name="Service level">
        {why ?? `${defaultServiceLevel}: ${serviceLevels[defaultServiceLevel].formula}, today${within}`}
      </Fact>
      {why === null && (
        <Fact name="Inputs">
          {formatCount(over)} answered in time of {formatCount(under)}
        </Fact>
      )}
      <Fact name="Source">{view.site ?? 'the only source'}</Fact>
      <Fact name="As of">{view.asOf === null ? 'no answer yet' : formatClock(view.asOf, true)}</Fact>
    </>
  );
}
