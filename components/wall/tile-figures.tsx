import { AgentGlyph } from '@/components/ui/agent-glyph';
import { Figure } from '@/components/ui/figure';
import type { FigureValue } from '@/components/ui/figure-value';
import { SeverityMark } from '@/components/ui/severity-mark';
import { toneOf } from './hero-figure';
import { Sparkline } from './sparkline';
import type { TileLayout } from './tile-layout';
import type { TileView } from './tile-view';

export interface TileFiguresProps {
  view: TileView;
  layout: TileLayout;
  trend: readonly (number | null)[];
}

/** What matters most, large, and its neighbours. */
export function TileFigures({ view, layout, trend }: TileFiguresProps) {
  const { isTall, valueEm } = layout;
  // A queue that tells nothing has room to say why.
  const isSilent = view.problem !== null && view.waiting.kind === 'unknown';
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
      {isSilent ? (
        <p className="line-clamp-2 text-stale">{view.problem}</p>
      ) : (
        <TileDetails view={view} layout={layout} trend={trend} />
      )}
    </>
  );
}

function TileDetails({ view, layout: { isWide, isTall }, trend }: TileFiguresProps) {
  const chart = <Sparkline points={trend} label="Waiting, last hour" />;
  const isLate = view.reason === 'longest-wait' || view.reason === 'nobody-serving';
  const isShort = view.reason === 'free-agents' || view.reason === 'serving-agents';
  const staffTone = isShort ? toneOf(view.mark) : '';
  const waitTone = isLate ? toneOf(view.mark) : view.isEmpty ? 'text-dim' : '';
  return (
    <>
      <p className="flex items-baseline justify-between gap-[0.4em] whitespace-nowrap">
        <span className={waitTone}>
          <Figure value={view.longest} />
          {isWide && <span className="font-medium text-dim"> longest</span>}
        </span>
        <span className="flex items-baseline gap-[0.5em]">
          <Staff value={view.free} state="ready" word="free" isWide={isWide} tone={staffTone} />
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

interface StaffProps {
  value: FigureValue;
  state: 'ready' | 'busy';
  word: string;
  isWide: boolean;
  tone?: string;
}

function Staff(props: StaffProps) {
  return (
    <span className="flex items-baseline gap-[0.22em]">
      {!props.isWide && <AgentGlyph state={props.state} size="0.7em" decorative />}
      <Figure value={props.value} className={props.tone ?? ''} />
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
function cornerOf({ age, isClosed, problem, waiting }: TileView) {
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
  if (isClosed) return <span className="font-medium text-dim">closed</span>;
  // Nobody can point at a wall to be told what “n/a” means.
  return waiting.kind === 'not-applicable' ? <span className="truncate text-dim">{waiting.why}</span> : null;
}

function ClockBadge() {
  return (
    <svg viewBox="0 0 16 16" width="0.8em" height="0.8em" className="shrink-0" aria-hidden="true">
      <path d="M8 4.2V8l2.6 1.7" fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="1.8" />
      <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
