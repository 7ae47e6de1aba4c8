import type { CSSProperties, ReactNode } from 'react';
import { Figure } from '@/components/ui/figure';
import type { FigureValue } from '@/components/ui/figure-value';
import { formatCount, formatPercent } from '@/components/ui/format';
import { formatClock, formatWallClock } from '@/components/ui/format-clock';
import type { EpochMs } from '@/lib/floor/records';
import { defaultServiceLevel, serviceLevels } from '@/lib/floor/service-level';
import { Explain, Fact } from './explain';
import { HeroFigure } from './hero-figure';
import { type HeroPart, heroColumns } from './hero-layout';
import type { HeroView } from './hero-view';
import { PercentFigure } from './percent-figure';
import type { WallGrid } from './wall-layout';

interface HeroStripProps {
  view: HeroView;
  layout: WallGrid['hero'];
  clock: EpochMs;
  /** When the figures were true; said in explanations. */
  pictureAt: EpochMs;
}

/** The one line read from the door: are we fine? */
export function HeroStrip({ view, layout, clock, pictureAt }: HeroStripProps) {
  const style = {
    height: layout.height,
    gridTemplateColumns: heroColumns(layout),
    '--hero-value': `${layout.valueEm}em`,
  } as CSSProperties;
  const parts = layout.parts.filter((part) => part !== 'clock');
  return (
    <section aria-label="All sites now" className="grid px-[0.35em] py-[0.35em] gap-x-[0.5em]" style={style}>
      {parts.map((part) => (
        <Part key={part} part={part} view={view} layout={layout} pictureAt={pictureAt} />
      ))}
      {layout.parts.includes('clock') && <Clock at={clock} />}
    </section>
  );
}

interface PartProps extends Omit<HeroStripProps, 'clock'> {
  part: Exclude<HeroPart, 'clock'>;
}

function Part({ part, ...props }: PartProps) {
  switch (part) {
    case 'waiting':
      return <Waiting {...props} />;
    case 'longest':
      return <Longest {...props} />;
    case 'level':
      return <Level {...props} />;
    case 'abandoned':
      return <Abandoned {...props} />;
    case 'agents':
      return <Agents {...props} />;
  }
}

type FigureProps = Omit<PartProps, 'part'>;
const valueSize = '-ml-[0.04em] text-(length:--hero-value)';

function Waiting({ view: { waiting }, layout, pictureAt }: FigureProps) {
  return (
    <HeroFigure
      label="Waiting"
      notes={notesOf(layout, twoLines(waiting.coverage))}
      explain={
        <Explain label="Waiting">
          {() => <Sample formula="Contacts in queue now, over all queues" at={pictureAt} coverage={waiting.coverage} />}
        </Explain>
      }
    >
      <Figure value={waiting.value} className={valueSize} />
    </HeroFigure>
  );
}

function Longest({ view: { waiting, longest }, layout, pictureAt }: FigureProps) {
  // Said once, beside it, where both leave out the same.
  const coverage = longest.coverage === waiting.coverage ? null : longest.coverage;
  const where =
    layout.subLines === 1 ? [coverage ?? longest.queueName] : [longest.queueName, coverage ?? longest.siteName];
  return (
    <HeroFigure
      label={layout.hasLongLabels ? 'Longest wait' : 'Longest'}
      mark={longest.mark}
      notes={notesOf(layout, where)}
      explain={
        <Explain label="Longest wait">
          {() => (
            <Sample formula="Age of the oldest contact waiting now" at={pictureAt} coverage={longest.coverage}>
              {longest.queueName !== null && <Fact name="Queue">{longest.queueName}</Fact>}
            </Sample>
          )}
        </Explain>
      }
    >
      <Figure value={longest.value} className={valueSize} />
    </HeroFigure>
  );
}

function Level({ view: { level }, layout, pictureAt }: FigureProps) {
  const seconds = level.answerWithinMs === null ? null : `in ${Math.round(level.answerWithinMs / 1000)}\u00a0s`;
  return (
    <HeroFigure
      label={layout.hasLongLabels ? 'Service level today' : 'Service level'}
      mark={level.mark}
      notes={notesOf(layout, [level.distance, level.coverage])}
      explain={<Explain label="Service level today">{() => <LevelFacts level={level} at={pictureAt} />}</Explain>}
    >
      <PercentFigure value={level.value} className={valueSize} />
      <span className="min-w-0 font-medium text-dim leading-[0.94]">
        {level.target !== null && <span className="block truncate">/ {Math.round(level.target * 100)}</span>}
        {seconds !== null && <span className="block truncate">{seconds}</span>}
      </span>
    </HeroFigure>
  );
}

