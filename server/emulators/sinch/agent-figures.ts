import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import { groupedBy, type World } from './world';

export interface HandledFigures {
  readonly callIn: number;
  readonly chatIn: number;
  readonly emailIn: number;
  readonly callOut: number;
  readonly chatOut: number;
  readonly emailOut: number;
  /** Milliseconds. */
  readonly handlingMs: number;
  readonly wrapUpMs: number;
}

/** Contacts each agent finished talking at or after an instant. */
export function handledSince(world: World, since: number): Map<string, CentreContact[]> {
  const wrappingUp = world.live.filter((contact) => contact.phase === 'wrap-up');
  const handled = [...world.centre.endedContacts(since), ...wrappingUp].filter(
    (contact) => contact.agentId !== null && contact.answeredAt !== null && (contact.releasedAt ?? 0) >= since,
  );
  return groupedBy(handled, (contact) => contact.agentId ?? '');
}

export function figuresOf(contacts: readonly CentreContact[], now: number): HandledFigures {
  const count = (channel: CentreContact['channel'], direction: 'in' | 'out') =>
    contacts.filter((contact) => contact.channel === channel && contact.direction === direction).length;
  return {
    callIn: count('phone', 'in'),
    chatIn: count('chat', 'in'),
    emailIn: count('email', 'in'),
    callOut: count('phone', 'out'),
    chatOut: count('chat', 'out'),
    emailOut: count('email', 'out'),
    handlingMs: total(contacts, (contact) => (contact.releasedAt ?? now) - (contact.answeredAt ?? now)),
    wrapUpMs: total(contacts, (contact) => wrapUpMsOf(contact, now)),
  };
}

/** Time between the end of talking and the end of everything, or now. */
export function wrapUpMsOf(contact: CentreContact, now: number): number {
  return contact.releasedAt === null ? 0 : Math.max(0, (contact.endedAt ?? now) - contact.releasedAt);
}

/** Ready and paused time since the login or `since`; only the present pause is known, so earlier ones count as ready. */
export function shiftOf(agent: CentreAgent, since: number, now: number): { readyMs: number; pausedMs: number } {
  const loggedInMs = now - Math.max(since, agent.loggedInSince ?? now);
  const pausedMs = agent.state === 'paused' ? now - Math.max(since, agent.pausedSince ?? agent.stateSince) : 0;
  return { readyMs: Math.max(0, loggedInMs - pausedMs), pausedMs: Math.max(0, pausedMs) };
}

function total(contacts: readonly CentreContact[], read: (contact: CentreContact) => number): number {
  return contacts.reduce((sum, contact) => sum + Math.max(0, read(contact)), 0);
}
