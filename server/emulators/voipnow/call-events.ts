import { z } from 'zod';
import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { findExtension } from './extensions';
import { invalid, VoipnowFailure } from './failure';
import { listReply, type Row } from './list-query';
import type { Call, World } from './world';

/** A callback somebody has asked for. */
export interface CallEvent {
  readonly id: string;
  readonly extension: string;
  /** 0 dial-in, 1 dial-out, 2 hang-up, 3 answered incoming, 4 answered outgoing. */
  readonly type: string;
  /** 0 GET, 1 POST. */
  readonly method: string;
  readonly url: string;
  readonly note: string;
  /** 0 switched off, 1 on. */
  readonly status: string;
}

/** The call events of one system, in the order they were made. */
export interface CallEvents {
  list(): readonly CallEvent[];
  add(event: Omit<CallEvent, 'id'>): CallEvent;
  replace(event: CallEvent): void;
  remove(id: string): void;
}

export function createCallEvents(): CallEvents {
  const byId = new Map<string, CallEvent>();
  let made = 0;
  return {
    list: () => [...byId.values()],
    add: (event) => {
      made += 1;
      const whole = { id: String(100 + made), ...event };
      byId.set(whole.id, whole);
      return whole;
    },
    replace: (event) => byId.set(event.id, event),
    remove: (id) => byId.delete(id),
  };
}

const word = z.union([z.string(), z.number()]).transform(String);
const oneOf = (...words: readonly string[]) => word.refine((text) => words.includes(text));

const fields = {
  type: oneOf('0', '1', '2', '3', '4'),
  method: oneOf('0', '1'),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  note: z.string().max(255),
  status: oneOf('0', '1'),
} as const;

const newEvent = z.object({ ...fields, note: fields.note.default(''), status: fields.status.default('1') });
const eventChange = z.object(fields).omit({ type: true }).partial();

const rules: Readonly<Record<keyof typeof fields, string>> = {
  type: '0 for DialIn, 1 for DialOut, 2 for Hangup, 3 for Answer incoming and 4 for Answer outgoing.',
  method: '0 for GET and 1 for POST.',
  url: 'It must be an http or https address.',
  note: 'It can have 255 characters.',
  status: '0 for disabled and 1 for enabled.',
};

/** `…/phoneCallEvents/[{type}/[{id}/]]` of one extension. */
export function callEventsReply(call: Call, number: string, type: string | undefined, id: string | undefined) {
  const { world } = call;
  findExtension(world, number);
  if (type !== undefined) parsed(z.object({ type: fields.type }), { type });
  if (call.method === 'POST' && id === undefined) return addEvent(call, number, type);
  if (call.method === 'GET') return listEvents(call, number, type, id);
  const event = eventsAt(world, number, type, id)[0];
  if (id === undefined) throw new VoipnowFailure(405, 'method_invalid', 'The method is not allowed for this resource.');
  if (!event) throw invalid('the URI-Fragment as event', 'event_invalid', 'It must reference an existing event.');
  if (call.method === 'PUT') return editEvent(call, event);
  if (call.method === 'DELETE') {
    world.events.remove(event.id);
    return emptyReply;
  }
  throw new VoipnowFailure(405, 'method_invalid', 'The method is not allowed for this resource.');
}

function eventsAt({ events }: World, number: string, type: string | undefined, id: string | undefined) {
  const isWanted = (event: CallEvent) =>
    event.extension === number && (type === undefined || event.type === type) && (id === undefined || event.id === id);
  return events.list().filter(isWanted);
}

function listEvents(call: Call, number: string, type: string | undefined, id: string | undefined): FaceReply {
  const rows = eventsAt(call.world, number, type, id).map((event) => eventRow(call, event));
  const rules = { form: call.world.settings.listsForm, filters: ['id', 'type', 'method', 'status'], key: 'id' };
  return listReply(rows, call.query, rules);
}

function addEvent(call: Call, extension: string, type: string | undefined): FaceReply {
  const given = typeof call.body === 'object' && call.body !== null ? call.body : {};
  const event = parsed(newEvent, type === undefined ? given : { ...given, type });
  return jsonReply([eventRow(call, call.world.events.add({ extension, ...event }))]);
}

function editEvent(call: Call, event: CallEvent): FaceReply {
  const to = parsed(eventChange, call.body);
  const known = Object.fromEntries(Object.entries(to).filter(([, value]) => value !== undefined));
  const changed = { ...event, ...known };
  call.world.events.replace(changed);
  return call.world.settings.changeReply === 'empty' ? emptyReply : jsonReply([eventRow(call, changed)]);
}

function eventRow({ origin, user }: Call, { extension, ...event }: CallEvent): Row {
  const self = `${origin}/uapi/extensions/${user}/${extension}/phoneCallEvents/${event.type}/${event.id}`;
  return { ...event, links: { self } };
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const name = String(result.error.issues[0]?.path[0] ?? 'body');
  throw invalid(name, `${name}_invalid`, Object.hasOwn(rules, name) ? rules[name as keyof typeof rules] : '');
}
