import { z } from 'zod';
import type { CentreAgent, CentreQueue } from '@/server/emulators/centre-types';
import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { agentIdentifier, agentNumber, findQueue, isRemote } from './extensions';
import { invalid, VoipnowFailure } from './failure';
import { listReply, type Row } from './list-query';
import type { Call, World } from './world';

const loggedOut = '0';
const online = '1';
const paused = '2';

const change = z.object({ status: z.enum([loggedOut, online, paused]) });

/** `…/queue/agents/[{agent}/]` of one queue. */
export function queueAgentsReply(call: Call, queueNumber: string, agentId: string | undefined): FaceReply {
  const queue = findQueue(call.world.centre, queueNumber);
  if (call.method === 'GET') return listAgents(call, queue, agentId);
  if (call.method === 'PUT' && agentId !== undefined) return putAgent(call, queue, agentId);
  throw new VoipnowFailure(405, 'method_invalid', 'The method is not allowed for this resource.');
}

function listAgents(call: Call, queue: CentreQueue, agentId: string | undefined): FaceReply {
  const { world } = call;
  const members = agentId === undefined ? membersOf(world, queue) : [findMember(world, queue, agentId)];
  const rows = members.map((agent) => agentRow(call, queue, agent, true));
  rows.sort((a, b) => (`${a.status} ${a.agentNumber}` < `${b.status} ${b.agentNumber}` ? -1 : 1));
  const filters = ['agentNumber', 'status', 'queue'];
  return listReply(rows, call.query, { form: world.settings.agentsForm, filters, key: 'identifier' });
}

function putAgent(call: Call, queue: CentreQueue, agentId: string): FaceReply {
  const { world } = call;
  const agent = findMember(world, queue, agentId);
  const parsed = change.safeParse(call.body);
  const rule = 'The parameter can take the values: 0 for Logged Out, 1 for Online, 2 for Paused.';
  if (!parsed.success) throw invalid('status', 'status_invalid', rule);
  const { status } = parsed.data;
  const order = { deed: 'status', agentId: agent.id, details: { queueId: queue.id, status } };
  world.centre.command(order, () => setStatus(world, agent, queue, status));
  if (world.settings.changeReply === 'empty') return emptyReply;
  const row = agentRow(call, queue, findMember(world, queue, agentId), false);
  // A system that merely says it did shows what was asked for.
  return jsonReply([{ ...row, status }]);
}

function setStatus({ centre }: World, { id }: CentreAgent, queue: CentreQueue, status: string): boolean {
  const isIn = () => centre.agents.find((agent) => agent.id === id)?.joined ?? [];
  if (status === loggedOut) {
    const isLeft = centre.leave(id, queue.id);
    return isLeft && isIn().length === 0 ? centre.logout(id) : isLeft;
  }
  if (!isIn().includes(queue.id)) centre.login(id, [queue.id]);
  return status === online ? centre.resumeIn(id, queue.id) : centre.pauseIn(id, queue.id);
}

/** The example of a change has neither type nor identifier; lists can be asked for them. */
function agentRow(call: Call, queue: CentreQueue, agent: CentreAgent, isListed: boolean): Row {
  const { world, origin, user } = call;
  const identifier = agentIdentifier(world, agent);
  return {
    agentNumber: agentNumber(world, agent),
    status: statusIn(queue, agent),
    queue: queue.number,
    ...(isListed ? { type: isRemote(world, agent) ? 'remote' : 'local', identifier } : {}),
    links: { self: `${origin}/uapi/extensions/${user}/${queue.number}/queue/agents/${identifier}` },
  };
}

/** Statuses are per queue; a pause asked for during a call shows at once. */
function statusIn(queue: CentreQueue, agent: CentreAgent): string {
  if (!agent.joined.includes(queue.id)) return loggedOut;
  const isPaused = agent.state === 'paused' || agent.pendingPause !== null || agent.pausedIn.includes(queue.id);
  return isPaused ? paused : online;
}

function membersOf({ centre }: World, queue: CentreQueue): readonly CentreAgent[] {
  return centre.agents.filter((agent) => agent.memberOf.some(({ queueId }) => queueId === queue.id));
}

/** By extended number, by the three digits of one of the queue's own organisation, or a remote one by id or number. */
function findMember(world: World, queue: CentreQueue, agentId: string): CentreAgent {
  const [organisation] = queue.number.split('*');
  const extended = /^\d{3}$/.test(agentId) ? `${organisation}*${agentId}` : agentId;
  const names = (agent: CentreAgent) => [agentIdentifier(world, agent), agentNumber(world, agent)];
  const found = membersOf(world, queue).find((agent) => names(agent).includes(extended));
  if (found) return found;
  const rule = 'The parameter must reference an agent registered to the queue.';
  throw invalid('the URI-Fragment as agent', 'qag_agent_invalid', rule);
}
