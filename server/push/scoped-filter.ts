import type { Delta } from '@/lib/floor/delta';
import type { Floor, FloorRecords } from '@/lib/floor/floor';
import { type FloorKind, floorKinds } from '@/lib/floor/kinds';
import type { RecordOf } from '@/lib/floor/records';
import { DeltaDraft } from './delta-draft';
import { inScope, isTying, type NarrowScope, type ScopeTies, type TyingKind } from './scope';
import { type Affected, createScopeTies, createTeamMembers, noneAffected } from './scope-ties';
import type { ViewFilter } from './view-filter';
import { project, projectPatch, type View } from './views';

export type ScopedView = Omit<View, 'scope'> & { readonly scope: NarrowScope };

/** Who ties others in before those who are tied; intents last, they follow their target. */
const judgingOrder = [
  'sources',
  'memberships',
  'queues',
  'groupQueues',
  'agents',
  'groups',
  'contacts',
  'intents',
] as const satisfies readonly FloorKind[];

/**
 * A view of some sources, queues and teams (rule V3). It remembers the ids it shows, so that what a record was before the
 * commit need not be known: shown before and not now is `drop`, the other way round is `put`.
 */
export function createScopedFilter(view: ScopedView, floor: Floor): ViewFilter {
  const shown = emptySets();
  const ties = createScopeTies();
  const members = createTeamMembers(view.scope, floor);
  const judgeTies: ScopeTies = {
    isTied: ties.isTied,
    isOfTeam: members.has,
    holds: (kind, id) => shown[kind].has(id),
  };

  function isInside<K extends FloorKind>(kind: K, record: RecordOf[K] | undefined): record is RecordOf[K] {
    return record !== undefined && inScope(view.scope, kind, record, judgeTies);
  }

  /** Notes whom a record ties in. */
  function retie<K extends TyingKind>(kind: K, id: string, affected: Affected): void {
    const record = floor[kind].get(id) as RecordOf[K] | undefined;
    ties.set(kind, id, isInside(kind, record) ? record : null, affected);
  }

  /** True when the record came in or went. */
  function judgeOne<K extends FloorKind>(kind: K, id: string, change: KindChange<K>, draft: DeltaDraft): boolean {
    const record = floor[kind].get(id) as RecordOf[K] | undefined;
    const before = shown[kind].has(id);
    if (!isInside(kind, record)) {
      if (before && shown[kind].delete(id) && !view.withheld.has(kind)) draft.drop(kind, id);
      return before;
    }
    shown[kind].add(id);
    const patch = change.patch[id];
    if (!before || change.put.has(id)) {
      const seen = project(view, kind, record);
      if (seen) draft.put(kind, seen);
    } else if (patch) {
      const heard = projectPatch(view, kind, patch);
      if (heard) draft.patch(kind, id, heard);
    }
    return !before;
  }

  function step(delta: Delta): Delta | null {
    const draft = new DeltaDraft();
    const affected = noneAffected();
    const turned = new Set<string>();
    const moved = members.update(idsOf(changeOf(delta, 'agents')));
    for (const kind of judgingOrder) {
      const change = changeOf(delta, kind);
      const ids = idsOf(change);
      for (const id of followers(floor, kind, moved, affected, turned)) ids.add(id);
      if (isTying(kind)) for (const id of ids) retie(kind, id, affected);
      for (const id of ids) if (judgeOne(kind, id, change, draft)) turned.add(id);
    }
    return draft.finish();
  }

  members.update(floor.agents.keys());
  for (const kind of judgingOrder) {
    if (isTying(kind)) for (const id of floor[kind].keys()) retie(kind, id, noneAffected());
    for (const [id, record] of floor[kind]) if (isInside(kind, record)) shown[kind].add(id);
  }

  return {
    step,
    records: () =>
      Object.fromEntries(
        floorKinds.map((kind) => [kind, [...shown[kind]].flatMap((id) => seenRecord(view, floor, kind, id))]),
      ) as unknown as FloorRecords,
    pulse: (pulse) => ({
      ...pulse,
      feeds: Object.fromEntries(Object.entries(pulse.feeds).filter(([sourceId]) => shown.sources.has(sourceId))),
    }),
  };
}

/**
 * Records that did not change themselves and have to be judged again: what an agent who changed teams has, what is tied,
 * what is asked of somebody who came in or went.
 */
function followers(
  floor: Floor,
  kind: FloorKind,
  moved: ReadonlySet<string>,
  affected: Affected,
  turned: ReadonlySet<string>,
): Iterable<string> {
  if (kind === 'agents' || kind === 'queues' || kind === 'groups') return affected[kind];
  if (kind === 'groupQueues') return idsWhere(floor.groupQueues, affected.queues, ({ queueId }) => queueId);
  if (kind === 'memberships') return idsWhere(floor.memberships, moved, ({ agentId }) => agentId);
  if (kind === 'contacts') return idsWhere(floor.contacts, moved, ({ agentId }) => agentId);
  if (kind === 'intents') return idsWhere(floor.intents, turned, ({ targetId }) => targetId);
  return [];
}

/** Looks over a whole table, so not for what happens at every commit. */
function idsWhere<T>(
  table: ReadonlyMap<string, T>,
  wanted: ReadonlySet<string>,
  keyOf: (record: T) => string | null,
): string[] {
  if (wanted.size === 0) return [];
  return [...table].flatMap(([id, record]) => {
    const key = keyOf(record);
    return key !== null && wanted.has(key) ? [id] : [];
  });
}

interface KindChange<K extends FloorKind> {
  put: ReadonlySet<string>;
  patch: Readonly<Record<string, Partial<RecordOf[K]>>>;
  drop: readonly string[];
}

function changeOf<K extends FloorKind>(delta: Delta, kind: K): KindChange<K> {
  const put: readonly { readonly id: string }[] = delta.put?.[kind] ?? [];
  const patch = delta.patch?.[kind] ?? {};
  return { put: new Set(put.map((record) => record.id)), patch, drop: delta.drop?.[kind] ?? [] };
}

const idsOf = ({ put, patch, drop }: KindChange<FloorKind>) => new Set([...put, ...Object.keys(patch), ...drop]);

function seenRecord<K extends FloorKind>(view: ScopedView, floor: Floor, kind: K, id: string): RecordOf[K][] {
  const record = floor[kind].get(id) as RecordOf[K] | undefined;
  const seen = record && project(view, kind, record);
  return seen ? [seen] : [];
}

const emptySets = () =>
  Object.fromEntries(floorKinds.map((kind) => [kind, new Set<string>()])) as unknown as Record<FloorKind, Set<string>>;
