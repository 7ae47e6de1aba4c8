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

export interface ShiftFigures {
  readonly readyMs: number;
  readonly pausedMs: number;
  readonly notReadyMs: number;
}

/** Time since `since`: away under a profile, away without one, and the rest of the present session as ready. */
export function shiftOf(agent: CentreAgent, since: number, now: number): ShiftFigures {
  const { pausedSince } = agent;
  const running = pausedSince === null ? [] : [{ code: agent.pauseCode, since: pausedSince, until: now }];
  const away = [...agent.pauses, ...running].map((pause) => ({
    isPause: pause.code !== null,
    ms: Math.max(0, pause.until - Math.max(since, pause.since)),
    inSessionMs: Math.max(0, pause.until - Math.max(since, pause.since, agent.loggedInSince ?? now)),
  }));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const loggedInMs = now - Math.max(since, agent.loggedInSince ?? now);
  return {
    readyMs: Math.max(0, loggedInMs - sum(away.map(({ inSessionMs }) => inSessionMs))),
    pausedMs: sum(away.filter(({ isPause }) => isPause).map(({ ms }) => ms)),
    notReadyMs: sum(away.filter(({ isPause }) => !isPause).map(({ ms }) => ms)),
  };
}

function total(contacts: readonly CentreContact[], read: (contact: CentreContact) => number): number {
  return contacts.reduce((sum, contact) => sum + Math.max(0, read(contact)), 0);
}
