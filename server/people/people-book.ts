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
  /** These agents and all who are one person with one of them. */
  withOwn(agentIds: readonly string[]): readonly string[];
  /** Told the agents who are somebody else now, and with whom they were or are one; the returned function ends it. */
  onChange(listener: (agentIds: readonly string[]) => void): () => void;
  /** Takes over what the store holds; returns the agents who are somebody else now. */
  replace(kept: KeptPeople): readonly string[];
}

export function createPeopleBook(): PeopleBook {
  let personOf = new Map<string, string>();
  let people = new Map<string, KnownPerson>();
  let rejected = new Set<string>();
  const listeners = new Set<(agentIds: readonly string[]) => void>();
  return {
    personOf: (agentId) => personOf.get(agentId) ?? null,
    isRejected: (one, other) => rejected.has(orderedPair([one, other]).join('\n')),
    find: (personId) => people.get(personId),
    list: () => [...people.values()],
    withOwn: (agentIds) => [
      ...new Set(agentIds.flatMap((id) => [id, ...(people.get(personOf.get(id) ?? '')?.agentIds ?? [])])),
    ],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace(kept) {
      const before = personOf;
      const peopleBefore = people;
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
      const others = [...all].filter((id) => before.get(id) !== personOf.get(id));
      const mates = others.flatMap((id) => [
        ...(peopleBefore.get(before.get(id) ?? '')?.agentIds ?? []),
        ...(people.get(personOf.get(id) ?? '')?.agentIds ?? []),
      ]);
      if (others.length > 0) for (const listener of listeners) listener([...new Set([...others, ...mates])]);
      return others;
    },
  };
}
