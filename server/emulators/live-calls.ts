import type { Centre, CentreAgent, CentreContact, CentreQueue } from './centre-types';

/** Calls of a queue: the callers who wait, those it rings for and those who were answered, until they hang up. */
export function callsOfQueue(centre: Centre, queue: CentreQueue): CentreContact[] {
  return centre.liveContacts().filter((contact) => isCall(contact) && isFor(contact, queue));
}

/** Calls of an agent's phone: what it rings for, and what is talked. */
export function callsOfPhone(centre: Centre, agent: CentreAgent): CentreContact[] {
  return centre.liveContacts().filter((contact) => isCall(contact) && contact.agentId === agent.id);
}

/** When a call began for the phone it is at. */
export function begunAtPhone({ direction, ringingSince, enteredAt }: CentreContact): number {
  return direction === 'in' ? (ringingSince ?? enteredAt) : enteredAt;
}

/** Callers wait in a queue; who is called is called by an agent. */
export function isFor(contact: CentreContact, queue: CentreQueue): boolean {
  return contact.queueId === queue.id && contact.direction === 'in';
}

/** Wrap-up is no call any more. */
function isCall({ phase }: CentreContact): boolean {
  return phase === 'waiting' || phase === 'ringing' || phase === 'talking';
}
