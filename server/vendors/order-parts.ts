import { parseRecordId } from '@/lib/floor/ids';
import type { AgentRecord, ContactRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import { CommandRefused, type Expectation, type Order } from './command';
import { hideSecrets } from './hide-secrets';

/** The agent an order is aimed at, or who has its contact. */
export function agentIn({ agent }: Order): AgentRecord {
  if (agent) return agent;
  throw new CommandRefused('No agent has this contact: only one that an agent has can be acted on');
}

export function queueIn({ queue }: Order): QueueRecord {
  if (queue) return queue;
  throw new CommandRefused('No queue was chosen');
}

export function contactIn({ contact }: Order): ContactRecord {
  if (contact) return contact;
  throw new CommandRefused('No contact was chosen');
}

/** A field the action cannot do without. */
export function fieldIn({ fields }: Order, name: keyof Order['fields']): string {
  const value = fields[name];
  if (value !== undefined && value !== '') return value;
  throw new CommandRefused(`The field "${name}" is empty`);
}

/** The vendor's own id of a record. */
export const nativeIdOf = ({ id }: { readonly id: string }): string => parseRecordId(id)?.nativeId ?? '';

export function membershipIn({ memberships, queue }: Order): MembershipRecord | undefined {
  return memberships.find(({ queueId }) => queueId === queue?.id);
}

/** What the floor must show of the agent; null where there is none. */
export function agentBecomes(order: Order, becomes: Partial<AgentRecord>, what: string): Expectation[] | null {
  return order.agent && [{ kind: 'agents', id: order.agent.id, becomes, what }];
}

/**
 * What is dialled: a number, without what people write between its digits, or the name of a phone; nothing that a dial
 * plan could read as more than one.
 */
export function dialled(text: string): string {
  const isNumber = /^[\d+*# ().-]+$/.test(text);
  const target = isNumber ? text.replace(/[ ().-]/g, '') : text;
  if (/^[\w+*#/@.-]{1,64}$/.test(target)) return target;
  throw new CommandRefused('Only digits, letters and + * # / @ . - can be dialled, and 64 of them at most');
}

/** A refusal in the vendor's words, who may have repeated what was sent along: no secret gets through. */
export function refusedBy(
  message: string,
  vendorWords: string,
  secrets: Readonly<Record<string, string | undefined>>,
): CommandRefused {
  return new CommandRefused(message, hideSecrets(vendorWords, secrets));
}
