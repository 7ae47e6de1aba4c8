import { allOrNone } from '@/server/vendors/all-or-none';
import type { Feed } from '@/server/vendors/vendor';
import { type AgentType, agentTypes } from './agent-key';
import { askJson, askPages, type RingMeContext } from './client';
import {
  agents,
  calls,
  type QueueAgent,
  queueAgents,
  queues,
  type RingMeAgent,
  type RingMeCall,
  type RingMeQueue,
} from './payloads';
import type { RingMeSecrets, RingMeSettings } from './settings';

/** What is going on at the phones of the tenant; queues are no phones, so who waits in them is not told. */
export type RingMeLive = readonly RingMeCall[];

export interface RingMeNames {
  readonly queues: readonly RingMeQueue[];
  readonly agents: Readonly<Record<AgentType, readonly RingMeAgent[]>>;
  /** What each phone is called, by extension id: agents are told without a name. */
  readonly labels: ReadonlyMap<string, string>;
  /** By queue id. */
  readonly members: ReadonlyMap<string, readonly QueueAgent[]>;
}

type RingMeFeed<Value> = Feed<RingMeSettings, RingMeSecrets, Value>;

/** Ten seconds: all applications of a tenant share an hourly quota. */
export const live: RingMeFeed<RingMeLive> = {
  everyMs: () => 10_000,
  read: (context) => askJson(context, 'client/@me/current_calls/', calls),
};

export const names: RingMeFeed<RingMeNames> = {
  everyMs: (settings) => settings.namesEverySeconds * 1000,
  async read(context) {
    const list = await askPages(context, 'client/@me/extension/', queues, { query: [['type', 'queue']] });
    const phones = await askPages(context, 'client/@me/extension/', queues, {
      query: [['type', 'phone']],
      allow: [404],
    });
    const [local, remote] = await readAgents(context);
    const tasks = list.map(
      ({ id }) =>
        (signal: AbortSignal) =>
          // One that was removed meanwhile has nobody.
          askPages(context, `extension/${encodeURIComponent(id)}/agent/`, queueAgents, { signal, allow: [404] }),
    );
    const members = await allOrNone<QueueAgent[][]>(context.signal, tasks);
    return {
      queues: list,
      agents: { local, remote },
      labels: new Map(phones.flatMap(({ id, label }) => (label === null ? [] : [[id, label] as const]))),
      members: new Map(list.map(({ id }, at) => [id, members[at] ?? []])),
    };
  },
};

/** Local agents, then remote ones; a tenant without remote ones may not know the list. */
export function readAgents(context: RingMeContext): Promise<[RingMeAgent[], RingMeAgent[]]> {
  const [local, remote] = agentTypes.map(
    (type) => (signal: AbortSignal) =>
      askPages(context, `client/@me/agent/${type}/`, agents, { signal, allow: type === 'remote' ? [404] : [] }),
  ) as [AgentTask, AgentTask];
  return allOrNone<[RingMeAgent[], RingMeAgent[]]>(context.signal, [local, remote]);
}

type AgentTask = (signal: AbortSignal) => Promise<RingMeAgent[]>;
