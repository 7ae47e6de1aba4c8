import type { PersonOf } from '@/server/floor/overlay-persons';
import { type KeptPeople, orderedPair } from '@/server/store/people-repository';
import type { KnownPeople } from './suggest-people';

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly agentIds: readonly string[];
}

/** Who is who, in memory: the floor asks it for every agent. */
export interface PeopleBook extends KnownPeople {
  readonly personOf: PersonOf;
  find(personId: string): KnownPerson | undefined;
  list(): readonly KnownPerson[];
  /** Takes over what the store holds; returns the agents who are somebody else now. */
  replace(kept: KeptPeople): readonly string[];
}

export function createPeopleBook(): PeopleBook {
  let personOf = new Map<string, string>();
  let people = new Map<string, KnownPerson>();
  let rejected = new Set<string>();
  return {
    personOf: (agentId) => personOf.get(agentId) ?? null,
    isRejected: (one, other) => rejected.has(orderedPair([one, other]).join('\n')),
    find: (personId) => people.get(personId),
    list: () => [...people.values()],
    replace(kept) {
      const before = personOf;
      personOf = new Map(kept.agents.map(({ agent_id, person_id }) => [agent_id, person_id]));
      rejected = new Set(kept.rejections.map(({ agent_a, agent_b }) => `${agent_a}\n${agent_b}`));
      const agentsOf = new Map<string, string[]>();
      for (const [agentId, personId] of personOf) {
        const agents = agentsOf.get(personId) ?? [];
        agents.push(agentId);
        agentsOf.set(personId, agents);
      }
      people = new Map(
        kept.people.map(({ id, name }) => [id, { id, name, agentIds: (agentsOf.get(id) ?? []).sort() }]),
      );
      const all = new Set([...before.keys(), ...personOf.keys()]);
      return [...all].filter((id) => before.get(id) !== personOf.get(id));
    },
  };
}
