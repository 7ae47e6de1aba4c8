import type { AgentRecord } from '@/lib/floor/records';
import { sameRecord } from '@/lib/floor/same-record';

/** Which person an agent is, as an admin said; null when nobody did. */
export type PersonOf = (agentId: string) => string | null;

/** Agents with the person each of them is; one that comes out as it was before is the very record it was (rule D3). */
export function overlayPersons(
  agents: ReadonlyMap<string, AgentRecord>,
  before: ReadonlyMap<string, AgentRecord> | undefined,
  personOf: PersonOf,
): ReadonlyMap<string, AgentRecord> {
  let changed: Map<string, AgentRecord> | null = null;
  for (const [id, agent] of agents) {
    const personId = personOf(id);
    if (agent.personId === personId) continue;
    changed ??= new Map(agents);
    changed.set(id, keepSame(before?.get(id), { ...agent, personId }));
  }
  return changed ?? agents;
}

function keepSame(before: AgentRecord | undefined, agent: AgentRecord): AgentRecord {
  return before && sameRecord(before, agent) ? before : agent;
}
