import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import { wrapUpMsOf } from './agent-figures';
import { contactStatus } from './contact-status';
import { notFound } from './failure';
import { checkedGuid, guidList, guidOf } from './guid';
import { instantOf, pageOf, type Row } from './list-query';
import { agentGuid, channelName, personName, queueGuid, type World } from './world';

const types = {
  phone: { in: 'CallIn', out: 'CallOut' },
  chat: { in: 'ChatIn', out: 'ChatOut' },
  email: { in: 'EMAILIN', out: 'EMAILOUT' },
} as const;

/**
 * `GET /contacts`: those that arrived within the times given; `showAllInProcess` adds every active one. Alone it gives
 * nothing but active ones, else the walls that poll it every few seconds without a time would get days of history.
 */
export function contactList(world: World, parameters: URLSearchParams): Row[] {
  const allActive = ['1', 'true'].includes(parameters.get('showAllInProcess') ?? '');
  const from = instantOf(parameters, 'startTime');
  const end = instantOf(parameters, 'endTime') ?? Number.POSITIVE_INFINITY;
  const start = from ?? (allActive ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
  const arrived = (contact: CentreContact) => contact.enteredAt >= start && contact.enteredAt < end;
  const ended = world.centre.endedContacts(start).filter(arrived);
  const live = world.live.filter((contact) => allActive || arrived(contact));
  const rows = narrowed(world, [...ended, ...live], parameters).map((contact) => contactRow(world, contact));
  return pageOf(searched(rows, parameters.get('search')), parameters, 'arrivalTime');
}

/** `GET /contacts/{contactId}`. */
export function contactRecord(world: World, guid: string): Row {
  const wanted = checkedGuid(guid);
  const contacts = [...world.live, ...world.centre.endedContacts(Number.NEGATIVE_INFINITY)];
  const found = contacts.find((contact) => guidOf(world.centre, 'contact', contact.id) === wanted);
  if (!found) throw notFound();
  return contactRow(world, found);
}

function narrowed(world: World, contacts: readonly CentreContact[], parameters: URLSearchParams): CentreContact[] {
  const queues = guidList(parameters, 'queueId');
  const agents = guidList(parameters, 'agentId');
  const ids = guidList(parameters, 'id');
  return contacts
    .filter((contact) => queues === null || queues.has(queueGuid(world, contact.queueId)))
    .filter((contact) => agents === null || agents.has(agentGuid(world, contact.agentId ?? '')))
    .filter((contact) => ids === null || ids.has(guidOf(world.centre, 'contact', contact.id)));
}

function searched(rows: Row[], search: string | null): Row[] {
  if (search === null) return rows;
  return rows.filter((row) => [row.source, row.destination].some((value) => String(value).includes(search)));
}

function contactRow(world: World, contact: CentreContact): Row {
  const { centre } = world;
  const queue = centre.queues.find((one) => one.id === contact.queueId);
  const agent = centre.agents.find((one) => one.id === contact.agentId);
  const status = contactStatus(contact, queue);
  const isAlerting = contact.phase === 'ringing' && contact.direction === 'in';
  return {
    id: guidOf(centre, 'contact', contact.id),
    contactGroupId: guidOf(centre, 'contactGroup', contact.id),
    channel: channelName(contact.channel).toUpperCase(),
    type: types[contact.channel][contact.direction],
    ...(contact.channel === 'chat' ? { subtype: 'text' } : {}),
    status,
    source: contact.direction === 'in' ? contact.caller : (queue?.number ?? ''),
    destination: contact.direction === 'in' ? (queue?.number ?? '') : contact.caller,
    ...placeColumns(world, contact, queue?.name ?? '', isAlerting ? undefined : agent),
    ...timeColumns(world, contact),
    ...durationColumns(world, contact),
    serviceClosed: status === 'ServiceClosed',
    ...(contact.channel === 'phone' ? { record: contact.answeredAt !== null } : {}),
    // The only times of this interface in seconds.
    answeredOnTimeThreshold: Math.round((queue?.answerWithinMs ?? 0) / 1000),
    falseAttemptTimeThreshold: Math.round((queue?.shortAbandonMs ?? 0) / 1000),
    ...(contact.channel === 'email' ? { subject: `Request of ${contact.callerName ?? contact.caller}` } : {}),
  };
}

function placeColumns(world: World, contact: CentreContact, queueName: string, agent: CentreAgent | undefined): Row {
  const queueId = queueGuid(world, contact.queueId);
  const agentColumns = agent && {
    agentId: agentGuid(world, agent.id),
    agentName: personName(agent),
    reportingGroupId: guidOf(world.centre, 'team', agent.team),
    reportingGroupName: agent.team,
  };
  return {
    queueId,
    queueName,
    origQueueId: queueId,
    origQueueName: queueName,
    queueLoginType: 'AutoAllocation',
    applicationId: guidOf(world.centre, 'application', 'ContactCenter'),
    applicationName: 'ContactCenter',
    ...agentColumns,
  };
}

/** Instants that have not come are left out, except `disconnectTime`, which is null until the contact ends. */
function timeColumns(world: World, contact: CentreContact): Row {
  const id = guidOf(world.centre, 'contact', contact.id);
  const lacksQueueTime = world.settings.someWithoutArrivalQueueTime && Number.parseInt(id.slice(0, 8), 16) % 5 === 0;
  const iso = (name: string, instant: number | null) =>
    instant === null ? {} : { [name]: new Date(instant).toISOString() };
  const over = contact.releasedAt ?? contact.endedAt;
  const wrapUpBegan = contact.answeredAt === null ? null : contact.releasedAt;
  return {
    ...iso('arrivalTime', contact.enteredAt),
    ...(lacksQueueTime ? {} : iso('arrivalQueueTime', contact.enteredAt)),
    ...iso('connectTime', contact.answeredAt),
    disconnectTime: over === null ? null : new Date(over).toISOString(),
    ...iso('wrapUpBeginTime', wrapUpBegan),
    ...iso('wrapUpEndTime', wrapUpBegan === null ? null : contact.endedAt),
  };
}

function durationColumns(world: World, contact: CentreContact): Row {
  const now = world.centre.now();
  const over = contact.releasedAt ?? contact.endedAt ?? now;
  const waited = Math.max(0, (contact.answeredAt ?? over) - contact.enteredAt);
  const wrapUp = contact.answeredAt === null ? 0 : wrapUpMsOf(contact, now);
  const isWrapUpOver = contact.answeredAt !== null && contact.endedAt !== null;
  const scripting = isWrapUpOver ? Math.round(wrapUp * 0.7) : 0;
  return {
    queuingDuration: waited,
    handlingDuration: contact.answeredAt === null ? 0 : Math.max(0, over - contact.answeredAt),
    wrapUpTotalDuration: wrapUp,
    wrapUpScriptingDuration: scripting,
    wrapUpRestingDuration: isWrapUpOver ? wrapUp - scripting : 0,
    totalDuration: Math.max(0, over - contact.enteredAt),
    waitingDuration: waited,
  };
}
