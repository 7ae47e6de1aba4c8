import { z } from 'zod';
import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { type AgentType, findAgent } from './agents';
import { notFound, RingmeFailure, wrongMethod } from './failure';
import type { Call } from './world';

const fields = {
  event_type: z.enum(['agent-login', 'agent-logout']),
  method: z.enum(['GET', 'POST']),
  url: z.url({ protocol: /^https?$/ }).max(2000),
} as const;

const newEvent = z.object(fields);
const eventChange = newEvent.partial();

/** A callback somebody has asked for; `agentId` is the agent's id in the centre. */
export interface AgentEvent extends z.infer<typeof newEvent> {
  readonly id: number;
  readonly agentId: string;
}

/** The agent events of one system, in the order they were made. */
export interface AgentEvents {
  list(): readonly AgentEvent[];
  /** Ids are never given twice. */
  nextId(): number;
  /** Adds an event or replaces it. */
  put(event: AgentEvent): boolean;
  remove(id: number): boolean;
}

export function createAgentEvents(): AgentEvents {
  const byId = new Map<number, AgentEvent>();
  let lastId = 149;
  return {
    list: () => [...byId.values()],
    nextId: () => ++lastId,
    put: (event) => byId.set(event.id, event).has(event.id),
    remove: (id) => byId.delete(id),
  };
}

/** `/client/@me/agent/{type}/{agent}/event/[{event}]`. */
export function agentEventsReply(call: Call, type: AgentType, agentId: string, eventId: string | undefined): FaceReply {
  const agent = findAgent(call.world, type, agentId);
  if (eventId !== undefined) return oneEvent(call, agent.id, eventId);
  const { world, method } = call;
  const events = world.events.list().filter((event) => event.agentId === agent.id);
  if (method === 'GET') return jsonReply(events.map(eventRow));
  if (method !== 'POST') throw wrongMethod();
  const wanted = parsed(newEvent, call.body);
  if (events.length >= world.settings.eventsPerAgent) throw new RingmeFailure(400, 'Too many events for this agent');
  const event = { ...wanted, agentId: agent.id, id: world.events.nextId() };
  const order = { deed: 'add-event', agentId: agent.id, details: { ...wanted, id: event.id } };
  world.centre.command(order, (as) => world.events.put({ ...event, ...as(wanted) }));
  return jsonReply(eventRow(world.events.list().find(({ id }) => id === event.id) ?? event), 201);
}

function oneEvent({ world, method, body }: Call, agentId: string, eventId: string): FaceReply {
  const event = world.events.list().find((one) => one.agentId === agentId && String(one.id) === eventId);
  if (!event) throw notFound();
  if (method === 'GET') return jsonReply(eventRow(event));
  if (method === 'PUT') {
    const wanted = parsed(eventChange, body);
    const order = { deed: 'change-event', agentId, details: { ...wanted, id: event.id } };
    world.centre.command(order, (as) => world.events.put(changed(event, as(wanted))));
    return jsonReply(eventRow(changed(event, wanted)));
  }
  if (method !== 'DELETE') throw wrongMethod();
  const order = { deed: 'remove-event', agentId, details: { id: event.id } };
  world.centre.command(order, () => world.events.remove(event.id));
  return emptyReply;
}

/** What is not given stays. */
function changed(event: AgentEvent, { event_type, method, url }: z.infer<typeof eventChange>): AgentEvent {
  const { event_type: type, method: how, url: target } = event;
  return { ...event, event_type: event_type ?? type, method: method ?? how, url: url ?? target };
}

/** Somebody else changes an event by its id, or removes it; null when there is none. */
export function editEvent(events: AgentEvents, id: string, values: Readonly<Record<string, unknown>> | null) {
  const event = events.list().find((one) => String(one.id) === id);
  if (!event) return null;
  const kept = values === null ? event : changed(event, parsed(eventChange, values));
  if (values === null) events.remove(event.id);
  else events.put(kept);
  return { ...eventRow(kept) };
}

function eventRow({ url, id, method, event_type }: AgentEvent) {
  return { url, id, method, event_type };
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const name = result.error.issues[0]?.path[0];
  throw new RingmeFailure(400, name === undefined ? 'The body must be a JSON object' : `Invalid ${String(name)}`);
}
