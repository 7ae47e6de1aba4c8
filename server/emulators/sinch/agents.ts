import { DateTime } from 'luxon';
import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import { figuresOf, handledSince, shiftOf } from './agent-figures';
import { queueInfoOf } from './agent-queues';
import { type AgentStatus, statusOf } from './agent-status';
import { badRequest } from './failure';
import { guidList, guidOf } from './guid';
import { instantOf, pageOf, type Row } from './list-query';
import { agentAt, agentGuid, personName, queueGuid, type World } from './world';

/** The budget of a shift: what its breaks come to on an average day, so that some go over it. */
const dailyPauseMs = 4_800_000;

/** `GET /agents`. */
export function agentList(world: World, parameters: URLSearchParams): Row[] {
  const since = startOf(world, parameters);
  const info = infoLevel(parameters);
  const handled = handledSince(world, since);
  const ids = guidList(parameters, 'id');
  const queueIds = guidList(parameters, 'queueId');
  const agents = world.centre.agents
    .filter((agent) => ids === null || ids.has(agentGuid(world, agent.id)))
    .filter(
      (agent) => queueIds === null || agent.memberOf.some(({ queueId }) => queueIds.has(queueGuid(world, queueId))),
    )
    .filter((agent) => (info === 4 || info === 6 ? handled.has(agent.id) : true))
    .filter((agent) => (info === 5 || info === 6 ? agent.memberOf.length > 0 : true));
  const rows = agents.map((agent) => agentRow(world, agent, handled.get(agent.id) ?? [], since, info));
  return pageOf(rows, parameters, 'name');
}

/** `GET /agents/{agentId}`. */
export function agentRecord(world: World, guid: string, parameters: URLSearchParams): Row {
  const agent = agentAt(world, guid);
  const since = startOf(world, parameters);
  return agentRow(world, agent, handledSince(world, since).get(agent.id) ?? [], since, infoLevel(parameters));
}

function startOf(world: World, parameters: URLSearchParams): number {
  const since = instantOf(parameters, 'startTime');
  if (since === null && world.settings.requireStartTime) throw badRequest('Missing parameter: startTime');
  const now = DateTime.fromMillis(world.centre.now(), { zone: world.centre.timeZone });
  return since ?? now.startOf('day').toMillis();
}

/** `showQueueInfo`: 0 none, 1 statistics (default), 2 configuration, 3 both, 4–6 narrow down the agents. */
function infoLevel(parameters: URLSearchParams): number {
  const text = parameters.get('showQueueInfo') ?? '1';
  if (!/^[0-6]$/.test(text)) throw badRequest(`Invalid showQueueInfo: '${text}'`);
  return Number(text);
}

function agentRow(
  world: World,
  agent: CentreAgent,
  handled: readonly CentreContact[],
  since: number,
  info: number,
): Row {
  const status = statusOf(world, agent);
  const isIn = status.userStatus !== 'LoggedOut';
  return {
    ...personColumns(world, agent),
    ...statusColumns(world, agent, status),
    ...(isIn ? loggedInColumns(world, agent, status) : {}),
    availability: status.availability,
    dailyPauseDuration: dailyPauseMs,
    dailyWorkDuration: 30_600_000,
    ...(isIn ? figureColumns(world, agent, status, handled, since) : {}),
    ...(isIn && info > 0 ? { queues: { queue: queueInfoOf(world, agent, handled, info) } } : {}),
  };
}

function personColumns(world: World, agent: CentreAgent): Row {
  const isManageable = !world.settings.unmanageable.includes(agent.id);
  const mobile = `+35840${agent.extension.padStart(7, '1')}`;
  return {
    id: agentGuid(world, agent.id),
    name: personName(agent),
    // The lower-case `id` of this one field is the vendor's.
    reportingGroupid: guidOf(world.centre, 'team', agent.team),
    reportingGroupName: agent.team,
    // A number in the vendor's example, a string in its schema.
    number: /^[1-9]\d*$/.test(agent.extension) ? Number(agent.extension) : agent.extension,
    mobileNumber: mobile,
    externalNumber: mobile,
    location: agent.location,
    manageable: isManageable,
    manageablePresence: isManageable,
    chatName: personName(agent),
    chat: agent.email,
    email: agent.email,
  };
}

function statusColumns(world: World, agent: CentreAgent, { userStatus }: AgentStatus): Row {
  const since = world.since.note(
    `${agent.id}/userStatus`,
    `${userStatus} ${agent.pausedSince}`,
    firstSeen(agent, userStatus === 'Ready'),
  );
  return {
    userStatus,
    userStatusDuration: world.centre.now() - since,
    userReadyStatus: userStatus === 'Ready',
  };
}

/** Readiness lasts through contacts: an agent first seen in the middle of one has been ready since the login. */
function firstSeen(agent: CentreAgent, isPresent: boolean): number {
  if (isPresent && agent.state !== 'idle') return agent.loggedInSince ?? agent.stateSince;
  return agent.pausedSince ?? agent.stateSince;
}

function loggedInColumns(world: World, agent: CentreAgent, { handling, presence }: AgentStatus): Row {
  const now = world.centre.now();
  const profileSince = firstSeen(agent, presence.type === 'PRESENCE');
  const handlingSince = world.since.note(`${agent.id}/handling`, handling, agent.stateSince);
  return {
    contactHandlingStatus: handling,
    // Of one contact after the other nobody may have asked in between; the centre knows since when this one is handled.
    contactHandlingStatusDuration: now - (handling === 'Waiting' ? handlingSince : agent.stateSince),
    profileId: presence.id,
    profile: presence.name,
    profileDuration: now - world.since.note(`${agent.id}/profile`, `${presence.id} ${agent.pausedSince}`, profileSince),
    profileType: presence.type,
  };
}

function figureColumns(
  world: World,
  agent: CentreAgent,
  { active }: AgentStatus,
  handled: readonly CentreContact[],
  since: number,
): Row {
  const now = world.centre.now();
  const figures = figuresOf(handled, now);
  const shift = shiftOf(agent, since, now);
  const activeOn = (channel: CentreContact['channel']) =>
    active.filter((contact) => contact.channel === channel).length;
  const oldest = active[0]?.answeredAt ?? now;
  const totalIn = figures.callIn + figures.chatIn + figures.emailIn;
  const totalOut = figures.callOut + figures.chatOut + figures.emailOut;
  return {
    activePhoneContacts: activeOn('phone'),
    activeChatContacts: activeOn('chat'),
    activeEmailContacts: activeOn('email'),
    activeContactDuration: now - oldest,
    chatCapacity: world.settings.chatCapacity,
    handledContactsCallIn: figures.callIn,
    handledContactsChatIn: figures.chatIn,
    // The stray `e` is the vendor's.
    handledContactseEmailIn: figures.emailIn,
    handledContactsCbrIn: 0,
    handledContactsTotalIn: totalIn,
    handledContactsCallOut: figures.callOut,
    handledContactsChatOut: figures.chatOut,
    handledContactsEmailOut: figures.emailOut,
    handledContactsTotalOut: totalOut,
    handledContactsTotal: totalIn + totalOut,
    totalHandlingDuration: figures.handlingMs,
    totalWrapupDuration: figures.wrapUpMs,
    readyTime: shift.readyMs,
    notReadyTime: shift.notReadyMs,
    pauseTime: shift.pausedMs,
  };
}
