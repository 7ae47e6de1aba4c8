import { recordId } from '@/lib/floor/ids';
import type { Channel, ContactRecord, ContactState } from '@/lib/floor/records';
import { earliest, type ToInstant } from '@/server/vendors/vendor-time';
import type { Stamped } from './client';
import type { Contact } from './payloads';
import { channelOf, wordOf } from './words';

/** One contact of a customer: for a callback, all its legs. */
export interface LiveContact {
  readonly state: ContactState;
  /** The leg that is furthest on; a contact that is no callback has just this one. */
  readonly leg: Stamped<Contact>;
  readonly legs: readonly Stamped<Contact>[];
}

/** InProcess_Pending (a parked email) and InProcess_Preview are neither waiting nor handled; the rest has ended. */
const states = new Map<string, ContactState>([
  ['inqueue', 'waiting'],
  ['inprocess', 'talking'],
  ['inprocess_wrapup', 'wrap-up'],
]);

export const isWrapUp = (contact: Contact) => states.get(wordOf(contact.status)) === 'wrap-up';

const callbackTypes = new Set(['cbr', 'cbrintcallin', 'cbrcallout']);
/** Furthest on first. */
const rank: readonly ContactState[] = ['talking', 'wrap-up', 'ringing', 'waiting'];

/** Contacts that wait or are handled. The legs of a callback, which share one contactGroupId, are one contact [inf]. */
export function liveContacts(contacts: readonly Stamped<Contact>[]): LiveContact[] {
  const byKey = new Map<string, LiveContact>();
  for (const leg of contacts) {
    const state = states.get(wordOf(leg.status));
    if (state === undefined || wordOf(leg.type) === 'ivr') continue;
    const key = isCallback(leg) && leg.contactGroupId ? `callback ${leg.contactGroupId}` : leg.id;
    const other = byKey.get(key);
    byKey.set(key, other ? joinLegs(other, { state, leg, legs: [leg] }) : { state, leg, legs: [leg] });
  }
  return [...byKey.values()];
}

function joinLegs(one: LiveContact, two: LiveContact): LiveContact {
  const legs = [...one.legs, ...two.legs];
  const order = rank.indexOf(one.state) - rank.indexOf(two.state);
  const first = order < 0 || (order === 0 && one.leg.id < two.leg.id) ? one : two;
  return { ...first, legs };
}

export function toContactRecord(contact: LiveContact, toInstant: ToInstant, sourceId: string): ContactRecord {
  const { leg, legs, state } = contact;
  const idOf = (nativeId: string | null) => (nativeId === null ? null : recordId(sourceId, nativeId));
  return {
    id: recordId(sourceId, leg.id),
    sourceId,
    queueId: idOf(leg.queueId),
    agentId: idOf(leg.agentId),
    channel: channelOfContact(leg),
    direction: directionOf(leg),
    serverId: null,
    state,
    caller: callerOf(legs, leg),
    callerName: null,
    isVip: null,
    enteredAt: earliest(legs.map((each) => toInstant(each.arrivalQueueTime) ?? toInstant(each.arrivalTime))),
    answeredAt: state === 'waiting' ? null : toInstant(leg.connectTime),
  };
}

const isCallback = (contact: Contact) => callbackTypes.has(wordOf(contact.type));

function channelOfContact(contact: Contact): Channel | null {
  return isCallback(contact) ? 'callback' : channelOf(contact.channel);
}

/** From the type's word: CallIn/Forwarded, EMAILIN, ChatOut, CallOutOB …; a callback was asked for by the customer. */
function directionOf(contact: Contact): 'in' | 'out' | null {
  if (isCallback(contact)) return 'in';
  const word = wordOf(contact.type);
  if (/^(call|chat|email|voicemail)in/.test(word)) return 'in';
  return /^(call|chat|email)out/.test(word) ? 'out' : null;
}

/** The customer's address: where a contact came from, or where an outbound one goes. */
function callerOf(legs: readonly Contact[], leg: Contact): string | null {
  if (isCallback(leg)) {
    const of = (type: string) => legs.find((each) => wordOf(each.type) === type);
    return of('cbr')?.source ?? of('cbrcallout')?.destination ?? leg.source;
  }
  return directionOf(leg) === 'out' ? leg.destination : leg.source;
}
