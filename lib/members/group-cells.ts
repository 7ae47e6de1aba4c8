import type { QueueAction } from '@/lib/commands/actions';
import { membershipObstacle } from '@/lib/commands/possible';
import type { AgentRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import type { PersonRow } from './matrix';
import type { CellPlace } from './plan-cells';

/** Cells of which the same can be asked. */
export interface CellGroup {
  /** One of them. */
  readonly place: CellPlace;
  readonly count: number;
}

interface Looks {
  membershipsOf(agent: AgentRecord): readonly MembershipRecord[];
  placeOf(agent: AgentRecord, queue: QueueRecord, membership: MembershipRecord | undefined): CellPlace;
}

type Group = { readonly place: CellPlace; count: number };

/** All cells of a block, put together by what decides whether something can be asked: some dozens, however many cells. */
export function groupCells(
  rows: readonly PersonRow[],
  columns: readonly QueueRecord[],
  { membershipsOf, placeOf }: Looks,
): readonly CellGroup[] {
  const queueById = new Map(columns.map((queue) => [queue.id, queue]));
  const bySource = new Map<string, { readonly first: QueueRecord; count: number }>();
  for (const queue of columns) {
    const known = bySource.get(queue.sourceId);
    if (known) known.count += 1;
    else bySource.set(queue.sourceId, { first: queue, count: 1 });
  }
  const groups = new Map<string, Map<string, Group>>();
  function add(agent: AgentRecord): void {
    const queues = bySource.get(agent.sourceId);
    if (!queues) return;
    const own = heldIn(groups, lookOfAgent(agent), () => new Map<string, Group>());
    let without = queues.count;
    for (const membership of membershipsOf(agent)) {
      const queue = queueById.get(membership.queueId);
      if (!queue) continue;
      heldIn(own, lookOf(membership), () => ({ place: placeOf(agent, queue, membership), count: 0 })).count += 1;
      without -= 1;
    }
    if (without > 0)
      heldIn(own, '', () => ({ place: placeOf(agent, queues.first, undefined), count: 0 })).count += without;
  }
  for (const { agents } of rows) for (const agent of agents.values()) add(agent);
  return [...groups.values()].flatMap((own) => [...own.values()]);
}

function heldIn<T>(map: Map<string, T>, key: string, make: () => T): T {
  const held = map.get(key);
  if (held !== undefined) return held;
  const made = make();
  map.set(key, made);
  return made;
}

/** What of an agent decides; `membershipObstacle` looks at nothing else. */
const lookOfAgent = ({ sourceId, readiness, canManage, canManageReadiness }: AgentRecord) =>
  `${readiness} ${canManage} ${canManageReadiness} ${sourceId}`;

const looks = new WeakMap<MembershipRecord, string>();

/** The same of a membership, told once: records are immutable. */
function lookOf(membership: MembershipRecord): string {
  const before = looks.get(membership);
  if (before !== undefined) return before;
  const { serving, readiness, level, canChange } = membership;
  const look = `${serving} ${readiness} ${level} ${canChange}`;
  looks.set(membership, look);
  return look;
}

export const countCells = (groups: readonly CellGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0);

/** In how many cells it can be asked, with no level chosen. */
export function countAskable(action: QueueAction, groups: readonly CellGroup[]): number {
  const isAskable = ({ place }: CellGroup) => membershipObstacle(action, place, place.queue, place.membership) === null;
  return countCells(groups.filter(isAskable));
}
