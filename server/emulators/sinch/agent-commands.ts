import { z } from 'zod';
import type { CentreAgent } from '@/server/emulators/centre-types';
import { agentQueueAt, agentQueueRecord } from './agent-queues';
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

type AgentQueueSwitches = Pick<z.infer<typeof queueSchema>, 'serving' | 'externalServing'>;

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
  const wanted = parsed(queueSchema, body);
  if (checkedGuid(wanted.id) !== base.id) throw badRequest('Invalid queue');
  const isChange = wanted.serving !== agent.joined.includes(queueId);
  if (isChange && !configuration.canChangeQueueLogin) throw badRequest('Queue login cannot be changed');
  const order = { deed: 'queue', agentId: agent.id, details: { queueId, serving: wanted.serving } };
  centre.command(order, (as) => keepAgentQueue(world, agent, queueId, as(wanted)));
}

/** All fields are updated, of which two are the agent's in that queue. */
function keepAgentQueue(world: World, agent: CentreAgent, queueId: string, asked: AgentQueueSwitches): boolean {
  const { serving, externalServing } = asked;
  const { centre, kept } = world;
  const key = `${agent.id}/${queueId}`;
  if (externalServing) kept.external.add(key);
  else kept.external.delete(key);
  if (serving === agent.joined.includes(queueId)) return true;
  return serving ? centre.join(agent.id, queueId) : centre.leave(agent.id, queueId);
}

/** Somebody else, or the agent, switches a queue; what is not given stays. */
export function editAgentQueue(world: World, guid: string, queue: string, values: Row): Row {
  const agent = loggedInAgent(world, guid);
  const { queueId, base, configuration } = agentQueueAt(world, agent, queue);
  keepAgentQueue(world, agent, queueId, parsed(queueSchema, { ...base, ...configuration, ...values }));
  return agentQueueRecord(world, guid, queue);
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

/** The body as it must be, or the vendor's 400. */
export function parsed<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const result = schema.safeParse(body);
  if (!result.success) throw badRequest('Invalid request body');
  return result.data;
}
