import type { CommandAction } from '@/lib/commands/actions';
import type { Order } from './command';
import type { Slices } from './vendor';

/** Whom and what an order of a test is about, by ids on the floor. */
export interface Aim {
  readonly agent?: string;
  /** Brings along the agent who has it. */
  readonly contact?: string;
  readonly queue?: string;
  readonly fields?: Order['fields'];
  readonly reason?: Order['reason'];
}

/** An order as the engine hands it to a driver; for tests. */
export function makeOrder(floor: Slices, action: CommandAction, aim: Aim = {}): Order {
  const found = <T extends { readonly id: string }>(
    records: readonly T[] | undefined,
    id: string | null | undefined,
  ) => {
    const record = records?.find((one) => one.id === id);
    if (id && !record) throw new Error(`There is no ${id} on the floor`);
    return record ?? null;
  };
  const contact = found(floor.contacts, aim.contact);
  const agent = found(floor.agents, aim.agent ?? contact?.agentId);
  return {
    action,
    agent,
    contact,
    queue: found(floor.queues, aim.queue),
    memberships: floor.memberships?.filter(({ agentId }) => agentId === agent?.id) ?? [],
    fields: aim.fields ?? {},
    reason: aim.reason ?? null,
  };
}
