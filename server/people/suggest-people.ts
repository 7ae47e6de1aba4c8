import { parseRecordId } from '@/lib/floor/ids';
import type { AgentRecord } from '@/lib/floor/records';
import { nameKey, nameWords } from './name-key';

/** Agents of several sources who may be one person. */
export interface Suggestion {
  readonly agentIds: readonly string[];
  /** The person whom some of them are already; null when it would be a new one. */
  readonly personId: string | null;
  /** 0–1: how sure it is. */
  readonly score: number;
  /** Why, in words. */
  readonly reasons: readonly string[];
}

export interface KnownPeople {
  personOf(agentId: string): string | null;
  isRejected(one: string, other: string): boolean;
}

const email = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;

/** Who may be one person on several sources, the surest first; who was said not to be is never suggested again. */
export function suggestPeople(agents: readonly AgentRecord[], known: KnownPeople): readonly Suggestion[] {
  const byKey = new Map<string, AgentRecord[]>();
  for (const agent of agents) {
    for (const key of keysOf(agent)) {
      const alike = byKey.get(key);
      if (alike) alike.push(agent);
      else byKey.set(key, [agent]);
    }
  }
  const found: Suggestion[] = [];
  const ofAgent = new Map<string, Suggestion[]>();
  const isNews = ({ agentIds }: Suggestion) =>
    !ofAgent.get(agentIds[0] ?? '')?.some((other) => agentIds.every((id) => other.agentIds.includes(id)));
  function take(suggestion: Suggestion): void {
    found.push(suggestion);
    for (const id of suggestion.agentIds) ofAgent.set(id, [...(ofAgent.get(id) ?? []), suggestion]);
  }
  for (const kind of kinds) {
    for (const [key, alike] of byKey) {
      if (!key.startsWith(kind)) continue;
      for (const group of groupsIn(alike, known)) {
        const suggestion = suggestionFor(group, known);
        if (suggestion && isNews(suggestion)) take(suggestion);
      }
    }
  }
  return found.sort((a, b) => b.score - a.score || (a.agentIds.join() < b.agentIds.join() ? -1 : 1));
}

/** What says most first: what a weaker sign finds again among the same agents is no news. */
const kinds = ['email ', 'name ', 'extension '];

function keysOf(agent: AgentRecord): readonly string[] {
  const name = nameKey(agent.name);
  const address = emailOf(agent);
  const words = agent.extension ? nameWords(agent.name).filter((word) => word.length > 2) : [];
  return [
    ...(name.length > 2 ? [`name ${name}`] : []),
    ...(address ? [`email ${address}`] : []),
    // An extension alone is the same at every site: it tells something together with a word of the name.
    ...words.map((word) => `extension ${agent.extension} ${word}`),
  ];
}

/** Where a vendor names or numbers its agents by e-mail address. */
function emailOf({ id, name }: AgentRecord): string | null {
  const text = [name, parseRecordId(id)?.nativeId ?? ''].find((one) => email.test(one.trim()));
  return text?.trim().toLowerCase() ?? null;
}

/** At most one agent of each source, and nobody beside whom they were said not to be; two who are alike at one source are two groups. */
function groupsIn(agents: readonly AgentRecord[], known: KnownPeople): readonly (readonly AgentRecord[])[] {
  const groups: AgentRecord[][] = [];
  for (const agent of agents) {
    const fits = (group: readonly AgentRecord[]) =>
      group.every((other) => other.sourceId !== agent.sourceId && !known.isRejected(other.id, agent.id)) &&
      new Set([...group, agent].map(({ id }) => known.personOf(id)).filter((id) => id !== null)).size <= 1;
    const group = groups.find(fits);
    if (group) group.push(agent);
    else groups.push([agent]);
  }
  return groups.filter((group) => group.length > 1);
}

function suggestionFor(group: readonly AgentRecord[], known: KnownPeople): Suggestion | null {
  const persons = group.map(({ id }) => known.personOf(id));
  const personId = persons.find((id) => id !== null) ?? null;
  if (personId !== null && persons.every((id) => id === personId)) return null;
  const same = (of: (agent: AgentRecord) => string | null) => {
    const [first] = group;
    const value = first ? of(first) : null;
    return value !== null && group.every((agent) => of(agent) === value) ? value : null;
  };
  const address = same(emailOf);
  const name = same((agent) => nameKey(agent.name) || null);
  const extension = same((agent) => agent.extension);
  const isFullName = name?.includes(' ') ?? false;
  const reasons = [
    ...(address ? [`Same e-mail ${address}`] : []),
    ...(name ? ['Same name'] : []),
    ...(extension ? [`Same extension ${extension}`] : []),
    ...(name || address ? [] : ['Part of the name in common']),
  ];
  const base = address ? 0.95 : isFullName ? 0.8 : name ? 0.4 : 0.35;
  return {
    agentIds: group.map(({ id }) => id),
    personId,
    score: Math.min(0.99, base + (extension ? 0.15 : 0)),
    reasons,
  };
}
