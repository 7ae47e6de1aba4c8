import type { Centre, CentreAgent, CentreContact, CentrePauseCode, CentreQueue } from './centre-types';

/** Monday 2026-03-02, 10:00:00 in UTC and 12:00:00 in Helsinki. */
export const stubNow = Date.UTC(2026, 2, 2, 10);

/** A centre that stands still: every figure is what the test put there, and commands change it at once. */
export interface StubCentre extends Centre {
  now: () => number;
  readonly queues: CentreQueue[];
  readonly agents: CentreAgent[];
  readonly pauseCodes: CentrePauseCode[];
  readonly live: CentreContact[];
  readonly ended: CentreContact[];
}

export function stubQueue(queue: Partial<CentreQueue> & { id: string }): CentreQueue {
  return {
    name: `Queue ${queue.id}`,
    number: `9${queue.id}`,
    channel: 'phone',
    outbound: false,
    answerWithinMs: 20_000,
    shortAbandonMs: 5_000,
    maxWaiting: 12,
    isOpen: true,
    ...queue,
  };
}

export function stubAgent(agent: Partial<CentreAgent> & { id: string }): CentreAgent {
  return {
    firstName: 'John',
    lastName: 'Fox',
    displayName: null,
    username: `agent${agent.id}`,
    email: `agent${agent.id}@example.org`,
    extension: `2${agent.id.slice(1)}`,
    team: 'Sales',
    location: 'Espoo',
    memberOf: [],
    joined: [],
    joinedLevels: {},
    pauses: [],
    pausedIn: [],
    state: 'logged-out',
    stateSince: stubNow - 3_600_000,
    loggedInSince: null,
    pendingPause: null,
    pauseCode: null,
    pausedSince: null,
    contactIds: [],
    wrapUpEndsAt: null,
    handledToday: 0,
    ...agent,
  };
}

export function stubContact(contact: Partial<CentreContact> & { id: string; queueId: string }): CentreContact {
  return {
    channel: 'phone',
    direction: 'in',
    caller: '0401234567',
    callerName: null,
    isVip: false,
    phase: 'waiting',
    agentId: null,
    enteredAt: stubNow,
    ringingSince: null,
    answeredAt: null,
    releasedAt: null,
    wrapUpEndsAt: null,
    endedAt: null,
    outcome: null,
    disposition: null,
    features: [],
    ...contact,
  };
}

type ContactCommands = Pick<Centre, 'hangUp' | 'transfer' | 'pickUp' | 'dial' | 'note'>;

/** Contacts change hands at once, and are over when no agent is at the other end; nobody wraps up, nobody's state follows. */
function stubContactCommands(
  live: CentreContact[],
  agents: readonly CentreAgent[],
  now: () => number,
): ContactCommands {
  const change = (contactId: string, to: (contact: CentreContact) => void): boolean => {
    const contact = live.find(({ id }) => id === contactId);
    if (contact) to(contact);
    return contact !== undefined;
  };
  const end = (contact: CentreContact) => {
    Object.assign(contact, { phase: 'ended', releasedAt: now(), endedAt: now() });
    live.splice(live.indexOf(contact), 1);
  };
  return {
    hangUp: (contactId) => change(contactId, end),
    transfer: (contactId, to) =>
      change(contactId, (contact) => {
        contact.agentId = agents.find(({ extension }) => extension === to)?.id ?? null;
        if (contact.agentId === null) end(contact);
      }),
    pickUp: (contactId, agentId) =>
      change(contactId, (contact) => Object.assign(contact, { agentId, phase: 'talking', answeredAt: now() })),
    dial: (agentId, caller, queueId = '') => {
      const id = `dialled-${live.length}`;
      live.push(stubContact({ id, queueId, agentId, caller, direction: 'out', phase: 'ringing', enteredAt: now() }));
      return true;
    },
    note: (contactId, note) =>
      change(contactId, (contact) => {
        if ('disposition' in note) contact.disposition = note.disposition;
        else if ('addFeature' in note) contact.features = [...contact.features, note.addFeature];
        else contact.features = contact.features.filter((feature) => feature !== note.removeFeature);
      }),
  };
}

type QueueCommands = Pick<
  Centre,
  'pauseIn' | 'resumeIn' | 'join' | 'leave' | 'addMember' | 'removeMember' | 'setLevel'
>;

