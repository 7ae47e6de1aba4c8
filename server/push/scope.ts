import type { FloorKind } from '@/lib/floor/kinds';
import type { RecordOf } from '@/lib/floor/records';

/** Which part of the floor: everything, or whole sources and single queues by id. */
export type Scope = 'all' | { readonly sources: ReadonlySet<string>; readonly queues: ReadonlySet<string> };

/** Two scopes of the same ids have the same key. */
export function scopeKey(scope: Scope): string {
  if (scope === 'all') return 'all';
  return JSON.stringify([[...scope.sources].sort(), [...scope.queues].sort()]);
}

/** A record that is in scope through another one: an agent through a membership, a group through its queues. */
export const parentOf = {
  memberships: { kind: 'agents', field: 'agentId' },
  groupQueues: { kind: 'groups', field: 'groupId' },
} as const;
export type ChildKind = keyof typeof parentOf;

export const isChild = (kind: FloorKind): kind is ChildKind => kind in parentOf;

const targetKinds = {
  agent: 'agents',
  membership: 'memberships',
  contact: 'contacts',
  queue: 'queues',
} as const;

/** What judging needs besides the record: who is tied to a queue in scope, and which ids are in scope already. */
export interface ScopeTies {
  isTied(kind: 'agents' | 'groups', id: string): boolean;
  holds(kind: FloorKind, id: string): boolean;
}

/** Whether a record is inside a narrow scope; intents are judged last, by what they are aimed at. */
export function inScope<K extends FloorKind>(
  scope: Exclude<Scope, 'all'>,
  kind: K,
  record: RecordOf[K],
  ties: ScopeTies,
): boolean {
  const judge = judges[kind] as (record: RecordOf[K], scope: Exclude<Scope, 'all'>, ties: ScopeTies) => boolean;
  return judge(record, scope, ties);
}

type Judges = { [K in FloorKind]: (record: RecordOf[K], scope: Exclude<Scope, 'all'>, ties: ScopeTies) => boolean };

const judges: Judges = {
  sources: ({ id }, scope) => scope.sources.has(id) || holdsQueueOf(scope.queues, id),
  queues: ({ id, sourceId }, scope) => scope.sources.has(sourceId) || scope.queues.has(id),
  agents: ({ id, sourceId }, scope, ties) => scope.sources.has(sourceId) || ties.isTied('agents', id),
  memberships: ({ sourceId, queueId }, scope) => scope.sources.has(sourceId) || scope.queues.has(queueId),
  contacts: ({ sourceId, queueId }, scope) =>
    scope.sources.has(sourceId) || (queueId !== null && scope.queues.has(queueId)),
  groups: ({ id, sourceId }, scope, ties) => scope.sources.has(sourceId) || ties.isTied('groups', id),
  groupQueues: ({ sourceId, queueId }, scope) => scope.sources.has(sourceId) || scope.queues.has(queueId),
  intents: ({ targetKind, targetId }, _scope, ties) => ties.holds(targetKinds[targetKind], targetId),
};

function holdsQueueOf(queues: ReadonlySet<string>, sourceId: string): boolean {
  const prefix = `${sourceId}/`;
  for (const id of queues) if (id.startsWith(prefix)) return true;
  return false;
}
