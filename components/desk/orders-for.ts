import type { SharedReason } from '@/lib/desk/reasons';
import { commandFor, type Wish } from '@/lib/desk/standing';
import type { OrderToSend } from '@/lib/protocol/api/commands-api';
import type { Seat } from './use-desk';

export interface Wishing {
  readonly wish: Wish;
  readonly reason?: SharedReason | null;
  readonly isAfterContact?: boolean;
}

export interface DeskOrders {
  readonly orders: readonly OrderToSend[];
  /** Systems that would refuse: they pause with a reason only, and this is none of theirs. */
  readonly lacking: readonly Seat[];
}

/** The orders that bring every system where its person wants to be, and the systems that cannot be asked like this. */
export function ordersFor({ wish, reason, isAfterContact = false }: Wishing, seats: readonly Seat[]): DeskOrders {
  const orders: OrderToSend[] = [];
  const lacking: Seat[] = [];
  for (const seat of seats) {
    const { agent, vendor, needsReason } = seat;
    const action = commandFor(wish, agent, vendor);
    if (action === null || (action === 'pause' && !reason && agent.readiness === 'paused')) continue;
    const code = action === 'pause' ? reason?.codes[agent.id] : undefined;
    const when = isAfterContact && action === 'pause' ? 'after-contact' : 'now';
    if (action === 'pause' && needsReason && code === undefined) lacking.push(seat);
    else orders.push({ action, targetId: agent.id, fields: code === undefined ? {} : { reason: code }, when });
  }
  return { orders, lacking };
}