function stubQueueCommands(change: (agentId: string, to: (agent: CentreAgent) => void) => boolean): QueueCommands {
  return {
    pauseIn: (agentId, queueId) => change(agentId, (agent) => agent.pausedIn.push(queueId)),
    resumeIn: (agentId, queueId) =>
      change(agentId, (agent) => {
        agent.pausedIn = agent.pausedIn.filter((id) => id !== queueId);
      }),
    join: (agentId, queueId) => change(agentId, (agent) => agent.joined.push(queueId)),
    leave: (agentId, queueId) =>
      change(agentId, (agent) => {
        agent.joined = agent.joined.filter((id) => id !== queueId);
      }),
    addMember: (agentId, queueId) =>
      change(agentId, (agent) => {
        agent.memberOf = [...agent.memberOf, { queueId, level: 1 }];
      }),
    removeMember: (agentId, queueId) =>
      change(agentId, (agent) => {
        agent.memberOf = agent.memberOf.filter((membership) => membership.queueId !== queueId);
      }),
    setLevel: (agentId, queueId, level) =>
      change(agentId, (agent) => {
        agent.joinedLevels = { ...agent.joinedLevels, [queueId]: level };
      }),
  };
}

/** Queues come and go at once; members stay what they were called. */
function stubQueues(queues: CentreQueue[]): Pick<Centre, 'addQueue' | 'changeQueue' | 'removeQueue'> {
  const at = (queueId: string) => queues.findIndex(({ id }) => id === queueId);
  return {
    addQueue: (queue) => at(queue.id) === -1 && queues.push(stubQueue(queue)) > 0,
    changeQueue: (queueId, change) => at(queueId) !== -1 && Boolean(Object.assign(queues[at(queueId)] ?? {}, change)),
    removeQueue: (queueId) => at(queueId) !== -1 && queues.splice(at(queueId), 1).length > 0,
  };
}

type StaffCommands = Pick<Centre, 'hire' | 'changeAgent' | 'dismiss' | 'setMembers' | 'setPauseCodes'>;

/** People come and go at once; nobody who is hired works yet. */
function stubStaff(agents: CentreAgent[], codes: CentrePauseCode[]): StaffCommands {
  const at = (agentId: string) => agents.findIndex(({ id }) => id === agentId);
  return {
    hire: (agent) => at(agent.id) === -1 && agents.push(stubAgent({ extension: '', ...agent })) > 0,
    changeAgent: (agentId, change) => at(agentId) !== -1 && Boolean(Object.assign(agents[at(agentId)] ?? {}, change)),
    dismiss: (agentId) => at(agentId) !== -1 && agents.splice(at(agentId), 1).length > 0,
    setMembers: (queueId, members) => {
      for (const agent of agents) {
        const asked = members.filter(({ agentId }) => agentId === agent.id).map(({ level }) => ({ queueId, level }));
        agent.memberOf = [...agent.memberOf.filter((one) => one.queueId !== queueId), ...asked];
      }
      return true;
    },
    setPauseCodes: (wanted) => codes.splice(0, codes.length, ...wanted).length >= 0,
  };
}

const stubPauseCodes = (): CentrePauseCode[] => [
  { code: '10', name: 'Lunch', isWrapUp: false },
  { code: '20', name: 'Meeting', isWrapUp: false },
  { code: '99', name: 'Wrap-up', isWrapUp: true },
];

export function stubCentre(contents: Partial<StubCentre> = {}): StubCentre {
  const live = contents.live ?? [];
  const ended = contents.ended ?? [];
  const agents = contents.agents ?? [];
  const queues = contents.queues ?? [];
  const pauseCodes = contents.pauseCodes ?? stubPauseCodes();
  const change = (agentId: string, to: (agent: CentreAgent) => void): boolean => {
    const agent = agents.find((one) => one.id === agentId);
    if (agent) to(agent);
    return agent !== undefined;
  };
  const rest = (agent: CentreAgent, state: 'idle' | 'paused' | 'logged-out', code: string | null) =>
    Object.assign(agent, {
      state,
      stateSince: centre.now(),
      pauseCode: code,
      pausedSince: state === 'paused' ? centre.now() : null,
    });
  const centre: StubCentre = {
    siteId: 'stub',
    name: 'Stub centre',
    timeZone: 'Europe/Helsinki',
    queues,
    agents,
    pauseCodes,
    live,
    ended,
    now: () => stubNow,
    settle: () => undefined,
    liveContacts: () => live,
    endedContacts: (since) => ended.filter((contact) => (contact.endedAt ?? 0) >= since),
    login: (agentId, queueIds) =>
      change(agentId, (agent) => {
        rest(agent, 'idle', null);
        agent.loggedInSince = centre.now();
        agent.joined = queueIds ? [...queueIds] : agent.memberOf.map(({ queueId }) => queueId);
      }),
    logout: (agentId) =>
      change(agentId, (agent) => {
        rest(agent, 'logged-out', null);
        agent.loggedInSince = null;
        agent.joined = [];
      }),
    pause: (agentId, code) => change(agentId, (agent) => rest(agent, 'paused', code)),
    unpause: (agentId) => change(agentId, (agent) => rest(agent, 'idle', null)),
    ...stubQueueCommands(change),
    ...stubQueues(queues),
    ...stubStaff(agents, pauseCodes),
    ...stubContactCommands(live, agents, () => centre.now()),
    command: (_order, run) => run((values) => values) !== false,
    ...contents,
  };
  return centre;
}
