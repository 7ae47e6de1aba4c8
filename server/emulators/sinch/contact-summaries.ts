import type { CentreContact, CentreQueue } from '@/server/emulators/centre-types';
import { contactStatus } from './contact-status';
import { notFound } from './failure';
import { guidList, guidOf } from './guid';
import { instantOf, pageOf, type Row } from './list-query';
import { channelName, groupedBy, queueGuid, type World } from './world';

const bucketMs = 15 * 60_000;

/** `GET /contactSummaries`: a row per queue and quarter of an hour in which something arrived. */
export function contactSummaryList(world: World, parameters: URLSearchParams): Row[] {
  const start = instantOf(parameters, 'startTime') ?? Number.NEGATIVE_INFINITY;
  const queueIds = guidList(parameters, 'queueId');
  const rows = summaries(world, start).filter((row) => queueIds === null || queueIds.has(String(row.queueId)));
  return pageOf(rows, parameters, 'applicationName');
}

/** `GET /contactSummaries/{id}`: queue and quarter in one id. */
export function contactSummaryRecord(world: World, id: string): Row {
  const found = summaries(world, Number.NEGATIVE_INFINITY).find((row) => row.id === id);
  if (!found) throw notFound();
  return found;
}

function summaries(world: World, start: number): Row[] {
  const bucketOf = (contact: CentreContact) => Math.floor(contact.enteredAt / bucketMs) * bucketMs;
  const contacts = [...world.centre.endedContacts(start), ...world.live].filter((one) => bucketOf(one) >= start);
  const queues = new Map(world.centre.queues.map((queue) => [queue.id, queue]));
  const rows = groupedBy(contacts, (contact) => `${bucketOf(contact)}/${contact.queueId}`);
  return [...rows.values()].flatMap((arrived) => {
    const queue = queues.get(arrived[0]?.queueId ?? '');
    return queue && arrived[0] ? [summaryRow(world, queue, bucketOf(arrived[0]), arrived)] : [];
  });
}

function summaryRow(world: World, queue: CentreQueue, bucket: number, contacts: readonly CentreContact[]): Row {
  const id = queueGuid(world, queue.id);
  const iso = new Date(bucket).toISOString();
  return {
    applicationId: guidOf(world.centre, 'application', 'ContactCenter'),
    applicationName: 'ContactCenter',
    changeTimeStamp: new Date(world.centre.now()).toISOString(),
    // Two digits of a second, as the vendor writes it here and nowhere else.
    hourTime: iso.replace('.000Z', '.00Z'),
    id: `${id}${iso.slice(0, 19).replaceAll(/[-:]/g, '')}Z`,
    ...inboundColumns(
      queue,
      contacts.filter((contact) => contact.direction === 'in'),
    ),
    ...outboundColumns(contacts.filter((contact) => contact.direction === 'out')),
    queueId: id,
    queueName: queue.name,
    type: channelName(queue.channel),
  };
}

function inboundColumns(queue: CentreQueue, contacts: readonly CentreContact[]): Row {
  const withStatus = (wanted: RegExp) => contacts.filter((contact) => wanted.test(contactStatus(contact, queue)));
  const handled = withStatus(/^Handled/);
  const abandoned = withStatus(/_Ab$/);
  const falseAttempts = withStatus(/_FA$/);
  return {
    inAbandoned: abandoned.length,
    inAnsweredOnTime: withStatus(/^Handled_AOT$/).length,
    inArrivedHandled: handled.length,
    inArrivedActive: withStatus(/^In/).length,
    inFalseAttempt: falseAttempts.length,
    inHandleTimeMax: largest(handled.map(talkMs)),
    inHandleTimeTotal: sum(handled.map(talkMs)),
    inHandled: handled.length,
    inQueueTimeMax: largest(contacts.map(waitMs)),
    inAnsweredQueueTimeTotal: sum(handled.map(waitMs)),
    inAbandonedQueueTimeTotal: sum(abandoned.map(waitMs)),
    inFalseAttemptQueueTimeTotal: sum(falseAttempts.map(waitMs)),
    inServiceClosed: withStatus(/^ServiceClosed$/).length,
  };
}

function outboundColumns(contacts: readonly CentreContact[]): Row {
  const talks = contacts.filter((contact) => contact.phase === 'ended' && contact.answeredAt !== null).map(talkMs);
  return { outHandleTimeMax: largest(talks), outHandleTimeTotal: sum(talks), outHandled: talks.length };
}

/** Milliseconds in the queue; of contacts still waiting nothing is known yet. */
function waitMs(contact: CentreContact): number {
  return (contact.answeredAt ?? contact.endedAt ?? contact.enteredAt) - contact.enteredAt;
}

function talkMs(contact: CentreContact): number {
  const answered = contact.answeredAt ?? 0;
  return (contact.releasedAt ?? answered) - answered;
}

const largest = (values: readonly number[]): number => Math.max(0, ...values);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
