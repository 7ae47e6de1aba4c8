import type { Delta } from '@/lib/floor/delta';
import type { Floor, FloorRecords } from '@/lib/floor/floor';
import { type FloorKind, floorKinds } from '@/lib/floor/kinds';
import type { RecordOf } from '@/lib/floor/records';
import { DeltaDraft } from './delta-draft';
import { type ChildKind, inScope, isChild, parentOf, type Scope, type ScopeTies } from './scope';
import type { ViewFilter } from './view-filter';
import { project, projectPatch, type View } from './views';

export type ScopedView = Omit<View, 'scope'> & { readonly scope: Exclude<Scope, 'all'> };

/** Children before the parents that are in scope through them; intents last, they follow their target. */
const judgingOrder = [
  'sources',
  'queues',
  'memberships',
  'groupQueues',
  'agents',
  'groups',
  'contacts',
  'intents',
] as const satisfies readonly FloorKind[];

/**
 * A view of some sources and queues (rule V3). It remembers the ids it shows, so that what a record was before the
 * commit need not be known: shown before and not now is `drop`, the other way round is `put`.
 */
export function createScopedFilter(view: ScopedView, floor: Floor): ViewFilter {
  const shown = emptySets();
  const ties = { agents: createTies(), groups: createTies() };
  const judgeTies: ScopeTies = {
    isTied: (kind, id) => ties[kind].isTied(id),
    holds: (kind, id) => shown[kind].has(id),
  };

  function isInside<K extends FloorKind>(kind: K, record: RecordOf[K] | undefined): record is RecordOf[K] {
    return record !== undefined && inScope(view.scope, kind, record, judgeTies);
  }

  /** Notes which parent a child ties in; returns the parents whose standing may have changed. */
  function retie<K extends ChildKind>(kind: K, id: string): string[] {
    const record = floor[kind].get(id) as RecordOf[K] | undefined;
    const parentId = isInside(kind, record)
      ? (record as unknown as Record<string, string>)[parentOf[kind].field]
      : null;
    return ties[parentOf[kind].kind].set(id, parentId ?? null);
  }

  function judgeOne<K extends FloorKind>(kind: K, id: string, change: KindChange<K>, draft: DeltaDraft): void {
    const record = floor[kind].get(id) as RecordOf[K] | undefined;
    const before = shown[kind].has(id);
    if (!isInside(kind, record)) {
      if (before) {
        shown[kind].delete(id);
        if (!view.withheld.has(kind)) draft.drop(kind, id);
      }
      return;
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
  }

  function step(delta: Delta): Delta | null {
    const draft = new DeltaDraft();
    const affected: Record<'agents' | 'groups', Set<string>> = { agents: new Set(), groups: new Set() };
    for (const kind of judgingOrder) {
      const change = changeOf(delta, kind);
      const ids = new Set([...change.put, ...Object.keys(change.patch), ...change.drop]);
      if (isChild(kind)) {
        for (const id of ids) for (const parent of retie(kind, id)) affected[parentOf[kind].kind].add(parent);
      }
      if (kind === 'agents' || kind === 'groups') for (const id of affected[kind]) ids.add(id);
      for (const id of ids) judgeOne(kind, id, change, draft);
    }
    return draft.finish();
  }

  for (const kind of judgingOrder) {
    if (isChild(kind)) for (const id of floor[kind].keys()) retie(kind, id);
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

function seenRecord<K extends FloorKind>(view: ScopedView, floor: Floor, kind: K, id: string): RecordOf[K][] {
  const record = floor[kind].get(id) as RecordOf[K] | undefined;
  const seen = record && project(view, kind, record);
  return seen ? [seen] : [];
}

const emptySets = () =>
  Object.fromEntries(floorKinds.map((kind) => [kind, new Set<string>()])) as unknown as Record<FloorKind, Set<string>>;

/** Counts, per parent, the children in scope that tie it in. */
function createTies() {
  const parentOfChild = new Map<string, string>();
  const counts = new Map<string, number>();
  const add = (parentId: string, by: number) => {
    const count = (counts.get(parentId) ?? 0) + by;
    if (count > 0) counts.set(parentId, count);
    else counts.delete(parentId);
  };
  return {
    isTied: (parentId: string) => counts.has(parentId),
    set(childId: string, parentId: string | null): string[] {
      const previous = parentOfChild.get(childId) ?? null;
      if (previous === parentId) return [];
      if (previous !== null) add(previous, -1);
      if (parentId === null) parentOfChild.delete(childId);
      else {
        parentOfChild.set(childId, parentId);
        add(parentId, 1);
      }
      return [previous, parentId].filter((id) => id !== null);
    },
  };
}
