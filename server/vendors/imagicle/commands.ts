import { recordId } from '@/lib/floor/ids';
import type { AgentChoices, CommandEdit, Commands, EditingCommand, Order } from '@/server/vendors/command';
import { agentIn, nativeIdOf, queueIn } from '@/server/vendors/order-parts';
import { membershipId } from './agents';
import { type ImagicleContext, readQueues } from './client';
import { agentsOfQueue } from './editor/queue-users';
import type { ImagicleSecrets, ImagicleSettings } from './settings';

/** Readiness is the agent's own, by phone; what can be asked for is who is an agent of a queue, which is configuration. */
export const commands: Commands<ImagicleSettings, ImagicleSecrets> = {
  join: membershipChange(true, (order) => ({
    ...placeOf(order),
    operation: 'create',
    values: { username: nativeIdOf(agentIn(order)) },
  })),
  leave: membershipChange(false, (order) => ({
    ...placeOf(order),
    operation: 'remove',
    id: nativeIdOf(agentIn(order)),
  })),
};

function placeOf(order: Order) {
  const queue = queueIn(order);
  return { kind: agentsOfQueue.kind.id, parentId: nativeIdOf(queue), queueId: queue.id };
}

/** Confirmed by the lists of agents, which `names` reads. */
function membershipChange(isMember: boolean, edits: (order: Order) => CommandEdit): EditingCommand<ImagicleSettings> {
  return {
    edits,
    shownBy: ['live', 'names'],
    expects({ agent, queue }: Order) {
      if (!agent || !queue) return null;
      const id = membershipId(agent.sourceId, nativeIdOf(queue), nativeIdOf(agent));
      return [{ kind: 'memberships', id, becomes: isMember ? { queueId: queue.id } : 'gone', what: queue.name }];
    },
  };
}

/** Every queue may be joined, the agent's own among them. */
export async function choices(context: ImagicleContext): Promise<AgentChoices> {
  const queues = await readQueues(context);
  return {
    pauseReasons: [],
    queues: queues.map(({ id }) => ({ queueId: recordId(context.sourceId, id), levels: [] })),
    breakLeftMs: null,
  };
}
