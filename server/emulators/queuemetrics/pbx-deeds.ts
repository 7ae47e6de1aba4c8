import type { Centre, CentreAgent, CentreContact, ContactNote } from '@/server/emulators/centre-types';
import { findAgent, uniqueId } from './values';

/** A PBX action as it was asked for, under whichever name the target came. */
export interface PbxRequest {
  readonly action: string;
  readonly extension?: string | undefined;
  readonly queues?: string | readonly string[] | undefined;
  readonly agent?: string | undefined;
  readonly server?: string | undefined;
  readonly pause?: string | undefined;
  readonly callid?: string | undefined;
  readonly outcome?: string | undefined;
  readonly target?: string | undefined;
  readonly message?: string | undefined;
  readonly optValues?: readonly string[] | undefined;
}

type Deed = (centre: Centre, request: PbxRequest) => boolean;

const deeds: Readonly<Record<string, Deed>> = {
  login: byAgent((centre, agent, request) => done(centre.login(agent.id), () => setLevels(centre, agent.id, request))),
  logout: byAgent((centre, agent) => centre.logout(agent.id)),
  pause: byAgent((centre, agent, { pause }) => centre.pause(agent.id, pause || null)),
  unpause: byAgent((centre, agent) => centre.unpause(agent.id)),
  join: byAgent((centre, agent, request) =>
    done(joinQueues(centre, agent, queuesOf(request)), () => setLevels(centre, agent.id, request)),
  ),
  remove: byAgent((centre, agent, request) =>
    queuesOf(request)
      .map((queueId) => centre.leave(agent.id, queueId))
      .includes(true),
  ),
  softhangup: byAgent((centre, agent, { callid }) => {
    const call = callOf(centre, callid);
    return call?.agentId === agent.id && centre.hangUp(call.id);
  }),
  transfer: byAgent((centre, agent, { callid, target = '' }) => {
    const call = callOf(centre, callid);
    return call?.agentId === agent.id && centre.transfer(call.id, extensionIn(target));
  }),
  calloutcome: noteWith((disposition) => ({ disposition })),
  addfeature: noteWith((addFeature) => ({ addFeature })),
  remfeature: noteWith((removeFeature) => ({ removeFeature })),
  customdial: (centre, request) => {
    const agent = dialler(centre, request);
    return agent !== undefined && centre.dial(agent.id, request.target ?? '', queuesOf(request)[0]);
  },
  // Texts and listening leave no trace but the journal: they arrive where somebody is.
  sendtext: (centre, { target = '' }) => isReachable(centre, target),
  inboundmonitor: monitor('in'),
  outboundmonitor: monitor('out'),
};

/** Does on the centre what the PBX was asked to; false when there is no such agent, call or queue. */
export function carryOut(centre: Centre, request: PbxRequest): boolean {
  return deeds[request.action]?.(centre, request) ?? false;
}

/** An agent's code in place of an extension only works for who is logged on, with an extension, on the outbound queue. */
export function hotDeskProblem(centre: Centre, request: PbxRequest): string | null {
  const { extension = '' } = request;
  if (!/^agent\//i.test(extension)) return null;
  const agent = findAgent(centre, extension);
  const isThere = agent && agent.extension !== '' && queuesOf(request).some((id) => agent.joined.includes(id));
  return isThere ? null : `Agent: '${extension}' not logged on`;
}

function byAgent(run: (centre: Centre, agent: CentreAgent, request: PbxRequest) => boolean): Deed {
  return (centre, request) => {
    const agent = findAgent(centre, request.agent ?? '');
    return agent !== undefined && run(centre, agent, request);
  };
}

function noteWith(noteOf: (code: string) => ContactNote): Deed {
  return (centre, { callid, outcome = '' }) => {
    const call = callOf(centre, callid) ?? endedCallOf(centre, callid);
    return call !== undefined && centre.note(call.id, noteOf(outcome));
  };
}

function monitor(direction: CentreContact['direction']): Deed {
  return byAgent((centre, agent, { callid }) =>
    centre
      .liveContacts()
      .filter((call) => call.agentId === agent.id && call.phase === 'talking' && call.direction === direction)
      .some((call) => !callid || uniqueId(call) === callid),
  );
}

/** Joining a first queue is what logs a dynamic member in. */
function joinQueues(centre: Centre, agent: CentreAgent, queueIds: readonly string[]): boolean {
  if (agent.state === 'logged-out') return centre.login(agent.id, queueIds);
  return queueIds.map((queueId) => centre.join(agent.id, queueId)).includes(true);
}

/** `QM_AGENT_PRIONUM` is the penalty: 0 is the centre's level 1. Its label `QM_AGENT_PRIOLBL` is only text. */
function setLevels(centre: Centre, agentId: string, request: PbxRequest): void {
  const { optValues = [] } = request;
  const penalty = optValues[optValues.indexOf('QM_AGENT_PRIONUM') + 1];
  if (!optValues.includes('QM_AGENT_PRIONUM') || !/^\d{1,3}$/.test(penalty ?? '')) return;
  const asked = queuesOf(request);
  const joined = centre.agents.find(({ id }) => id === agentId)?.joined ?? [];
  for (const queueId of asked.length > 0 ? asked : joined) centre.setLevel(agentId, queueId, Number(penalty) + 1);
}

function done(isDone: boolean, then: () => void): boolean {
  if (isDone) then();
  return isDone;
}

function dialler(centre: Centre, { extension = '' }: PbxRequest): CentreAgent | undefined {
  return findAgent(centre, extension) ?? centre.agents.find((agent) => agent.extension === extensionIn(extension));
}

function isReachable(centre: Centre, target: string): boolean {
  return centre.agents.some((agent) => agent.state !== 'logged-out' && agent.extension === extensionIn(target));
}

/** `SIP/200` is channel and extension. */
const extensionIn = (text: string): string => text.trim().replace(/^\w+\//, '');

const queuesOf = ({ queues }: PbxRequest): readonly string[] => [queues ?? []].flat();

function callOf(centre: Centre, callid: string | undefined): CentreContact | undefined {
  return centre.liveContacts().find((call) => uniqueId(call) === callid);
}

/** How a call went is mostly said after it. */
function endedCallOf(centre: Centre, callid: string | undefined): CentreContact | undefined {
  return centre.endedContacts(0).find((call) => uniqueId(call) === callid);
}
