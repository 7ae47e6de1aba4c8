import type { CommandField, CommandTarget } from '@/lib/commands/actions';
import type { AgentRecord, ContactRecord, MembershipRecord, QueueRecord, SourceRecord } from '@/lib/floor/records';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import { groupBy } from '@/server/vendors/group-by';

export type Fields = { readonly [F in CommandField]?: string };

/** What a command is aimed at, as it stands on the floor. */
export interface Target {
  readonly kind: CommandTarget;
  readonly id: string;
  readonly source: SourceRecord;
  /** Of a contact: who has it. */
  readonly agent: AgentRecord | null;
  readonly contact: ContactRecord | null;
  readonly queue: QueueRecord | null;
  /** Of the agent, on this source. */
  readonly memberships: readonly MembershipRecord[];
}

type Floor = Pick<FloorKeeper, 'floor' | 'tablesOf'>;
type Find = (agent: AgentRecord) => readonly MembershipRecord[];

/** Null where there is no such record now. */
export function findTarget(keeper: Floor, kind: CommandTarget, id: string, find: Find = finder(keeper)): Target | null {
  const { floor } = keeper;
  const contact = (kind === 'contact' && floor.contacts.get(id)) || null;
  const agentId = kind === 'agent' ? id : (contact?.agentId ?? null);
  const agent = (agentId !== null && floor.agents.get(agentId)) || null;
  const queue = (kind === 'queue' && floor.queues.get(id)) || null;
  const aimedAt = { agent, contact, queue, source: kind === 'source' ? floor.sources.get(id) : null }[kind];
  const source = aimedAt && floor.sources.get('sourceId' in aimedAt ? aimedAt.sourceId : aimedAt.id);
  return source ? { kind, id, source, agent, contact, queue, memberships: agent ? find(agent) : [] } : null;
}

function finder(keeper: Floor): Find {
  return ({ id, sourceId }) =>
    [...(keeper.tablesOf(sourceId).memberships?.values() ?? [])].filter(({ agentId }) => agentId === id);
}

/** For many agents at once: looks over each source's memberships once. Good within one turn. */
export function createFinder(keeper: Floor): Find {
  const bySource = new Map<string, ReadonlyMap<string, readonly MembershipRecord[]>>();
  return ({ id, sourceId }) => {
    const known = bySource.get(sourceId) ?? groupBy(membershipsOf(keeper, sourceId), ({ agentId }) => agentId);
    bySource.set(sourceId, known);
    return known.get(id) ?? [];
  };
}

const membershipsOf = (keeper: Floor, sourceId: string) => [...(keeper.tablesOf(sourceId).memberships?.values() ?? [])];
