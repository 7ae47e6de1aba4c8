import type { EpochMs } from '@/lib/floor/records';
import type { CentreContact } from '@/server/emulators/centre-types';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { begunAtPhone, callsOfPhone, callsOfQueue } from '@/server/emulators/live-calls';
import { allExtensions, domain, type Extension, findExtension } from './extensions';
import { RingmeFailure, wrongMethod } from './failure';
import type { Call, World } from './world';

/** `/client/@me/current_calls/` and `/extension/{id}/current_calls/`: a row per call and extension that has it. */
export async function currentCalls({ world, method }: Call, extensionId: string | null): Promise<FaceReply> {
  const places = extensionId === null ? allExtensions(world) : [findExtension(world, extensionId)];
  if (method !== 'GET') throw wrongMethod();
  return world.limits.oneAtATime(() =>
    jsonReply(places.flatMap((place) => contactsAt(world, place).map((contact) => callRow(world, place, contact)))),
  );
}

function contactsAt({ centre, settings }: World, { queue, agent }: Extension): CentreContact[] {
  if (!queue) return callsOfPhone(centre, agent);
  return callsOfQueue(centre, queue).filter(({ phase }) => settings.showsWaiting || phase === 'talking');
}

function callRow({ centre }: World, { id, queue, agent }: Extension, contact: CentreContact) {
  const isOut = contact.direction === 'out';
  const name = queue?.number ?? agent?.extension ?? '';
  const line = centre.queues.find((one) => one.id === contact.queueId);
  const begunAt = agent ? begunAtPhone(contact) : contact.enteredAt;
  return {
    call_api_id: `${contact.id.replace('.', '-')}-${centre.siteId}`,
    call_flow: contact.direction,
    called_number: isOut ? contact.caller : (line?.number ?? ''),
    called_did: isOut ? '' : didOf(line?.number ?? ''),
    called_extension: isOut ? '' : `${name}@${domain}`,
    caller_extension: isOut ? `${name}@${domain}` : '',
    caller_id_number: isOut ? name : contact.caller,
    caller_id_name: isOut ? `${agent?.firstName} ${agent?.lastName}` : (contact.callerName ?? ''),
    init_time_gmt: gmtText(begunAt),
    answer_time_gmt: contact.answeredAt === null ? null : gmtText(contact.answeredAt),
    extension_id: id,
    real_call: true,
    record_uuid: null,
    callback_id: null,
  };
}

/** The number outside that leads to a queue. */
const didOf = (number: string): string => `7383555${number.split('*').join('').slice(-4).padStart(4, '0')}`;

/** `/client/@me/call_history/`: what is over, newest first. */
export async function callHistory({ world, method, query }: Call): Promise<FaceReply> {
  if (method !== 'GET') throw wrongMethod();
  const page = wholeNumber(query, 'page', 1);
  const perPage = wholeNumber(query, 'per_page', 20);
  return world.limits.oneAtATime(() => {
    const over = world.centre.endedContacts(0).toReversed();
    const rows = over.slice((page - 1) * perPage, page * perPage).map((contact) => historyRow(world, contact));
    return jsonReply({ page, per_page: perPage, order: 'desc', call_history: rows });
  });
}

function historyRow({ centre }: World, contact: CentreContact) {
  return {
    call_uuid: `${contact.id.replace('.', '-')}-${centre.siteId}`,
    flow: contact.direction,
    init_time_gmt: gmtText(contact.enteredAt),
    answer_time_gmt: contact.answeredAt === null ? null : gmtText(contact.answeredAt),
    result: contact.outcome === 'answered' ? 'answered' : 'not answered',
  };
}

/** `2026-03-02 09:59:51.25`: GMT, which it does not say. */
function gmtText(at: EpochMs): string {
  const [day, time = ''] = new Date(at).toISOString().split('T');
  return `${day} ${time.replace(/(\.\d\d)\dZ$/, '$1').replace('.00', '')}`;
}

function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null || text === '') return otherwise;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new RingmeFailure(400, `Invalid ${name}`);
  return Number(text);
}
