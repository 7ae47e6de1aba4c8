import { AsyncLocalStorage } from 'node:async_hooks';
import type { EpochMs } from '@/lib/floor/records';
import type { Centre, CentreAgent, CentreContact } from '@/server/emulators/centre-types';

/** How a centre lies to one request. */
export interface Lie {
  readonly skewMs: number;
  /** No state is older than this. */
  readonly notBefore: EpochMs | null;
  readonly hidesAgents: boolean;
  readonly ignoresCommands: boolean;
}

export interface DoctoredCentre {
  /** The centre as the face sees it. */
  readonly centre: Centre;
  /** Everything `run` starts, awaits included, sees the centre through this lie; null is the truth. */
  under(lie: Lie | null, run: () => void): void;
}

/** A centre that tells the truth except inside `under`; so one face keeps its sessions whatever is wrong. */
export function doctorCentre(truth: Centre): DoctoredCentre {
  const lies = new AsyncLocalStorage<Lie>();
  const lie = () => lies.getStore();
  const skew = () => lie()?.skewMs ?? 0;
  const command = (run: () => boolean): boolean => (lie()?.ignoresCommands ? true : run());
  const tellAgents = createAgentTeller(truth);
  const centre: Centre = {
    ...truth,
    get agents() {
      const told = lie();
      return told ? tellAgents(told) : truth.agents;
    },
    now: () => truth.now() + skew(),
    liveContacts: () => shiftContacts(truth.liveContacts(), skew()),
    endedContacts: (since) => shiftContacts(truth.endedContacts(since - skew()), skew()),
    login: (...args) => command(() => truth.login(...args)),
    logout: (...args) => command(() => truth.logout(...args)),
    pause: (...args) => command(() => truth.pause(...args)),
    unpause: (...args) => command(() => truth.unpause(...args)),
    pauseIn: (...args) => command(() => truth.pauseIn(...args)),
    resumeIn: (...args) => command(() => truth.resumeIn(...args)),
    join: (...args) => command(() => truth.join(...args)),
    leave: (...args) => command(() => truth.leave(...args)),
    addMember: (...args) => command(() => truth.addMember(...args)),
    removeMember: (...args) => command(() => truth.removeMember(...args)),
    hangUp: (...args) => command(() => truth.hangUp(...args)),
    transfer: (...args) => command(() => truth.transfer(...args)),
    pickUp: (...args) => command(() => truth.pickUp(...args)),
  };
  return { centre, under: (told, run) => (told ? lies.run(told, run) : run()) };
}

/** Faces ask for the agents again and again while they answer: one telling per request and instant is enough. */
function createAgentTeller(truth: Centre): (lie: Lie) => readonly CentreAgent[] {
  const told = new WeakMap<Lie, { at: EpochMs; agents: readonly CentreAgent[] }>();
  return (lie) => {
    if (lie.hidesAgents) return [];
    const before = told.get(lie);
    if (before?.at === truth.now()) return before.agents;
    const agents = truth.agents.map((agent) => tellAgent(agent, lie));
    told.set(lie, { at: truth.now(), agents });
    return agents;
  };
}

function tellAgent(agent: CentreAgent, { skewMs, notBefore }: Lie): CentreAgent {
  const tell = (at: EpochMs) => (notBefore === null ? at : Math.max(at, notBefore)) + skewMs;
  const tellMaybe = (at: EpochMs | null) => (at === null ? null : tell(at));
  return {
    ...agent,
    stateSince: tell(agent.stateSince),
    loggedInSince: tellMaybe(agent.loggedInSince),
    pausedSince: tellMaybe(agent.pausedSince),
    wrapUpEndsAt: shift(agent.wrapUpEndsAt, skewMs),
  };
}

function shiftContacts(contacts: readonly CentreContact[], skewMs: number): readonly CentreContact[] {
  return skewMs === 0 ? contacts : contacts.map((contact) => shiftContact(contact, skewMs));
}

function shiftContact(contact: CentreContact, skewMs: number): CentreContact {
  return {
    ...contact,
    enteredAt: contact.enteredAt + skewMs,
    ringingSince: shift(contact.ringingSince, skewMs),
    answeredAt: shift(contact.answeredAt, skewMs),
    releasedAt: shift(contact.releasedAt, skewMs),
    wrapUpEndsAt: shift(contact.wrapUpEndsAt, skewMs),
    endedAt: shift(contact.endedAt, skewMs),
  };
}

function shift(at: EpochMs | null, byMs: number): EpochMs | null {
  return at === null ? null : at + byMs;
}
