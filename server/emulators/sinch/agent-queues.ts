import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import { figuresOf } from './agent-figures';
import { notFound } from './failure';
import { checkedGuid } from './guid';
import { pageOf, type Row } from './list-query';
import { agentAt, channelName, queueGuid, servesQueue, type World } from './world';

/** The `queue` rows inside an agent: statistics with 1 and 3, configuration with 2 and 3, else only what they are. */
export function queueInfoOf(world: World, agent: CentreAgent, handled: readonly CentreContact[], info: number): Row[] {
  return queuesOf(world, agent).map(({ queueId, base, configuration }) => {
    const ofQueue = handled.filter((contact) => contact.queueId === queueId);
    const figures = figuresOf(ofQueue, world.centre.now());
    const statistics = {
      handledContactsCallIn: figures.callIn,
      handledContactsCallOut: figures.callOut,
      handledContactsChatIn: figures.chatIn,
      handledContactsEmailIn: figures.emailIn,
      handlingDuration: figures.handlingMs,
      wrapUpDuration: figures.wrapUpMs,
    };
    const withConfiguration = info === 2 || info === 3;
    const withStatistics = info === 1 || info === 3;
    return { ...base, ...(withConfiguration ? configuration : {}), ...(withStatistics ? statistics : {}) };
  });
}

/** `GET /agents/{agentId}/queues`. */
export function agentQueueList(world: World, guid: string, parameters: URLSearchParams): Row[] {
  const rows = queuesOf(world, agentAt(world, guid)).map(({ base, configuration }) => ({ ...base, ...configuration }));
  return pageOf(rows, parameters, 'name');
}

/** `GET /agents/{agentId}/queues/{queueId}`. */
export function agentQueueRecord(world: World, guid: string, queue: string): Row {
  const { base, configuration } = agentQueueAt(world, agentAt(world, guid), queue);
  return { ...base, ...configuration };
}

interface AgentQueue {
  readonly queueId: string;
  readonly base: { readonly id: string; readonly name: string; readonly type: string };
  readonly configuration: { serving: boolean; externalServing: boolean; canChangeQueueLogin: boolean };
}

/** A queue this agent may serve; 404 for any other. */
export function agentQueueAt(world: World, agent: CentreAgent, guid: string): AgentQueue {
  const wanted = checkedGuid(guid);
  const found = queuesOf(world, agent).find(({ base }) => base.id === wanted);
  if (!found) throw notFound();
  return found;
}

function queuesOf(world: World, agent: CentreAgent): AgentQueue[] {
  const mine = new Set(agent.memberOf.map(({ queueId }) => queueId));
  return world.centre.queues
    .filter((queue) => mine.has(queue.id))
    .map((queue) => ({
      queueId: queue.id,
      base: { id: queueGuid(world, queue.id), name: queue.name, type: channelName(queue.channel) },
      configuration: {
        serving: servesQueue(agent, queue.id),
        externalServing: world.kept.external.has(`${agent.id}/${queue.id}`),
        canChangeQueueLogin: !world.settings.fixedQueues.includes(queue.id),
      },
    }));
}
