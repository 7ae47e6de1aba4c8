import type { CentreContact } from '@/server/emulators/centre-types';
import { dateTimeText } from '@/server/emulators/date-time-text';
import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { begunAtPhone, callsOfPhone, callsOfQueue } from '@/server/emulators/live-calls';
import { carryOut } from './call-actions';
import { agentNumber, allExtensions, type Extension, findExtension } from './extensions';
import { invalid, VoipnowFailure } from './failure';
import { listReply, type Row } from './list-query';
import type { Call, World } from './world';

/** `/uapi/phoneCalls/{user}/{extension}/[{id}/]`; `@self` is every extension of the user. */
export function phoneCallsReply(call: Call, number: string, callId: string | undefined): FaceReply {
  const { world } = call;
  const places = number === '@self' ? allExtensions(world) : [findExtension(world, number)];
  if (call.method === 'GET') return listCalls(call, places, callId);
  if (call.method === 'PUT' && callId !== undefined) return putCall(call, places, callId);
  throw new VoipnowFailure(405, 'method_invalid', 'The method is not allowed for this resource.');
}

function listCalls(call: Call, places: readonly Extension[], callId: string | undefined): FaceReply {
  const rows = places.flatMap((place) => contactsAt(call.world, place).map((contact) => callRow(call, place, contact)));
  const wanted = callId === undefined ? rows : rows.filter(({ id }) => id === callId);
  return listReply(wanted, call.query, {
    form: call.world.settings.listsForm,
    filters: ['id', 'published'],
    key: 'id',
  });
}

function putCall(call: Call, places: readonly Extension[], callId: string): FaceReply {
  const { world } = call;
  const find = () => {
    for (const place of places) {
      const contact = contactsAt(world, place).find(({ id }) => id === callId);
      if (contact) return { place, contact };
    }
    return null;
  };
  const found = find();
  const rule = 'The parameter must reference a call in progress on the extension.';
  if (!found) throw invalid('the URI-Fragment as phoneCall', 'phonecall_invalid', rule);
  carryOut(
    world,
    found.contact,
    found.place,
    viewsOf(world, found.place, found.contact).map(({ id }) => id),
    call.body,
  );
  const after = find();
  if (!after || world.settings.changeReply === 'empty') return emptyReply;
  return jsonReply([callRow(call, after.place, after.contact)]);
}

export function contactsAt({ centre }: World, { queue, agent }: Extension): CentreContact[] {
  return queue ? callsOfQueue(centre, queue) : callsOfPhone(centre, agent);
}

function callRow(call: Call, place: Extension, contact: CentreContact): Row {
  const { world, origin, user } = call;
  const { centre, settings } = world;
  const { agent, queue } = place;
  const begunAt = agent ? begunAtPhone(contact) : contact.enteredAt;
  const rung = settings.answersByRinging && queue ? contact.ringingSince : null;
  const answeredAt = contact.answeredAt ?? rung;
  const time = (at: number) =>
    settings.times === 'seconds' ? String(Math.floor(at / 1000)) : dateTimeText(at, settings.times, centre.timeZone);
  return {
    id: contact.id,
    extension: place.number,
    ownerId: settings.userId,
    ownerName: agent ? `${agent.firstName} ${agent.lastName}` : queue?.name,
    published: time(begunAt),
    answered: answeredAt === null ? null : time(answeredAt),
    phoneCallView: viewsOf(world, place, contact),
    links: { self: `${origin}/uapi/phoneCalls/${user}/${place.number}/${contact.id}` },
  };
}

/** One view per leg: the queue's, the agent's, and whoever joined in. */
function viewsOf(world: World, place: Extension, contact: CentreContact) {
  const { onHold, recording, parked, joined } = world.marks.of(contact.id);
  const isOut = contact.direction === 'out';
  const far = contact.caller;
  const agent = world.centre.agents.find(({ id }) => id === contact.agentId);
  const leg = (extension: string) => ({
    extension,
    source: isOut ? extension : far,
    destination: isOut ? far : extension,
  });
  const legs = [
    ...(place.queue ? [leg(place.number)] : []),
    ...(agent && !parked ? [leg(agentNumber(world, agent))] : []),
    ...joined.map(({ extension, as }) => ({ ...leg(extension), as })),
  ];
  // No document names these marks: they are ours, and there only when there is something to tell.
  const marks = { ...(onHold ? { onHold } : {}), ...(recording ? { recording } : {}), ...(parked ? { parked } : {}) };
  return legs.map((one, place) => ({ id: String(place + 1), ...one, ...marks }));
}
