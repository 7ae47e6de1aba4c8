import { can } from '@/lib/can';
import type { Floor } from '@/lib/floor/floor';
import type { Principal } from '@/lib/principal';
import type { HistoryAsk, HistoryReply } from '@/lib/protocol/api/history-api';
import { wrongField } from '@/lib/protocol/refusal';
import { sourcesOfGroup } from '@/server/history/person-groups';
import type { Retention } from '@/server/history/retention';
import type { Clock } from '@/server/ports';
import {
  type FigureRow,
  readAgentFigures,
  readFigures,
  readHistoryQueues,
  readPersonGroups,
} from '@/server/store/history-figures';
import type { Store } from '@/server/store/store';
import { exportCsv } from './export-csv';
import { figuresOf, formulas } from './figures-of';
import { edgesOf, planRange, type RangePlan, stepMs, weeksBefore } from './plan-range';
import { readCompared } from './read-compared';
import { agentSeriesOf, seriesOf } from './series-of';

/** What was, for who may see it today. */
export interface HistoryDesk {
  figures(principal: Principal, ask: HistoryAsk): Promise<HistoryReply>;
  /** The same as lines of CSV, piece by piece: as long as it may be, little of it is in memory. */
  csv(principal: Principal, ask: HistoryAsk): Promise<AsyncGenerator<string>>;
}

export interface HistoryDeskParts {
  readonly store: Pick<Store, 'reader'>;
  /** Where the names of queues of today come from. */
  readonly floor: Floor;
  readonly clock: Clock;
  readonly keep: Retention;
}

export interface KnownQueue {
  readonly id: string;
  readonly sourceId: string;
  readonly name: string;
  readonly zone: string;
}

export function createHistoryDesk(parts: HistoryDeskParts): HistoryDesk {
  const { store, clock, keep } = parts;
  return {
    async figures(principal, ask) {
      const plan = planRange(ask, keep, clock.now());
      const queues = await queuesFor(parts, principal, ask);
      return answer(parts, principal, ask, plan, queues);
    },
    async csv(principal, ask) {
      const plan = planRange(ask, keep, clock.now());
      return exportCsv(store, plan, await queuesFor(parts, principal, ask));
    },
  };
}

/** Those asked for, or all the caller may see. One that may not be seen is refused like one that is not there. */
async function queuesFor(
  { store, floor }: HistoryDeskParts,
  principal: Principal,
  { queues: asked }: HistoryAsk,
): Promise<readonly KnownQueue[]> {
  const known = new Map<string, KnownQueue>();
  for (const row of await readHistoryQueues(store)) {
    const { queue_id: id, source_id: sourceId, zone } = row;
    if (!can(principal, 'see-history', { sourceId, queueId: id })) continue;
    known.set(id, { id, sourceId, zone, name: floor.queues.get(id)?.name ?? row.name });
  }
  if (!asked) return [...known.values()];
  return asked.map((id) => {
    const queue = known.get(id);
    if (!queue) throw wrongField('queues', 'names a queue that is not there');
    return queue;
  });
}

async function answer(
  { store }: HistoryDeskParts,
  principal: Principal,
  ask: HistoryAsk,
  plan: RangePlan,
  queues: readonly KnownQueue[],
): Promise<HistoryReply> {
  const zone = queues[0]?.zone ?? 'UTC';
  const queueIds = queues.map(({ id }) => id);
  const at = (range: RangePlan['range']) => ({ ...plan, range, queueIds });
  const before = ask.compare > 0 ? weeksBefore(plan.range, ask.compare, zone) : null;
  const step = stepMs[plan.step];
  const [buckets, totals, each, past, pastTotals, agents] = await Promise.all([
    readFigures(store, at(plan.range), 'buckets'),
    readFigures(store, coarsest(at(plan.range)), 'queues'),
    ask.by === 'queue' ? readFigures(store, at(plan.range), 'both') : [],
    before ? readCompared(store, plan, queues, ask.compare, 'buckets') : [],
    before ? readCompared(store, coarsest(plan), queues, ask.compare, 'queues') : [],
    agentsOf(store, principal, plan, queues),
  ]);
  const byQueue = groupRows(totals);
  const pastByQueue = groupRows(pastTotals);
  const eachByQueue = groupRows(each);
  return {
    ...edgesOf(plan.range, zone),
    ...{ step: plan.step, stepMs: step, zone, formulas, ofQueues: queues.length },
    series: seriesOf(buckets, queues.length, step),
    totals: figuresOf(totals, queues.length),
    agents,
    queues: queues.map(({ id, name, sourceId }) => ({
      ...{ id, name, sourceId },
      totals: figuresOf(byQueue.get(id) ?? [], 1),
      comparedTotals: before ? figuresOf(pastByQueue.get(id) ?? [], 1) : null,
      series: ask.by === 'queue' ? seriesOf(eachByQueue.get(id) ?? [], 1, step) : null,
    })),
    compared: before && {
      weeks: ask.compare,
      ...edgesOf(before, zone),
      series: seriesOf(past, queues.length, step),
      totals: figuresOf(pastTotals, queues.length),
    },
  };
}

/** Whole business days are added up already. */
function coarsest<P extends Pick<RangePlan, 'range' | 'level' | 'bucketMs'>>(query: P): P {
  return query.range.kind === 'days' ? { ...query, level: 'days', bucketMs: null } : query;
}

function groupRows(rows: readonly FigureRow[]): Map<string, FigureRow[]> {
  const groups = new Map<string, FigureRow[]>();
  for (const row of rows) {
    const group = groups.get(row.queue_id ?? '');
    if (group) group.push(row);
    else groups.set(row.queue_id ?? '', [row]);
  }
  return groups;
}

/**
 * Agents are the source's, not a queue's: who sees some queues of a source only does not see them. Whoever is an agent on
 * several of those shown counts once.
 */
async function agentsOf(
  store: Pick<Store, 'reader'>,
  principal: Principal,
  plan: RangePlan,
  queues: readonly KnownQueue[],
) {
  const all = [...new Set(queues.map(({ sourceId }) => sourceId))];
  const sourceIds = all.filter((sourceId) => can(principal, 'see-history', { sourceId }));
  const groups = sourceIds.length > 0 ? await readPersonGroups(store) : [];
  const shown = groups.filter((group) => sourcesOfGroup(group).every((id) => sourceIds.includes(id)));
  const rows = await readAgentFigures(store, { ...plan, sourceIds: [...sourceIds, ...shown] });
  return agentSeriesOf(rows, all.length, stepMs[plan.step]);
}
