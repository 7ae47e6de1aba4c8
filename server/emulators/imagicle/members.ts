import { z } from 'zod';
import type { CentreAgent, CentreQueue } from '@/server/emulators/centre-types';
import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { type ImagicleCall, mayManage } from './call';
import { suiteOf } from './configuration';
import { badReason, errorReply, forbidden, refusedRemoval, unlessRefused, wrongMethod } from './errors';
import { isMember, membersOf } from './queues';
import { findAgent, findUser, userObject } from './users';

const newUser = z.object({ username: z.string().min(1) });
/** Reasons of a 409 as documented. */
const noPrimaryExtension = 0;
const alreadyAgent = 1;

/** `/Queues/FIFO/{id}/Users/Agents[/{username}]`. */
export function agentsReply(call: ImagicleCall, queue: CentreQueue, username: string | undefined): FaceReply {
  const { centre, method } = call;
  const isRead = method === 'GET' && username === undefined;
  if (isRead) return jsonReply(membersOf(centre, queue.id).map(userObject));
  if (method !== (username === undefined ? 'POST' : 'DELETE')) return wrongMethod;
  if (!mayManage(call, suiteOf(centre).entryOf(queue))) return forbidden('403.GlobalOrSpecificInstanceAdmin');
  return username === undefined ? addAgent(call, queue) : removeAgent(call, queue, username);
}

/** The username of a body that adds somebody; null where it is missing. */
export function wantedUser(body: unknown): string | null {
  const parsed = newUser.safeParse(body);
  return parsed.success ? parsed.data.username : null;
}

export const missingUser = errorReply(400, 'Missing parameters: username is required', badReason.missing);

function addAgent(call: ImagicleCall, queue: CentreQueue): FaceReply {
  const { centre, office } = call;
  const username = wantedUser(call.body);
  if (username === null) return missingUser;
  if (!findUser(centre, office, username)) return errorReply(404, 'User not found');
  const agent = findAgent(centre, username);
  // Nobody but agents has an extension.
  if (!agent?.extension) return errorReply(409, 'The user has no primary extension', noPrimaryExtension);
  return unlessRefused(
    () => added(call, queue, agent),
    (words) => errorReply(409, words ?? 'The user has no primary extension', noPrimaryExtension),
  );
}

function added({ centre }: ImagicleCall, queue: CentreQueue, agent: CentreAgent): FaceReply {
  const order = { deed: 'add-member', agentId: agent.id, details: { queueId: queue.id } };
  return centre.command(order, () => centre.addMember(agent.id, queue.id))
    ? jsonReply(userObject(agent), 201)
    : errorReply(409, 'The user is already an agent of this queue', alreadyAgent);
}

function removeAgent({ centre }: ImagicleCall, queue: CentreQueue, username: string): FaceReply {
  const agent = findAgent(centre, username);
  if (!agent || !isMember(agent, queue.id)) return errorReply(404, 'Agent not found');
  const order = { deed: 'remove-member', agentId: agent.id, details: { queueId: queue.id } };
  return unlessRefused(() => {
    centre.command(order, () => centre.removeMember(agent.id, queue.id));
    return emptyReply;
  }, refusedRemoval);
}
