import type { FloorKind } from '@/lib/floor/kinds';
import type { AgentRecord, RecordOf } from '@/lib/floor/records';
import type { AccessScope } from '@/lib/principal';
import { teamId, tidyScope } from '@/lib/scope';

/** Some of the floor: whole sources, single queues and teams, by id. */
export interface NarrowScope {
  readonly sources: ReadonlySet<string>;
  readonly queues: ReadonlySet<string>;
  readonly teams: ReadonlySet<string>;
  /** Single agents: somebody's own desk. */
  readonly agents: ReadonlySet<string>;
}

/** Which part of the floor a view shows. */
export type Scope = 'all' | NarrowScope;

/** An account's scope as views use it; equal ones become equal whatever order they were written in. */
export function scopeOf(access: AccessScope): Scope {
  const tidy = tidyScope(access);
  if (tidy === 'all') return tidy;
  const { sources, queues, teams } = tidy;
  return { sources: new Set(sources), queues: new Set(queues), teams: new Set(teams), agents: new Set() };
}

/** A desk: these agents with what is theirs and the queues they serve, as a team would bring them. */
export function deskOf(agentIds: readonly string[]): NarrowScope {
  return { sources: new Set(), queues: new Set(), teams: new Set(), agents: new Set(agentIds) };
}

/** Two scopes of the same ids have the same key. */
export function scopeKey(scope: Scope): string {
  if (scope === 'all') return 'all';
  return JSON.stringify([scope.sources, scope.queues, scope.teams, scope.agents].map((ids) => [...ids].sort()));
}

/** Of a team in scope, or one of those that are named. */
export function isInTeam(
  { teams, agents }: NarrowScope,
  agent: Pick<AgentRecord, 'id' | 'sourceId' | 'team'> | undefined,
): boolean {
  if (agent && agents.has(agent.id)) return true;
  return teams.size > 0 && agent != null && agent.team !== null && teams.has(teamId(agent.sourceId, agent.team));
}

/**
 * Records that are in scope through another one that is: an agent through a membership in a queue, a queue through a
 * membership of a team's agent, a group through its queues. Ties do not chain: a queue that came in through a team
 * brings nobody else in.
 */
export const tiesOf = {
  memberships: [
    { kind: 'agents', field: 'agentId' },
    { kind: 'queues', field: 'queueId' },
  ],
  groupQueues: [{ kind: 'groups', field: 'groupId' }],
} as const;
export type TyingKind = keyof typeof tiesOf;
export type TiedKind = 'agents' | 'queues' | 'groups';

export const isTying = (kind: FloorKind): kind is TyingKind => kind in tiesOf;

const targetKinds = {
  agent: 'agents',
  contact: 'contacts',
  queue: 'queues',
  source: 'sources',
} as const;

/** What judging needs besides the record: who is tied in, who is of a team, and which ids are in scope already. */
export interface ScopeTies {
  isTied(kind: TiedKind, id: string): boolean;
  /** An agent of a team in scope. */
  isOfTeam(agentId: string): boolean;
  holds(kind: FloorKind, id: string): boolean;
}

/** Whether a record is inside a narrow scope; intents are judged last, by what they are aimed at. */
export function inScope<K extends FloorKind>(
  scope: NarrowScope,
  kind: K,
  record: RecordOf[K],
  ties: ScopeTies,
): boolean {
  const judge = judges[kind] as (record: RecordOf[K], scope: NarrowScope, ties: ScopeTies) => boolean;
  return judge(record, scope, ties);
}

type Judges = { [K in FloorKind]: (record: RecordOf[K], scope: NarrowScope, ties: ScopeTies) => boolean };

const judges: Judges = {
  sources: ({ id }, { sources, queues, teams, agents }) =>
    sources.has(id) || [queues, teams, agents].some((ids) => holdsSome(ids, id)),
  queues: ({ id, sourceId }, scope, ties) =>
    scope.sources.has(sourceId) || scope.queues.has(id) || ties.isTied('queues', id),
  agents: (agent, scope, ties) =>
    scope.sources.has(agent.sourceId) || isInTeam(scope, agent) || ties.isTied('agents', agent.id),
  memberships: ({ sourceId, queueId, agentId }, scope, ties) =>
    scope.sources.has(sourceId) || scope.queues.has(queueId) || ties.isOfTeam(agentId),
  contacts: ({ sourceId, queueId, agentId }, scope, ties) =>
    scope.sources.has(sourceId) ||
    (queueId !== null && scope.queues.has(queueId)) ||
    (agentId !== null && ties.isOfTeam(agentId)),
  groups: ({ id, sourceId }, scope, ties) => scope.sources.has(sourceId) || ties.isTied('groups', id),
  groupQueues: ({ sourceId, queueId }, scope, ties) =>
    scope.sources.has(sourceId) || scope.queues.has(queueId) || ties.isTied('queues', queueId),
  intents: ({ targetKind, targetId }, _scope, ties) => ties.holds(targetKinds[targetKind], targetId),
};

function holdsSome(ids: ReadonlySet<string>, sourceId: string): boolean {
  const prefix = `${sourceId}/`;
  for (const id of ids) if (id.startsWith(prefix)) return true;
  return false;
}
