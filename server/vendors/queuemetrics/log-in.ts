import { CommandRefused, isCommandRefused } from '@/server/vendors/command';
import { groupBy } from '@/server/vendors/group-by';
import { agentIn, dialled, nativeIdOf } from '@/server/vendors/order-parts';
import { readAgentQueues } from './choices';
import { levelValues } from './levels';
import { askPbx, type QmCommand } from './pbx-actions';

/** Logs an agent in at a phone: by the action of that name, or by joining every queue of the agent, as the settings say. */
export async function logIn(context: QmCommand): Promise<void> {
  const { order, settings } = context;
  const agent = agentIn(order);
  const extension = order.fields.extension ? dialled(order.fields.extension) : agent.extension;
  if (!extension) throw new CommandRefused('QueueMetrics does not tell which phone the agent has: name its extension');
  const phone = { extension, agent: nativeIdOf(agent) };
  if (settings.loginBy === 'login') return askPbx(context, 'login', phone);
  await joinAll(context, phone);
}

/** A level holds for all queues of one action, so there is one action for each. */
async function joinAll(context: QmCommand, phone: { extension: string; agent: string }): Promise<void> {
  const byLevel = groupBy(await queuesOf(context), ({ level }) => level ?? '');
  if (byLevel.size === 0) throw new CommandRefused('QueueMetrics has no queue that this agent is assigned to');
  const joined: string[] = [];
  for (const [level, entries] of byLevel) {
    const queues = entries.map(({ queue }) => queue);
    try {
      await askPbx(context, 'join', { queues, ...phone, ...levelValues(level || null) });
    } catch (error) {
      if (joined.length === 0 || !isCommandRefused(error)) throw error;
      throw new CommandRefused(`Joined ${joined.join(', ')} but not ${queues.join(', ')}. ${error.message}`);
    }
    joined.push(...queues);
  }
}

/** As the floor has them; where it has none, as QueueMetrics tells when asked. */
async function queuesOf(context: QmCommand): Promise<{ readonly queue: string; readonly level: string | null }[]> {
  const { order } = context;
  const known = order.memberships.map(({ queueId, level }) => ({
    queue: nativeIdOf({ id: queueId }),
    level: level === null ? null : String(level),
  }));
  if (known.length > 0) return known;
  const asked = await readAgentQueues(context, nativeIdOf(agentIn(order)));
  return asked.map(({ queue, level }) => ({ queue, level: level === '' ? null : level }));
}
