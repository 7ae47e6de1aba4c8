import type { CentreQueue } from '@/server/emulators/centre-types';
import { statusOf } from './agent-status';
import { notFound } from './failure';
import { checkedGuid, guidList } from './guid';
import { pageOf, type Row } from './list-query';
import { channelName, inQueueOf, queueGuid, servesQueue, type World } from './world';

/** `GET /queueStatuses`. */
export function queueStatusList(world: World, parameters: URLSearchParams): Row[] {
  const ids = guidList(parameters, 'id');
  const rows = world.centre.queues
    .map((queue, index) => queueStatus(world, queue, index))
    .filter((row) => ids === null || ids.has(String(row.id)));
  return pageOf(rows, parameters, 'name');
}

/** `GET /queueStatuses/{queueId}`. */
export function queueStatusRecord(world: World, guid: string): Row {
  const wanted = checkedGuid(guid);
  const index = world.centre.queues.findIndex((queue) => queueGuid(world, queue.id) === wanted);
  const queue = world.centre.queues[index];
  if (!queue) throw notFound();
  return queueStatus(world, queue, index);
}

function queueStatus(world: World, queue: CentreQueue, index: number): Row {
  const lacksCurrent = world.settings.someWithoutInQueueCurrent && index % 3 === 2;
  const waiting = inQueueOf(world, queue.id);
  // Contacts do not move between the queues of this centre, so those that came here first are those here now.
  const count = waiting.length;
  const longest = Math.max(0, ...waiting.map((contact) => world.centre.now() - contact.enteredAt));
  return {
    id: queueGuid(world, queue.id),
    name: queue.name,
    type: channelName(queue.channel),
    inQueue: count,
    waitingDurationMax: longest,
    ...(lacksCurrent ? {} : { inQueueCurrent: count, waitingDurationCurrentMax: longest }),
    ...agentCounts(world, queue),
  };
}

function agentCounts(world: World, queue: CentreQueue): Row {
  const serving = world.centre.agents
    .filter((agent) => servesQueue(agent, queue.id))
    .map((agent) => ({ agent, status: statusOf(world, agent) }));
  const present = serving.filter(({ status }) => status.userStatus === 'Ready');
  const working = present.filter(({ agent }) => agent.state !== 'wrap-up');
  const busy = (isBusy: boolean) => working.filter(({ status }) => (status.availability === 'Busy') === isBusy).length;
  const away = (userStatus: string) => serving.filter(({ status }) => status.userStatus === userStatus).length;
  return {
    agentsServing: serving.length,
    agentsFree: busy(false),
    agentsBusy: busy(true),
    agentsNotReady: away('NotReady'),
    agentsPause: away('Pause'),
    agentsWrapUp: present.length - working.length,
  };
}
