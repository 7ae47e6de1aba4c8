import type { Floor } from '@/lib/floor/floor';
import type { RecordOf } from '@/lib/floor/records';
import { isInTeam, type NarrowScope, type TiedKind, type TyingKind, tiesOf } from './scope';

/** Records whose standing may have changed because another's did. */
export type Affected = Record<TiedKind, Set<string>>;

export const noneAffected = (): Affected => ({ agents: new Set(), queues: new Set(), groups: new Set() });

/** Remembers who ties whom in. */
export function createScopeTies() {
  const counts = new Map<string, ReturnType<typeof createCounts>>();
  const countsOf = (kind: TyingKind, field: string) => {
    const known = counts.get(`${kind}.${field}`) ?? createCounts();
    counts.set(`${kind}.${field}`, known);
    return known;
  };
  return {
    isTied: (kind: TiedKind, id: string) =>
      (kind === 'groups' ? countsOf('groupQueues', 'groupId') : countsOf('memberships', fieldOf[kind])).isTied(id),
    /** Notes what a record ties in now, or that it is out of scope or gone. */
    set<K extends TyingKind>(kind: K, id: string, record: RecordOf[K] | null, affected: Affected): void {
      for (const tie of tiesOf[kind]) {
        const tied = record && (record as unknown as Record<string, string>)[tie.field];
        for (const one of countsOf(kind, tie.field).set(id, tied ?? null)) affected[tie.kind].add(one);
      }
    },
  };
}

const fieldOf = { agents: 'agentId', queues: 'queueId' } as const;

/** Counts, per tied record, the records in scope that tie it in. */
function createCounts() {
  const tiedBy = new Map<string, string>();
  const counts = new Map<string, number>();
  const add = (id: string, by: number) => {
    const count = (counts.get(id) ?? 0) + by;
    if (count > 0) counts.set(id, count);
    else counts.delete(id);
  };
  return {
    isTied: (id: string) => counts.has(id),
    /** Returns those whose standing may have changed. */
    set(by: string, id: string | null): string[] {
      const previous = tiedBy.get(by) ?? null;
      if (previous === id) return [];
      if (previous !== null) add(previous, -1);
      if (id === null) tiedBy.delete(by);
      else {
        tiedBy.set(by, id);
        add(id, 1);
      }
      return [previous, id].filter((one) => one !== null);
    },
  };
}

/** Remembers which agents are of a team in scope. */
export function createTeamMembers(scope: NarrowScope, floor: Floor) {
  const members = new Set<string>();
  return {
    has: (agentId: string) => members.has(agentId),
    /** Looks at these agents again; returns those who joined or left. */
    update(ids: Iterable<string>): ReadonlySet<string> {
      const moved = new Set<string>();
      if (scope.teams.size + scope.agents.size === 0) return moved;
      for (const id of ids) {
        const isMember = isInTeam(scope, floor.agents.get(id));
        if (isMember === members.has(id)) continue;
        if (isMember) members.add(id);
        else members.delete(id);
        moved.add(id);
      }
      return moved;
    },
  };
}
