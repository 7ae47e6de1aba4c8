import type { AgentRecord, AgentState } from '@/lib/floor/records';
import { stateOrder } from './agent-columns';

type Counts = Readonly<Record<AgentState, number>>;

/** How many agents are in each state, at one site or at all; looks only at those that are others than the last time. */
export class StateCounts {
  private agents: readonly AgentRecord[] = [];
  private counts: Counts = Object.fromEntries(stateOrder.map((state) => [state, 0])) as Record<AgentState, number>;

  constructor(private readonly site: string | null) {}

  update(agents: readonly AgentRecord[]): Counts {
    const before = this.agents;
    const counts = { ...this.counts };
    const note = (agent: AgentRecord | undefined, by: number) => {
      if (agent && (this.site === null || agent.sourceId === this.site)) counts[agent.state] += by;
    };
    for (let index = 0; index < Math.max(before.length, agents.length); index += 1) {
      if (before[index] === agents[index]) continue;
      note(before[index], -1);
      note(agents[index], 1);
    }
    this.agents = agents;
    this.counts = counts;
    return counts;
  }
}
