import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import { isMember, loginPrefix } from './queues';

/**
 * What happens when an agent dials a number: a queue's log-in prefix and 1 logs in to that queue, with 0 out of it.
 * False when nothing does, or it is not the agent's queue.
 */
export function dialCode(centre: Centre, agent: CentreAgent, number: string): boolean {
  const queue = centre.queues.find((one) => loginPrefix(centre, one) === number.slice(0, -1));
  if (!queue || !isMember(agent, queue.id)) return false;
  const isIn = agent.state !== 'logged-out';
  if (number.endsWith('1')) return isIn ? centre.join(agent.id, queue.id) : centre.login(agent.id, [queue.id]);
  if (!number.endsWith('0') || !agent.joined.includes(queue.id)) return false;
  return agent.joined.length === 1 ? centre.logout(agent.id) : centre.leave(agent.id, queue.id);
}
