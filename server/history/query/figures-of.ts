import { abandonRate, averageHandlingTime, averageSpeedOfAnswer } from '@/lib/floor/figures';
import { serviceLevel, serviceLevels } from '@/lib/floor/service-level';
import type { HistoryTotals } from '@/lib/protocol/api/history-api';
import type { FigureRow } from '@/server/store/history-figures';

/** How the rates of an answer are computed; A answered, B abandoned; w within the limit, s short. */
export const formulas = {
  serviceLevel: `SL-6: ${serviceLevels['SL-6'].formula}`,
  abandonRate: '(B − Bs) / (A + B − Bs)',
  asaMs: 'queue wait of A / A',
  ahtMs: '(talk + hold + wrap-up) / A',
  waiting: 'mean over the time that was known, added over queues',
} as const;

/**
 * The figures of some rows together. Rates add numerators and denominators of those rows that know both sides, by the very
 * formulas of the live floor; all queues of a row know the same.
 */
export function figuresOf(rows: readonly FigureRow[], ofQueues: number): HistoryTotals {
  const counts = rows.map(countsOf);
  const isOne = ofQueues === 1;
  const seats = (name: 'serving' | 'free' | 'busy' | 'wrap_up' | 'not_ready' | 'paused') =>
    // Somebody who serves three queues is one agent: over several queues nothing can be said.
    isOne ? sum(rows, name) : null;
  return {
    offered: sum(rows, 'offered'),
    answered: sum(rows, 'answered'),
    answeredInTime: sum(rows, 'answered_in_time'),
    abandoned: sum(rows, 'abandoned'),
    shortAbandoned: sum(rows, 'short_abandoned'),
    abandonedInTime: sum(rows, 'abandoned_in_time'),
    overflowed: sum(rows, 'overflowed'),
    serviceLevel: serviceLevel(counts).value,
    abandonRate: abandonRate(counts).value,
    asaMs: averageSpeedOfAnswer(counts).value,
    ahtMs: averageHandlingTime(counts).value,
    waiting: sum(rows, 'waiting'),
    waitingMax: greatest(rows, 'waiting_max'),
    longestWaitMs: greatest(rows, 'longest_wait_ms'),
    agentsServing: seats('serving'),
    agentsFree: seats('free'),
    agentsBusy: seats('busy'),
    agentsWrapUp: seats('wrap_up'),
    agentsNotReady: seats('not_ready'),
    agentsPaused: seats('paused'),
    knownQueues: rows.reduce((total, row) => total + row.queues, 0),
    knownMs: ofQueues === 0 ? 0 : Math.round((sum(rows, 'known_ms') ?? 0) / ofQueues),
  };
}

function countsOf(row: FigureRow) {
  return {
    answered: row.answered,
    answeredInTime: row.answered_in_time,
    abandoned: row.abandoned,
    shortAbandoned: row.short_abandoned,
    abandonedInTime: row.abandoned_in_time,
    answeredWaitMs: row.answered_wait_ms,
    handlingMs: row.handling_ms,
  };
}

type Name = { [K in keyof FigureRow]: FigureRow[K] extends number | null ? K : never }[keyof FigureRow];

function sum(rows: readonly FigureRow[], name: Name): number | null {
  let total: number | null = null;
  for (const row of rows) if (row[name] !== null) total = (total ?? 0) + Number(row[name]);
  return total;
}

function greatest(rows: readonly FigureRow[], name: Name): number | null {
  let most: number | null = null;
  for (const row of rows) if (row[name] !== null) most = Math.max(most ?? 0, Number(row[name]));
  return most;
}
