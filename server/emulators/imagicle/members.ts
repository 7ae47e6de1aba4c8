import { z } from 'zod';
import type { Centre, CentreAgent, CentreQueue } from '@/server/emulators/centre-types';
import { CommandRefused } from '@/server/emulators/command-refused';
import { type FaceReply, jsonReply, type TellRefusal } from '@/server/emulators/face-http';
import { errorReply } from './errors';
import { isMember, membersOf, userObject } from './queues';

const newAgent = z.object({ username: z.string().min(1) });
/** Reasons of a 409 as documented. */
const noPrimaryExtension = 0;
const alreadyAgent = 1;

export function listAgents(centre: Centre, queue: CentreQueue): FaceReply {
  return jsonReply(membersOf(centre, queue.id).map(userObject));
}

export function addAgent(centre: Centre, queue: CentreQueue, body: string): FaceReply {
  const parsed = newAgent.safeParse(jsonOrNull(body));
  if (!parsed.success) return errorReply(400, 'username is required');
  const agent = findUser(centre, parsed.data.username);
  if (!agent) return errorReply(404, 'User not found');
  if (agent.extension === '') return errorReply(409, 'The user has no primary extension', noPrimaryExtension);
  const order = { deed: 'add-member', agentId: agent.id, details: { queueId: queue.id } };
  return unlessRefused(
    () =>
      centre.command(order, () => centre.addMember(agent.id, queue.id))
        ? jsonReply(userObject(agent), 201)
        : errorReply(409, 'The user is already an agent of this queue', alreadyAgent),
    (words) => errorReply(409, words ?? 'The user has no primary extension', noPrimaryExtension),
  );
}

export function removeAgent(centre: Centre, queue: CentreQueue, username: string): FaceReply {
  const agent = findUser(centre, username);
  if (!agent || !isMember(agent, queue.id)) return errorReply(404, 'Agent not found');
  const order = { deed: 'remove-member', agentId: agent.id, details: { queueId: queue.id } };
  return unlessRefused(
    () => {
      centre.command(order, () => centre.removeMember(agent.id, queue.id));
      return { status: 204, contentType: null, body: '' };
    },
    (words) => errorReply(403, words ?? 'Requires complete management privileges'),
  );
}

function unlessRefused(run: () => FaceReply, tellRefusal: TellRefusal): FaceReply {
  try {
    return run();
  } catch (error) {
    if (error instanceof CommandRefused) return tellRefusal(error.words);
    throw error;
  }
}

export function findUser(centre: Centre, username: string): CentreAgent | undefined {
  return centre.agents.find((agent) => agent.username === username);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
