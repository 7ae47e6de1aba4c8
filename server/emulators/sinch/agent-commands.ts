import { z } from 'zod';
import { agentQueueAt } from './agent-queues';
import { statusOf } from './agent-status';
import { badRequest, notFound } from './failure';
import { checkedGuid } from './guid';
import { pageOf, type Row } from './list-query';
import { codeOfPresence, presencesOf } from './presences';
import { agentAt, type World } from './world';

const readySchema = z.object({ readyState: z.enum(['Ready', 'NotReady']) });
// "Provide all properties since all fields are updated."
const presenceSchema = z.object({
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  type: z.string(),
  priority: z.number(),
});
const queueSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  serving: z.boolean(),
  externalServing: z.boolean(),
  canChangeQueueLogin: z.boolean(),
});

/** `GET /agents/{agentId}/readyState`; its body is not documented, this is the one PUT takes. */
export function readyState(world: World, guid: string): Row {
  const { userStatus } = statusOf(world, agentAt(world, guid));
  return { readyState: userStatus === 'Ready' ? 'Ready' : 'NotReady' };
}

/** `PUT /agents/{agentId}/readyState`. */
export function putReadyState(world: World, guid: string, body: unknown): void {
  const agent = loggedInAgent(world, guid);
  const wanted = parsed(readySchema, body).readyState;
  if (wanted === 'Ready') world.centre.unpause(agent.id);
  else world.centre.pause(agent.id, null);
}

/** `GET /agents/{agentId}/presences`. */
export function presenceList(world: World, guid: string, parameters: URLSearchParams): Row[] {
  agentAt(world, guid);
  return pageOf(
    presencesOf(world.centre).map((presence) => ({ ...presence })),
    parameters,
    'name',
  );
}

/** `GET /agents/{agentId}/presences/{presenceId}`. */
export function presenceRecord(world: World, guid: string, presence: string): Row {
  agentAt(world, guid);
  const wanted = checkedGuid(presence);
  const found = presencesOf(world.centre).find(({ id }) => id === wanted);
  if (!found) throw notFound();
  return { ...found };
}

/** `PUT /agents/{agentId}/presences/{presenceId}`: an absence pauses, being present ends it. */
export function putPresence(world: World, guid: string, presence: string, body: unknown): void {
  const agent = loggedInAgent(world, guid);
  const wanted = checkedGuid(presence);
  const code = codeOfPresence(world.centre, wanted);
  if (code === undefined) throw notFound();
  if (checkedGuid(parsed(presenceSchema, body).id) !== wanted) throw badRequest('Invalid presence');
  if (code === null) world.centre.unpause(agent.id);
  else world.centre.pause(agent.id, code);
}

/** `PUT /agents/{agentId}/queues/{queueId}`: `serving` logs in to the queue or out of it. */
export function putAgentQueue(world: World, guid: string, queue: string, body: unknown): void {
  const agent = loggedInAgent(world, guid);
  const { queueId } = agentQueueAt(world, agent, queue);
  const isAsked = parsed(queueSchema, body).serving;
  const isServing = agent.joined.includes(queueId);
  if (isAsked && !isServing) world.centre.join(agent.id, queueId);
  if (!isAsked && isServing) world.centre.leave(agent.id, queueId);
}

function loggedInAgent(world: World, guid: string) {
  const agent = agentAt(world, guid);
  if (agent.state === 'logged-out') throw badRequest('User is not logged in');
  return agent;
}

function parsed<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const result = schema.safeParse(body);
  if (!result.success) throw badRequest('Invalid request body');
  return result.data;
}
