import type { EpochMs } from '@/lib/floor/records';
import type { HistoryFigure } from '@/lib/protocol/history-words';
import type { HistoryAnswer } from '@/lib/queries/history';

/** One moment of a chart: its values by the key of their line; null = not known. */
export interface ChartPoint {
  readonly at: EpochMs;
  readonly [key: string]: number | null;
}

export const pastKey = (figure: string) => `past:${figure}`;

/** Moments of the time shown and of the one it is compared with, in order; where one of them has nothing it is null. */
export function pointsOf(answer: HistoryAnswer, figures: readonly HistoryFigure[]): readonly ChartPoint[] {
  const points = new Map<EpochMs, { at: EpochMs; [key: string]: number | null }>();
  const blank: Record<string, null> = {};
  for (const name of figures) blank[name] = blank[pastKey(name)] = null;
  const pointAt = (at: EpochMs) => {
    const known = points.get(at) ?? { ...blank, at };
    points.set(at, known);
    return known;
  };
  for (const [index, at] of answer.series.at.entries())
    for (const name of figures) pointAt(at)[name] = answer.series.figures[name][index] ?? null;
  for (const [index, at] of (answer.compared?.series.at ?? []).entries())
    for (const name of figures) pointAt(at)[pastKey(name)] = answer.compared?.series.figures[name][index] ?? null;
  return [...points.values()].sort((a, b) => a.at - b.at);
}

export const agentLines = ['ready', 'busy', 'wrap-up', 'paused', 'not-ready'] as const;

/** Agents of the sources by state; ringing counts as on a contact. Of one queue, those who serve it. */
export function agentPointsOf(answer: HistoryAnswer): readonly ChartPoint[] {
  if (answer.ofQueues === 1) {
    const { at, figures } = answer.series;
    return at.map((when, index) => ({
      at: when,
      ready: figures.agentsFree[index] ?? null,
      busy: figures.agentsBusy[index] ?? null,
      'wrap-up': figures.agentsWrapUp[index] ?? null,
      paused: figures.agentsPaused[index] ?? null,
      'not-ready': figures.agentsNotReady[index] ?? null,
    }));
  }
  const { at, states } = answer.agents;
  const sum = (a: number | null | undefined, b: number | null | undefined) => (a == null || b == null ? null : a + b);
  return at.map((when, index) => ({
    at: when,
    ready: states.ready[index] ?? null,
    busy: sum(states.busy[index], states.ringing[index]),
    'wrap-up': states['wrap-up'][index] ?? null,
    paused: states.paused[index] ?? null,
    'not-ready': states['not-ready'][index] ?? null,
  }));
}
