import type { CentreContact, CentreQueue } from '@/server/emulators/centre-types';
import { begunAtPhone, isFor } from '@/server/emulators/live-calls';
import { allExtensions, type Extension } from './extensions';
import { contactsAt } from './phone-calls';
import type { World } from './world';

/** One call as an extension has had it so far. */
interface Leg {
  readonly contact: CentreContact;
  isAnswered: boolean;
}

type Moment = 'begun' | 'answered' | 'ended';

interface News {
  readonly at: number;
  readonly place: Extension;
  readonly contact: CentreContact;
  readonly moment: Moment;
  /** Whether the call had been answered here. */
  readonly isAnswered: boolean;
}

/** What an extension looked like last time. */
interface Memory {
  readonly legs: Map<string, Leg>;
  seenAt: number;
}

const eventTypes: Readonly<Record<CentreContact['direction'], Readonly<Record<Moment, string>>>> = {
  in: { begun: '0', answered: '3', ended: '2' },
  out: { begun: '1', answered: '4', ended: '2' },
};

/** Sends call events as calls come, are answered and end; call the answered function after each request. */
export function createCallTeller(world: World): () => void {
  const { callbacks } = world.settings;
  if (!callbacks) return () => undefined;
  const memories = new Map<string, Memory>();
  const look = () => {
    world.centre.settle();
    const wanted = new Set(activeEvents(world).map(({ extension }) => extension));
    for (const number of memories.keys()) if (!wanted.has(number)) memories.delete(number);
    const places = allExtensions(world).filter(({ number }) => wanted.has(number));
    const news = places.flatMap((place) => newsOf(world, place, memories));
    for (const one of news.toSorted((a, b) => a.at - b.at)) tell(world, one);
  };
  return callbacks.watch(() => activeEvents(world).length > 0, look);
}

const activeEvents = ({ events }: World) => events.list().filter(({ status }) => status === '1');

/** What changed at an extension since the last look; the first look tells nothing. */
function newsOf(world: World, place: Extension, memories: Map<string, Memory>): News[] {
  const now = world.centre.now();
  const present = contactsAt(world, place);
  const memory = memories.get(place.number);
  if (!memory) {
    const legs = new Map(present.map((contact) => [contact.id, { contact, isAnswered: contact.answeredAt !== null }]));
    memories.set(place.number, { legs, seenAt: now });
    return [];
  }
  const here = new Set(present.map(({ id }) => id));
  const missed = unseen(world, place, memory);
  const news = [...present, ...missed].flatMap((contact) => begin(memory, place, contact));
  for (const [id, { contact, isAnswered }] of memory.legs) {
    if (here.has(id)) continue;
    memory.legs.delete(id);
    const at = contact.releasedAt ?? contact.endedAt ?? now;
    news.push({ at, place, contact, moment: 'ended', isAnswered });
  }
  memory.seenAt = now;
  return news;
}

function begin({ legs }: Memory, place: Extension, contact: CentreContact): News[] {
  const leg = legs.get(contact.id) ?? { contact, isAnswered: false };
  const isNew = !legs.has(contact.id);
  legs.set(contact.id, leg);
  const isAnswered = contact.answeredAt !== null;
  const news: News[] = isNew
    ? [{ at: begunAt(place, contact), place, contact, moment: 'begun', isAnswered: false }]
    : [];
  if (isAnswered && !leg.isAnswered)
    news.push({ at: contact.answeredAt ?? 0, place, contact, moment: 'answered', isAnswered });
  leg.isAnswered = isAnswered;
  return news;
}

/** Calls that ended here since the last look, if they also began since then or were here at that look. */
function unseen({ centre }: World, place: Extension, { legs, seenAt }: Memory): CentreContact[] {
  const { queue, agent } = place;
  const isOver = ({ phase, releasedAt }: CentreContact) => phase === 'wrap-up' && (releasedAt ?? 0) >= seenAt;
  const over = [...centre.liveContacts().filter(isOver), ...centre.endedContacts(seenAt)];
  return over.filter(
    (contact) =>
      (queue ? isFor(contact, queue) : contact.agentId === agent.id) &&
      (legs.has(contact.id) || begunAt(place, contact) > seenAt),
  );
}

function begunAt({ agent }: Extension, contact: CentreContact): number {
  return agent ? begunAtPhone(contact) : contact.enteredAt;
}

function tell(world: World, { place, contact, moment, isAnswered }: News): void {
  const type = eventTypes[contact.direction][moment];
  const { agents, queues } = world.centre;
  const queue = queues.find(({ id }) => id === contact.queueId);
  const agent = agents.find(({ id }) => id === contact.agentId);
  const isOut = contact.direction === 'out';
  const status = isAnswered ? 'ANSWER' : 'UNKNOWN';
  const fields = new URLSearchParams({
    CallID: contact.id,
    CallerIDNum: isOut ? place.number : contact.caller,
    CallerIDName: isOut ? `${agent?.firstName} ${agent?.lastName}` : (contact.callerName ?? ''),
    CalledDID: isOut || !queue ? '' : didOf(queue),
    CalledExtension: isOut ? '' : place.number,
    CallStatus: moment === 'ended' ? status : 'CALLING',
    CallFlow: isOut ? 'OUT' : 'IN',
    CallerExtension: isOut ? place.number : '',
    CalledNumber: isOut || !queue ? contact.caller : didOf(queue),
  });
  for (const event of activeEvents(world)) {
    if (event.extension !== place.number || event.type !== type) continue;
    const method = event.method === '1' ? 'POST' : 'GET';
    world.settings.callbacks?.post({ method, url: event.url, fields: fields.toString() });
  }
}

/** The number outside that leads to a queue. */
const didOf = ({ number }: CentreQueue): string => `+40215550${number.split('*').at(-1)}`;
