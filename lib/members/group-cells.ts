import type { QueueAction } from '@/lib/commands/actions';
import { membershipObstacle } from '@/lib/commands/possible';
import type { AgentRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import type { PersonRow } from './matrix';
import type { CellPlace } from './plan-cells';

/** Cells of which the same can be said: one membership, or all queues of a system that an agent does not belong to. */
export interface CellGroup {
  /** One of them. */
  readonly place: CellPlace;
  readonly count: number;
}

interface Looks {
  membershipsOf(agent: AgentRecord): ReadonlyMap<string, MembershipRecord>;
  placeOf(agent: AgentRecord, queue: QueueRecord, membership: MembershipRecord | undefined): CellPlace;
}

/** All cells of a block: a group for each membership and one for each agent, however many cells there are. */
export function groupCells(
  rows: readonly PersonRow[],
  columns: readonly QueueRecord[],
  looks: Looks,
): readonly CellGroup[] {
  const queues = new Map<string, QueueRecord[]>();
  for (const queue of columns) {
    const known = queues.get(queue.sourceId);
    if (known) known.push(queue);
    else queues.set(queue.sourceId, [queue]);
  }
  const queueById = new Map(columns.map((queue) => [queue.id, queue]));
  return rows.flatMap(({ agents }) =>
    [...agents.values()].flatMap((agent) => groupsOf(agent, queues.get(agent.sourceId) ?? [], queueById, looks)),
  );
}

function groupsOf(
  agent: AgentRecord,
  queues: readonly QueueRecord[],
  queueById: ReadonlyMap<string, QueueRecord>,
  { membershipsOf, placeOf }: Looks,
): CellGroup[] {
  const memberships = membershipsOf(agent);
  const [first] = queues;
  if (!first) return [];
  const looked =
    queues.length < memberships.size ? queues : [...memberships.keys()].flatMap((id) => queueById.get(id) ?? []);
  const groups: CellGroup[] = [];
  for (const queue of looked) {
    const membership = memberships.get(queue.id);
    if (membership) groups.push({ place: placeOf(agent, queue, membership), count: 1 });
  }
  const left = queues.length - groups.length;
  if (left > 0) groups.push({ place: placeOf(agent, first, undefined), count: left });
  return groups;
}

export const countCells = (groups: readonly CellGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0);

/** In how many cells it can be asked, with no level chosen. */
export function countAskable(action: QueueAction, groups: readonly CellGroup[]): number {
  const isAskable = ({ place }: CellGroup) => membershipObstacle(action, place, place.queue, place.membership) === null;
  return countCells(groups.filter(isAskable));
}
