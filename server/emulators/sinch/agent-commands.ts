import { z } from 'zod';
import type { CentreAgent } from '@/server/emulators/centre-types';
import { agentQueueAt } from './agent-queues';
import { statusOf } from './agent-status';
import { badRequest, notFound } from './failure';
import { checkedGuid } from './guid';
import { pageOf, type Row } from './list-query';
import { codeOfPresence, currentPresence, presencesOf } from './presences';
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

/** `PUT /agents/{agentId}/readyState`: NotReady where it was Ready, and back; an absence is another switch. */
export function putReadyState(world: World, guid: string, body: unknown): void {
  const agent = manageableAgent(world, guid);
  const { readyState: wanted } = parsed(readySchema, body);
  const isAbsent = currentPresence(world.centre, agent).type === 'ABSENCE';
  const run = () => {
    if (isAbsent && !world.settings.readyEndsAbsence) return true;
    return wanted === 'Ready' ? world.centre.unpause(agent.id) : world.centre.pause(agent.id, null);
  };
  world.centre.command({ deed: 'readyState', agentId: agent.id, details: { readyState: wanted } }, run);
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
  const { centre } = world;
  const agent = manageableAgent(world, guid);
  const wanted = checkedGuid(presence);
  const code = codeOfPresence(centre, wanted);
  if (code === undefined) throw notFound();
  const { id, name } = parsed(presenceSchema, body);
  if (checkedGuid(id) !== wanted) throw badRequest('Invalid presence');
  const run = () => (code === null ? centre.unpause(agent.id) : centre.pause(agent.id, code));
  centre.command({ deed: 'presence', agentId: agent.id, details: { presenceId: wanted, name } }, run);
}

/** `PUT /agents/{agentId}/queues/{queueId}`: `serving` logs in to the queue or out of it. */
export function putAgentQueue(world: World, guid: string, queue: string, body: unknown): void {
  const { centre } = world;
  const agent = loggedInAgent(world, guid);
  const { queueId, base, configuration } = agentQueueAt(world, agent, queue);
  const { id, serving } = parsed(queueSchema, body);
  if (checkedGuid(id) !== base.id) throw badRequest('Invalid queue');
  const isChange = serving !== agent.joined.includes(queueId);
  if (isChange && !configuration.canChangeQueueLogin) throw badRequest('Queue login cannot be changed');
  const run = () => {
    if (!isChange) return true;
    return serving ? centre.join(agent.id, queueId) : centre.leave(agent.id, queueId);
  };
  centre.command({ deed: 'queue', agentId: agent.id, details: { queueId, serving } }, run);
}

function manageableAgent(world: World, guid: string): CentreAgent {
  const agent = loggedInAgent(world, guid);
  if (world.settings.unmanageable.includes(agent.id)) throw badRequest('No rights to manage the user');
  return agent;
}

function loggedInAgent(world: World, guid: string): CentreAgent {
  const agent = agentAt(world, guid);
  if (agent.state === 'logged-out') throw badRequest('User is not logged in');
  return agent;
}

function parsed<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const result = schema.safeParse(body);
  if (!result.success) throw badRequest('Invalid request body');
  return result.data;
}
