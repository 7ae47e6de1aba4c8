import { removeMember } from './centre-commands';
import type { Centre } from './centre-types';
import { giveUp } from './contact-flow';
import { hourMs } from './day-shape';
import { openQueue } from './staffing';
import { planTraffic } from './traffic';
import type { QueueLine, World } from './world';

type QueueCommands = Pick<Centre, 'addQueue' | 'changeQueue' | 'removeQueue'>;

/** A queue opened meanwhile is a small one: nobody has hired for it. */
const contactsAtPeak = 30 / hourMs;
const talkSeconds = 40;

/** What can be asked of queues from outside; each command acts on the centre's present. */
export function queueCommands(world: World, settle: () => void): QueueCommands {
  const known = (queueId: string): QueueLine | undefined => {
    settle();
    return world.queueById.get(queueId);
  };
  return {
    addQueue: ({ id, name, number, channel = 'phone', outbound = false, ...rest }) => {
      if (known(id)) return false;
      const queue = openQueue({ id, name, number, channel, outbound, talkSeconds });
      Object.assign(queue, rest, { peakRate: contactsAtPeak });
      world.queues.push(queue);
      world.queueById.set(id, queue);
      planTraffic(world, queue);
      return true;
    },
    changeQueue: (queueId, change) => {
      const queue = known(queueId);
      if (queue) Object.assign(queue, change);
      return queue !== undefined;
    },
    removeQueue: (queueId) => {
      const queue = known(queueId);
      if (queue) remove(world, queue);
      return queue !== undefined;
    },
  };
}

function remove(world: World, queue: QueueLine): void {
  for (const agent of [...queue.members]) removeMember(world, agent, queue);
  const unanswered = [...world.live.values()].filter(
    ({ queueId, phase }) => queueId === queue.id && (phase === 'waiting' || phase === 'ringing'),
  );
  for (const contact of unanswered) giveUp(world, contact, 'timed-out');
  world.queues.splice(world.queues.indexOf(queue), 1);
  world.queueById.delete(queue.id);
}
