import { AsyncLocalStorage } from 'node:async_hooks';
import type { EpochMs } from '@/lib/floor/records';
import type { Centre, CentreAgent, CentreContact, CentreOrder } from '@/server/emulators/centre-types';
import type { PassCommand } from './command-gate';

/** How a centre lies to one request. */
export interface Lie {
  readonly skewMs: number;
  /** No state is older than this. */
  readonly notBefore: EpochMs | null;
  readonly hidesAgents: boolean;
}

export interface DoctoredCentre {
  /** The centre as the face sees it. */
  readonly centre: Centre;
  /** The centre as it is. */
  readonly truth: Centre;
  /**
   * Everything `run` starts, awaits and timers included, sees the centre through this lie (null is the truth), and its
   * commands pass the gate.
   */
  under(lie: Lie | null, run: () => void, gate?: PassCommand): void;
}

interface Visit {
  readonly lie: Lie | null;
  readonly gate: PassCommand | null;
}

/** A centre that tells the truth except inside `under`; so one face keeps its sessions whatever is wrong. */
export function doctorCentre(truth: Centre): DoctoredCentre {
  const visits = new AsyncLocalStorage<Visit>();
  const lie = () => visits.getStore()?.lie ?? null;
  const skew = () => lie()?.skewMs ?? 0;
  const tellAgents = createAgentTeller(truth);
  // What a command does inside the gate has passed it already.
  const command: Centre['command'] = (order, run) => {
    const visit = visits.getStore();
    if (!visit?.gate) return truth.command(order, run);
    return visit.gate(order, (as) => visits.run({ ...visit, gate: null }, () => run(as)));
  };
  const centre: Centre = {
    ...truth,
    get agents() {
      const told = lie();
      return told ? tellAgents(told) : truth.agents;
    },
    now: () => truth.now() + skew(),
    liveContacts: () => shiftContacts(truth.liveContacts(), skew()),
    endedContacts: (since) => shiftContacts(truth.endedContacts(since - skew()), skew()),
    ...gatedCommands(truth, command),
    command,
  };
  return {
    centre,
    truth,
    under: (told, run, gate) => (told || gate ? visits.run({ lie: told, gate: gate ?? null }, run) : run()),
  };
}

type Commands = Pick<
  Centre,
  | ('login' | 'logout' | 'pause' | 'unpause' | 'pauseIn' | 'resumeIn' | 'join' | 'leave')
  | ('addQueue' | 'changeQueue' | 'removeQueue' | 'hire' | 'changeAgent' | 'dismiss' | 'setMembers' | 'setPauseCodes')
  | ('addMember' | 'removeMember' | 'setLevel' | 'hangUp' | 'transfer' | 'pickUp' | 'dial' | 'note')
>;

/** Changing a centre is a command even where a face does not say so by itself. */
function gatedCommands(truth: Centre, command: Centre['command']): Commands {
  const ofAgent = (deed: string, agentId: string, details: CentreOrder['details'], run: () => boolean) =>
    command({ deed, agentId, details: details ?? {} }, run);
  const ofQueue = (deed: string, queueId: string, details: object, run: () => boolean) =>
    command({ deed, agentId: null, details: { queueId, ...details } }, run);
  const ofContact = (deed: string, contactId: string, details: CentreOrder['details'], run: () => boolean) =>
    command({ deed, agentId: null, details: { contactId, ...details } }, run);
  return {
    login: (id, queueIds) => ofAgent('login', id, { queueIds }, () => truth.login(id, queueIds)),
    logout: (id) => ofAgent('logout', id, {}, () => truth.logout(id)),
    pause: (id, code) => ofAgent('pause', id, { code }, () => truth.pause(id, code)),
    unpause: (id) => ofAgent('unpause', id, {}, () => truth.unpause(id)),
    pauseIn: (id, queueId) => ofAgent('pause-in', id, { queueId }, () => truth.pauseIn(id, queueId)),
    resumeIn: (id, queueId) => ofAgent('resume-in', id, { queueId }, () => truth.resumeIn(id, queueId)),
    join: (id, queueId) => ofAgent('join', id, { queueId }, () => truth.join(id, queueId)),
    leave: (id, queueId) => ofAgent('leave', id, { queueId }, () => truth.leave(id, queueId)),
    addMember: (id, queueId) => ofAgent('add-member', id, { queueId }, () => truth.addMember(id, queueId)),
    removeMember: (id, queueId) => ofAgent('remove-member', id, { queueId }, () => truth.removeMember(id, queueId)),
    setLevel: (id, queueId, level) =>
      ofAgent('set-level', id, { queueId, level }, () => truth.setLevel(id, queueId, level)),
    addQueue: (queue) => ofQueue('add-queue', queue.id, queue, () => truth.addQueue(queue)),
    changeQueue: (id, change) => ofQueue('change-queue', id, change, () => truth.changeQueue(id, change)),
    removeQueue: (id) => ofQueue('remove-queue', id, {}, () => truth.removeQueue(id)),
    hire: (agent) => ofAgent('hire', agent.id, { ...agent }, () => truth.hire(agent)),
    changeAgent: (id, change) => ofAgent('change-agent', id, change, () => truth.changeAgent(id, change)),
    dismiss: (id) => ofAgent('dismiss', id, {}, () => truth.dismiss(id)),
    setMembers: (id, members) => ofQueue('set-members', id, { members }, () => truth.setMembers(id, members)),
    setPauseCodes: (codes) =>
      command({ deed: 'set-pause-codes', agentId: null, details: { codes } }, () => truth.setPauseCodes(codes)),
    hangUp: (id) => ofContact('hang-up', id, {}, () => truth.hangUp(id)),
    transfer: (id, to) => ofContact('transfer', id, { to }, () => truth.transfer(id, to)),
    pickUp: (id, agentId) =>
      command({ deed: 'pick-up', agentId, details: { contactId: id } }, () => truth.pickUp(id, agentId)),
    dial: (id, number, queueId) => ofAgent('dial', id, { number, queueId }, () => truth.dial(id, number, queueId)),
    note: (id, note) => ofContact('note', id, note, () => truth.note(id, note)),
  };
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