function LevelFacts({ level, at }: { level: HeroView['level']; at: EpochMs }) {
  return (
    <Sample formula={`${defaultServiceLevel}: ${serviceLevels[defaultServiceLevel].formula}`} at={at} {...level}>
      <Fact name="Inputs">
        {formatCount(level.rate.over)} answered in time of {formatCount(level.rate.under)}
      </Fact>
      <Fact name="Target">{level.target === null ? 'differs by queue' : formatPercent(level.target)}</Fact>
      <Fact name="Limit">
        {level.answerWithinMs === null ? 'differs by queue' : `${Math.round(level.answerWithinMs / 1000)} s`}
      </Fact>
      <Fact name="In it">
        {level.rate.known} of {level.rate.of} queues
      </Fact>
    </Sample>
  );
}

function Abandoned({ view: { abandoned }, layout, pictureAt }: FigureProps) {
  const formula = abandoned.countsShort ? 'B / (A + B)' : '(B − Bs) / (A + B − Bs)';
  return (
    <HeroFigure
      label="Abandoned"
      notes={notesOf(layout, ['today', abandoned.coverage])}
      explain={
        <Explain label="Abandoned today">
          {() => (
            <Sample formula={formula} at={pictureAt} coverage={abandoned.coverage}>
              <Fact name="Inputs">
                {formatCount(abandoned.rate.over)} abandoned of {formatCount(abandoned.rate.under)}
              </Fact>
            </Sample>
          )}
        </Explain>
      }
    >
      <PercentFigure value={abandoned.value} className={valueSize} />
    </HeroFigure>
  );
}

function Agents({ view, layout }: FigureProps) {
  const rows: [string, FigureValue][] = [
    ['free', view.free],
    ['busy', view.busy],
    ['paused', view.paused],
  ];
  return (
    <dl aria-label="Agents" className="grid min-w-0 grid-cols-[auto_1fr] items-baseline gap-x-[0.3em] leading-[1.15]">
      {rows.map(([label, value], row) => (
        <div key={label} className="contents">
          <dt className="col-start-2 truncate font-medium text-dim" style={{ gridRow: row + 1 }}>
            {label}
          </dt>
          <dd className="col-start-1 text-right" style={{ gridRow: row + 1 }}>
            <Figure value={value} />
          </dd>
        </div>
      ))}
      {layout.subLines > 1 && (
        <div className="contents">
          <dt className="sr-only">covers</dt>
          <dd className="col-span-2 h-[1.15em] truncate text-dim">{view.agentCoverage}</dd>
        </div>
      )}
    </dl>
  );
}

function Clock({ at }: { at: EpochMs }) {
  const { time, day } = formatWallClock(at);
  return (
    <div className="text-right leading-[1.15]">
      <time className="block font-semibold" dateTime={new Date(at).toISOString()}>
        <Figure value={{ kind: 'known', text: time }} />
      </time>
      <span className="block truncate text-dim">{day}</span>
    </div>
  );
}

interface SampleProps {
  formula: string;
  at: EpochMs;
  coverage: string | null;
  children?: ReactNode;
}

function Sample({ formula, at, coverage, children }: SampleProps) {
  return (
    <>
      <Fact name="Formula">{formula}</Fact>
      {children}
      {coverage !== null && <Fact name="Covers">{coverage}</Fact>}
      <Fact name="As of">{formatClock(at, true)}</Fact>
    </>
  );
}

/** `2 of 3` and `sites`: the column of a small figure is narrow. */
function twoLines(coverage: string | null): (string | null)[] {
  const cut = coverage?.lastIndexOf(' ') ?? -1;
  return coverage === null || cut === -1 ? [coverage] : [coverage.slice(0, cut), coverage.slice(cut + 1)];
}

/** What is missing from a sum matters more than anything else there is room for. */
function notesOf({ subLines }: WallGrid['hero'], notes: readonly (string | null)[]): (string | null)[] {
  const filled = notes.filter((note) => note !== null);
  if (subLines === 1) return [filled.at(-1) ?? null];
  return Array.from({ length: subLines }, (_, line) => filled[line] ?? null);
}
