import type { Delta } from '@/lib/floor/delta';
import { mostEngaged } from '@/lib/floor/figures';
import type { AgentRecord, AgentState } from '@/lib/floor/records';
import type { AgentFigures } from '@/server/store/schema/history';
import { agentColumnOf, noAgentFigures } from './agent-minute';
import { groupIdOf, sourcesOfGroup } from './person-groups';

type Seen = Pick<AgentRecord, 'sourceId' | 'state' | 'personId'>;

/**
 * By how much the agents of the sources, added up, count too many over the running minute: people who are several agents.
 * Apart for each group of sources that people work on, as not everybody sees all of them.
 */
export class PersonMinute {
  private readonly agents = new Map<string, Seen>();
  private readonly persons = new Map<string, Set<string>>();
  private figures = new Map<string, AgentFigures>();

  take({ put, patch, drop }: Delta): void {
    for (const agent of put?.agents ?? []) this.put(agent.id, agent);
    for (const [id, { state, personId }] of Object.entries(patch?.agents ?? {})) {
      const before = this.agents.get(id);
      // Most patches move a clock or a count.
      if (!before || (state === undefined && personId === undefined)) continue;
      const { sourceId } = before;
      const isSame = personId === undefined;
      this.put(id, { sourceId, state: state ?? before.state, personId: isSame ? before.personId : personId });
    }
    for (const id of drop?.agents ?? []) this.put(id, null);
  }

  /** All has been as it is for `ms`; beside a source of which nothing is known there is nothing to put right. */
  pass(ms: number, isKnown: (sourceId: string) => boolean): void {
    if (ms <= 0) return;
    for (const ids of this.persons.values()) this.putRight(ids, ms, isKnown);
    for (const [group, figures] of this.figures) if (sourcesOfGroup(group).every(isKnown)) figures.known_ms += ms;
  }

  /** By group, what is to be added to the figures of its sources. */
  read(): ReadonlyMap<string, AgentFigures> {
    return this.figures;
  }

  turn(): void {
    this.figures = new Map();
  }

  private putRight(agentIds: ReadonlySet<string>, ms: number, isKnown: (sourceId: string) => boolean): void {
    if (agentIds.size < 2) return;
    const seen = [...agentIds].flatMap((id) => this.agents.get(id) ?? []);
    const sources = [...new Set(seen.map(({ sourceId }) => sourceId))];
    if (!sources.every(isKnown)) return;
    const group = groupIdOf(sources);
    const figures = this.figures.get(group) ?? { ...noAgentFigures };
    this.figures.set(group, figures);
    const add = (state: AgentState, count: number) => {
      figures[agentColumnOf[state]] += count * ms;
    };
    for (const { state } of seen) add(state, -1);
    add(mostEngaged(seen.map(({ state }) => state)), 1);
  }

  private put(id: string, agent: Seen | null): void {
    const before = this.agents.get(id)?.personId;
    if (before) {
      const agents = this.persons.get(before);
      agents?.delete(id);
      if (agents?.size === 0) this.persons.delete(before);
    }
    if (agent) this.agents.set(id, agent);
    else this.agents.delete(id);
    if (agent?.personId) this.persons.set(agent.personId, (this.persons.get(agent.personId) ?? new Set()).add(id));
  }
}
