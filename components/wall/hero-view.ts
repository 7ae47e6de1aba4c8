import { type FigureValue, known, unknownFigure } from '@/components/ui/figure-value';
import { formatCount, formatDuration, formatPercent } from '@/components/ui/format';
import type { SeverityMarkKind } from '@/components/ui/severity-mark';
import type { Figure, Rate } from '@/lib/floor/figure';
import { type AgentTotals, abandonRate, longestWait, waitingNow } from '@/lib/floor/figures';
import type { EpochMs, QueueRecord } from '@/lib/floor/records';
import { callsToRecover, missesLeft, serviceLevel } from '@/lib/floor/service-level';
import { defaultLimits, type QueueSeverity } from '@/lib/floor/severity';
import { hasFigures, type SourceView } from './source-view';

/** One figure of the hero strip. `coverage` says what is missing from it: `2 of 3 sites`; null when nothing is. */
export interface HeroFigure {
  readonly value: FigureValue;
  readonly mark: SeverityMarkKind | null;
  readonly coverage: string | null;
}

export interface HeroView {
  readonly waiting: HeroFigure;
  readonly longest: HeroFigure & { readonly queueName: string | null; readonly siteName: string | null };
  readonly level: HeroFigure & {
    readonly rate: Rate;
    /** Null where queues have different targets, or none. */
    readonly target: number | null;
    readonly answerWithinMs: number | null;
    /** `14 to recover` or `9 to spare`. */
    readonly distance: string | null;
  };
  readonly abandoned: HeroFigure & { readonly rate: Rate; readonly countsShort: boolean };
  readonly free: FigureValue;
  readonly busy: FigureValue;
  readonly paused: FigureValue;
  readonly agentCoverage: string | null;
}

export interface HeroInput {
  readonly sources: readonly SourceView[];
  readonly queues: readonly QueueRecord[];
  /** Of the agents of sources that are counted. */
  readonly agents: AgentTotals;
  readonly severities: ReadonlyMap<string, QueueSeverity>;
  readonly now: EpochMs;
}

/** Sums of what is still true, each saying what it leaves out. */
export function heroView(input: HeroInput): HeroView {
  const { sources, queues, agents, severities, now } = input;
  const live = counted(sources, (source) => source.isCounted);
  const today = counted(sources, (source) => source.isCounted && hasFigures(source.today));
  const liveQueues = queues.filter((queue) => live.has(queue.sourceId));
  const day = queues.filter((queue) => today.has(queue.sourceId));
  const waiting = waitingNow(liveQueues);
  const cover = (usable: ReadonlySet<string>, figure: Figure, knows: (queue: QueueRecord) => boolean) =>
    coverage(sources, queues, usable, figure, knows);
  return {
    waiting: {
      value: known(formatCount(waiting.value)),
      mark: null,
      coverage: cover(live, waiting, (queue) => queue.waiting !== null),
    },
    longest: longestFigure(liveQueues, sources, severities, now, (figure, knows) => cover(live, figure, knows)),
    level: levelFigure(day, (figure, knows) => cover(today, figure, knows)),
    abandoned: abandonedFigure(day, (figure, knows) => cover(today, figure, knows)),
    ...agentFigures(sources, agents, live),
  };
}

function counted(sources: readonly SourceView[], isUsable: (source: SourceView) => boolean): ReadonlySet<string> {
  return new Set(sources.filter(isUsable).map(({ source }) => source.id));
}

type Cover = (figure: Figure, knows: (queue: QueueRecord) => boolean) => string | null;

function longestFigure(
  queues: readonly QueueRecord[],
  sources: readonly SourceView[],
  severities: HeroInput['severities'],
  now: EpochMs,
  cover: Cover,
): HeroView['longest'] {
  const wait = longestWait(queues, now);
  const queue = queues.find(({ id }) => id === wait.queueId);
  const severity = queue && severities.get(queue.id);
  const isLoud = severity?.reason === 'longest-wait' || severity?.reason === 'nobody-serving';
  const site = sources.find(({ source }) => source.id === queue?.sourceId)?.source.name ?? null;
  return {
    value: known(formatDuration(wait.value)),
    mark: isLoud ? severity.severity : null,
    coverage: cover(wait, (one) => one.waiting === 0 || one.oldestWaitSince !== null),
    queueName: queue?.name ?? null,
    siteName: sources.length > 1 ? site : null,
  };
}

