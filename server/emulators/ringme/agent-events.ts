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
  add(event: Omit<AgentEvent, 'id'>): AgentEvent;
  replace(event: AgentEvent): void;
  remove(id: number): void;
}

export function createAgentEvents(): AgentEvents {
  const byId = new Map<number, AgentEvent>();
  let lastId = 149;
  return {
    list: () => [...byId.values()],
    add: (event) => {
      lastId += 1;
      const whole = { ...event, id: lastId };
      byId.set(lastId, whole);
      return whole;
    },
    replace: (event) => byId.set(event.id, event),
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
  return jsonReply(eventRow(world.events.add({ ...wanted, agentId: agent.id })), 201);
}

function oneEvent({ world, method, body }: Call, agentId: string, eventId: string): FaceReply {
  const event = world.events.list().find((one) => one.agentId === agentId && String(one.id) === eventId);
  if (!event) throw notFound();
  if (method === 'GET') return jsonReply(eventRow(event));
  if (method === 'PUT') {
    const { event_type, method: how, url } = parsed(eventChange, body);
    const changed = { ...event, event_type: event_type ?? event.event_type, method: how ?? event.method };
    world.events.replace({ ...changed, url: url ?? event.url });
    return jsonReply(eventRow({ ...changed, url: url ?? event.url }));
  }
  if (method !== 'DELETE') throw wrongMethod();
  world.events.remove(event.id);
  return emptyReply;
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
