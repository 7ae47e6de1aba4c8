import type { CentreAgent } from '@/server/emulators/centre-types';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { domain, findExtension, phoneExtensionId, queueExtensionId } from './extensions';
import { notFound, wrongMethod } from './failure';
import { type Call, isRemote, type World } from './world';

export type AgentType = 'local' | 'remote';

export const agentType = (world: World, agent: CentreAgent): AgentType => (isRemote(world, agent) ? 'remote' : 'local');

/** As in the manual, where the agent at 000*094 is 136. */
export const ringmeAgentId = (agent: CentreAgent): number => Number(agent.id) + 42;

export const remoteNumber = (agent: CentreAgent): string => `+7383555${agent.id.padStart(4, '0')}`;

export function findAgent(world: World, type: AgentType, id: string): CentreAgent {
  const isWanted = (agent: CentreAgent) =>
    String(ringmeAgentId(agent)) === id && agentType(world, agent) === type && isAnywhere(agent);
  const found = world.centre.agents.find(isWanted);
  if (!found) throw notFound();
  return found;
}

/** What is known of an agent; who is logged in is told by events alone. */
export function agentRow(world: World, agent: CentreAgent) {
  const common = { id: ringmeAgentId(agent), client_id: world.settings.clientId, agent_type: agentType(world, agent) };
  return isRemote(world, agent)
    ? { ...common, agent_number: remoteNumber(agent) }
    : {
        ...common,
        extension_id: phoneExtensionId(agent),
        extension_name: `${agent.extension}@${domain}`,
      };
}

/** `/client/@me/agent/{type}/`; `extension_id[]` picks the agents of queues or of phones. */
export function agentList({ world, method, query }: Call, type: AgentType): FaceReply {
  if (method !== 'GET') throw wrongMethod();
  const wanted = query.getAll('extension_id[]');
  const isWanted = (agent: CentreAgent) =>
    wanted.length === 0 ||
    [phoneExtensionId(agent), ...queuesOf(world, agent)].some((id) => wanted.includes(String(id)));
  const agents = world.centre.agents.filter((agent) => agentType(world, agent) === type && isAnywhere(agent));
  return jsonReply(agents.filter(isWanted).map((agent) => agentRow(world, agent)));
}

/** `/extension/{id}/agent/`, the agents of a queue. */
export function agentsOfQueue({ world, method }: Call, extensionId: string): FaceReply {
  const { queue } = findExtension(world, extensionId);
  if (!queue) throw notFound();
  if (method !== 'GET') throw wrongMethod();
  const members = world.centre.agents.filter((agent) => agent.memberOf.some(({ queueId }) => queueId === queue.id));
  return jsonReply(members.map((agent) => agentRow(world, agent)));
}

const isAnywhere = (agent: CentreAgent): boolean => agent.memberOf.length > 0;

function queuesOf({ centre }: World, agent: CentreAgent): number[] {
  const queues = centre.queues.filter(({ id }) => agent.memberOf.some(({ queueId }) => queueId === id));
  return queues.map(queueExtensionId);
}
