import type { CommandAction } from '@/lib/commands/actions';
import type { Floor } from '@/lib/floor/floor';
import type { Order } from '@/server/vendors/command';
import type { Fields, Target } from './find-target';

interface Wanted extends Pick<Order, 'reason'> {
  readonly action: CommandAction;
  readonly fields: Fields;
}

/** What a driver is asked, with everything as it stands on the floor now. */
export function orderOf({ action, fields, reason }: Wanted, target: Target, floor: Floor): Order {
  const { agent, contact, memberships } = target;
  const queue = (fields.queue !== undefined && floor.queues.get(fields.queue)) || target.queue;
  return { action, agent, contact, queue, memberships, fields, reason };
}
