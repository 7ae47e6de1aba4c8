import { useState } from 'react';
import { formatCount } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import { severityLabel, severityMarks } from '@/components/ui/severity-mark';
import { severityWords } from '@/components/ui/severity-words';
import { defaultServiceLevel, serviceLevels } from '@/lib/floor/service-level';
import { Explain, Fact } from './explain';
import { TileFigures, type TileFiguresProps } from './tile-figures';
import type { TileView } from './tile-view';

/** One queue. Every figure keeps its place, whatever is known of it. */
export function QueueTile({ view, layout, trend }: TileFiguresProps) {
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
        <h2 className="max-w-full shrink-0 truncate font-semibold">{view.name}</h2>
        {view.site !== null && (
          <span className="min-w-[2.2em] flex-[1_1_2.2em] truncate text-right text-dim">{view.site}</span>
        )}
      </header>
      {view.noData === null ? <TileFigures view={view} layout={layout} trend={trend} /> : <NoData {...view.noData} />}
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
