import { joinQueues, splitQueues } from './codes';
import type { EditorAgent, EditorQueue, Membership } from './editors';
import { type NamesReading, polledQueues } from './feeds';
import type { Settings } from './settings';

/** What the editors and the settings say of queues and agents; codes are folded, composites told apart. */
export interface Directory {
  readonly polled: '*' | readonly string[];
  /** Null where the agent editor is unknown. */
  readonly agents: ReadonlyMap<string, EditorAgent> | null;
  /** Atomic queues of the editor; null where it is unknown. */
  readonly queues: ReadonlyMap<string, EditorQueue> | null;
  /** Members by queue id, agents by code; a queue that is absent has unknown members. */
  readonly members: ReadonlyMap<string, readonly Membership[]>;
  readonly composites: readonly Composite[];
  /** The one code of an agent that goes by several. */
  agentCode(code: string): string;
  pauseName(code: string): string;
  directionOf(queue: string): 'in' | 'out' | null;
}

export interface Composite {
  readonly key: string;
  readonly name: string;
  readonly parts: readonly string[];
}

/** `pauseNames`: what pauses were called where somebody chose one, which comes before the editor's word. */
export function createDirectory(
  names: NamesReading | null,
  settings: Settings,
  pauseNames: ReadonlyMap<string, string> = new Map(),
): Directory {
  const agents = names?.agents ? new Map(names.agents.map((agent) => [agent.code, agent])) : null;
  const queues = names?.queues ? atomicQueues(names.queues) : null;
  const aliases = aliasesOf(agents);
  const pauses = new Map([...(names?.pauses ?? []).map(({ code, name }) => [code, name] as const), ...pauseNames]);
  const outbound = new Set(settings.outboundQueues);
  const agentCode = (code: string) => aliases.get(code) ?? code;
  return {
    polled: polledQueues(settings),
    agents,
    queues,
    members: membersByQueue(queues, agents, agentCode),
    composites: compositesOf(names?.queues ?? [], settings),
    agentCode,
    pauseName: (code) => pauses.get(code) ?? code,
    directionOf: (queue) => (outbound.has(queue) ? 'out' : (queues?.get(queue)?.direction ?? null)),
  };
}

/** Several entries may hold one atomic queue: the first gives the name, all give members. */
function atomicQueues(entries: readonly EditorQueue[]): Map<string, EditorQueue> {
  const queues = new Map<string, EditorQueue>();
  for (const entry of entries) {
    const [id, ...more] = entry.parts;
    if (id === undefined || more.length > 0) continue;
    const before = queues.get(id);
    if (!before) queues.set(id, entry);
    else if (entry.members) queues.set(id, { ...before, members: [...(before.members ?? []), ...entry.members] });
  }
  return queues;
}

/** An alias that is also somebody's own code stays that somebody's; of two claims to one alias the first holds. */
function aliasesOf(agents: ReadonlyMap<string, EditorAgent> | null): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const agent of agents?.values() ?? [])
    for (const alias of agent.aliases) if (!agents?.has(alias) && !aliases.has(alias)) aliases.set(alias, agent.code);
  return aliases;
}

function compositesOf(entries: readonly EditorQueue[], settings: Settings): Composite[] {
  const chosen = settings.queues === '*' ? [] : settings.queues.map(splitQueues);
  const named = entries.map(({ parts, name }) => ({ key: joinQueues(parts), name, parts }));
  const unnamed = chosen.map((parts) => ({ key: joinQueues(parts), name: parts.join(' + '), parts }));
  const all = [...named, ...unnamed].filter(({ parts }) => parts.length > 1);
  return [...new Map(all.reverse().map((composite) => [composite.key, composite])).values()].reverse();
}

/** The queue editor's members; for queues it does not tell of, what the agents' own records say. */
function membersByQueue(
  queues: ReadonlyMap<string, EditorQueue> | null,
  agents: ReadonlyMap<string, EditorAgent> | null,
  agentCode: (code: string) => string,
): Map<string, Membership[]> {
  const byName = new Map([...(queues ?? [])].map(([id, queue]) => [queue.name, id]));
  const members = new Map<string, Map<string, Membership>>();
  const add = (queue: string, code: string, level: number | null) => {
    const known = members.get(queue) ?? new Map<string, Membership>();
    members.set(queue, known);
    if (!known.has(code)) known.set(code, { key: code, level });
  };
  for (const [id, queue] of queues ?? []) {
    if (queue.members) members.set(id, new Map());
    for (const member of queue.members ?? []) add(id, agentCode(member.key), member.level);
  }
  for (const agent of agents?.values() ?? [])
    for (const { key, level } of agent.memberOf ?? []) {
      const id = byName.get(key);
      if (id !== undefined && !queues?.get(id)?.members) add(id, agent.code, level);
    }
  return new Map([...members].map(([queue, known]) => [queue, [...known.values()]]));
}
