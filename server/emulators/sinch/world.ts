import type { Centre, CentreAgent, CentreContact, CentreQueue } from '@/server/emulators/centre-types';
import { notFound } from './failure';
import { checkedGuid, guidOf } from './guid';
import type { KeptRecords } from './kept-records';
import type { SinchSettings } from './settings';
import type { SinceTracker } from './since-tracker';

/** What every resource is drawn from, taken once for each request. */
export interface World {
  readonly centre: Centre;
  readonly settings: SinchSettings;
  readonly since: SinceTracker;
  readonly kept: KeptRecords;
  readonly live: readonly CentreContact[];
  /** Contacts being talked per agent id, oldest first. */
  readonly talking: ReadonlyMap<string, readonly CentreContact[]>;
}

type Memory = Pick<World, 'settings' | 'since' | 'kept'>;

export function worldOf(centre: Centre, memory: Memory): World {
  const live = centre.liveContacts();
  const talked = live.filter((contact) => contact.phase === 'talking');
  talked.sort((a, b) => (a.answeredAt ?? 0) - (b.answeredAt ?? 0));
  return { ...memory, centre, live, talking: groupedBy(talked, (contact) => contact.agentId ?? '') };
}

export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

export const channelNames = { phone: 'Phone', chat: 'Chat', email: 'Email' } as const;
export type ChannelName = (typeof channelNames)[keyof typeof channelNames];

/** `Phone`, `Chat` or `Email`: the words of queues; contacts write them in capitals. */
export function channelName(channel: CentreQueue['channel']): ChannelName {
  return channelNames[channel];
}

export const personName = (agent: CentreAgent): string => `${agent.lastName}, ${agent.firstName}`;

export const queueGuid = (world: World, queueId: string): string => guidOf(world.centre, 'queue', queueId);
export const agentGuid = (world: World, agentId: string): string => guidOf(world.centre, 'agent', agentId);

/** The agent of a path; 400 for what is no GUID, 404 for nobody. */
export function agentAt(world: World, guid: string): CentreAgent {
  const wanted = checkedGuid(guid);
  const agent = world.centre.agents.find((one) => agentGuid(world, one.id) === wanted);
  if (!agent) throw notFound();
  return agent;
}

/** Serving is being logged in to the queue, whatever one does meanwhile. */
export function servesQueue(agent: CentreAgent, queueId: string): boolean {
  return agent.state !== 'logged-out' && agent.joined.includes(queueId);
}

/** Contacts in a queue until somebody answers, alerting included. */
export function inQueueOf(world: World, queueId: string): CentreContact[] {
  return world.live
    .filter((contact) => contact.queueId === queueId && contact.direction === 'in')
    .filter((contact) => contact.phase === 'waiting' || contact.phase === 'ringing');
}
