'use client';
import { useQueries } from '@tanstack/react-query';
import type { Chosen } from '@/lib/commands/plan';
import { agentObstacle } from '@/lib/commands/possible';
import { type SharedReason, sharedReasons } from '@/lib/desk/reasons';
import type { AgentRecord } from '@/lib/floor/records';
import type { ChoicesReply } from '@/lib/protocol/api/commands-api';
import { choicesQuery } from '@/lib/queries/commands';

export interface GroupReasons {
  /** Codes by agent. */
  readonly list: readonly SharedReason[];
  readonly isAsking: boolean;
  readonly problem: string | null;
}

/** A system may tell each agent others; of a larger group only so many are asked for, and at least one of each system. */
const mostAsked = 30;

/** Reasons of a pause over a group, merged by their words; whoever was not asked for has those of a colleague. */
export function useGroupReasons(group: readonly Chosen[]): GroupReasons {
  const agents = group.flatMap(({ place }) => (place && agentObstacle('pause', place) === null ? [place.agent] : []));
  const asked = whomToAsk(agents);
  const queries = useQueries({ queries: asked.map(({ id }) => choicesQuery(id)) });
  const told = new Map(asked.map((agent, index) => [agent, queries[index]?.data?.pauseReasons]));
  return {
    list: sharedReasons(agents.map((agent) => ({ agentId: agent.id, reasons: reasonsFor(agent, told) }))),
    isAsking: queries.some(({ isPending }) => isPending),
    problem: queries.some(({ isError }) => isError) ? 'Not every system tells its reasons now.' : null,
  };
}

function whomToAsk(agents: readonly AgentRecord[]): readonly AgentRecord[] {
  const firsts = new Map([...agents].reverse().map((agent) => [agent.sourceId, agent]));
  return [...new Set([...firsts.values(), ...agents.slice(0, mostAsked)])];
}

type Told = ReadonlyMap<AgentRecord, ChoicesReply['pauseReasons'] | undefined>;

function reasonsFor(agent: AgentRecord, told: Told): ChoicesReply['pauseReasons'] {
  const own = told.get(agent);
  if (own) return own;
  for (const [{ sourceId }, reasons] of told) if (reasons && sourceId === agent.sourceId) return reasons;
  return [];
}