function levelFigure(queues: readonly QueueRecord[], cover: Cover): HeroView['level'] {
  const rate = serviceLevel(queues);
  const counting = queues.filter((queue) => serviceLevel([queue]).known > 0);
  const target = onlyOne(counting.map((queue) => queue.serviceLevelTarget));
  return {
    value: known(formatPercent(rate.value)),
    mark: levelMark(rate, target),
    coverage: cover(rate, (queue) => serviceLevel([queue]).known > 0),
    rate,
    target,
    answerWithinMs: onlyOne(counting.map((queue) => queue.answerWithinMs)),
    distance: target === null ? null : distanceWords(rate, target),
  };
}

function levelMark({ value, under }: Rate, target: number | null): SeverityMarkKind | null {
  if (value === null || target === null || under < defaultLimits.serviceLevelFromContacts || value >= target)
    return null;
  return 'warning';
}

function distanceWords(rate: Rate, target: number): string | null {
  const missing = callsToRecover(rate, target);
  if (missing === null) return null;
  if (missing > 0) return `${formatCount(missing)} to recover`;
  const spare = missesLeft(rate, target);
  return spare === null ? null : `${formatCount(spare)} to spare`;
}

function abandonedFigure(queues: readonly QueueRecord[], cover: Cover): HeroView['abandoned'] {
  const strict = abandonRate(queues);
  const countsShort = strict.known === 0;
  const rate = countsShort ? abandonRate(queues, 'all') : strict;
  const hasTenths = rate.value !== null && rate.value < 0.0995;
  const knows = (queue: QueueRecord) => abandonRate([queue], countsShort ? 'all' : 'without-short').known > 0;
  return {
    value: known(formatPercent(rate.value, hasTenths ? 1 : 0)),
    mark: null,
    coverage: cover(rate, knows),
    rate,
    countsShort,
  };
}

function agentFigures(
  sources: readonly SourceView[],
  totals: AgentTotals,
  live: ReadonlySet<string>,
): Pick<HeroView, 'free' | 'busy' | 'paused' | 'agentCoverage'> {
  const told = (count: number) => (totals.known === 0 ? unknownFigure : known(formatCount(count)));
  const usable = sources.filter(({ source }) => live.has(source.id)).length;
  return {
    free: told(totals.free),
    busy: told(totals.busy),
    paused: told(totals.byState.paused),
    agentCoverage: usable < sources.length ? sitesOf(usable, sources.length) : agentsOf(totals),
  };
}

/** Agents of whom nothing is known are in none of the sums. */
const agentsOf = ({ known: some, persons }: AgentTotals) =>
  some > 0 && some < persons ? `${formatCount(some)} of ${formatCount(persons)} agents` : null;

const sitesOf = (some: number, all: number) => `${some} of ${all} ${all === 1 ? 'site' : 'sites'}`;

/** Sites where a whole one is missing, else queues: a sum never passes for more than it is. */
function coverage(
  sources: readonly SourceView[],
  queues: readonly QueueRecord[],
  usable: ReadonlySet<string>,
  figure: Figure,
  knows: (queue: QueueRecord) => boolean,
): string | null {
  const asked = sources.filter(
    ({ source, isCounted }) => !isCounted || queues.some((queue) => queue.sourceId === source.id),
  );
  const heard = asked.filter(({ source }) =>
    queues.some((queue) => queue.sourceId === source.id && usable.has(source.id) && knows(queue)),
  );
  if (heard.length < asked.length) return sitesOf(heard.length, asked.length);
  return figure.known < figure.of ? `${figure.known} of ${figure.of} queues` : null;
}

/** The value all agree on; null where they differ or there is none. */
function onlyOne(values: readonly (number | null)[]): number | null {
  const first = values[0] ?? null;
  return values.every((value) => value === first) ? first : null;
}
