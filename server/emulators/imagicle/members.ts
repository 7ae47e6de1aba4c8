import { z } from 'zod';
import type { Centre, CentreAgent, CentreQueue } from '@/server/emulators/centre-types';
import { type FaceReply, jsonOrUndefined, jsonReply } from '@/server/emulators/face-http';
import { errorReply } from './errors';
import { isMember, membersOf, userObject } from './queues';

const newAgent = z.object({ username: z.string().min(1) });
/** Reasons of a 409 as documented. */
const alreadyAgent = 1;

export function listAgents(centre: Centre, queue: CentreQueue): FaceReply {
  return jsonReply(membersOf(centre, queue.id).map(userObject));
}

export function addAgent(centre: Centre, queue: CentreQueue, body: string): FaceReply {
  const parsed = newAgent.safeParse(jsonOrUndefined(body));
  if (!parsed.success) return errorReply(400, 'username is required');
  const agent = findUser(centre, parsed.data.username);
  if (!agent) return errorReply(404, 'User not found');
  if (isMember(agent, queue.id)) return errorReply(409, 'The user is already an agent of this queue', alreadyAgent);
  centre.addMember(agent.id, queue.id);
  return jsonReply(userObject(agent), 201);
}

export function removeAgent(centre: Centre, queue: CentreQueue, username: string): FaceReply {
  const agent = findUser(centre, username);
  if (!agent || !isMember(agent, queue.id)) return errorReply(404, 'Agent not found');
  centre.removeMember(agent.id, queue.id);
  return { status: 204, contentType: null, body: '' };
}

export function findUser(centre: Centre, username: string): CentreAgent | undefined {
  return centre.agents.find((agent) => agent.username === username);
}
