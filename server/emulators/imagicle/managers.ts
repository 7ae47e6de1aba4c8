import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { type ImagicleCall, mayManage } from './call';
import type { Managed } from './configuration';
import { errorReply, forbidden, refusedRemoval, unlessRefused, wrongMethod } from './errors';
import { missingUser, wantedUser } from './members';
import { findUser, type ImagicleUser } from './users';

/** By analogy with agents: 1 is whoever is one already. */
const alreadyManager = 1;

/** A queue or a service as whoever manages it is spoken of. */
export interface ManagedThing {
  readonly entry: Managed;
  /** What a journal says of it. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** `…/Users/Managers[/{username}]` of a queue or a service. */
export function managersReply(call: ImagicleCall, thing: ManagedThing, username: string | undefined): FaceReply {
  const { method } = call;
  if (method === 'GET' && username === undefined) return jsonReply(thing.entry.managers);
  if (method !== (username === undefined ? 'POST' : 'DELETE')) return wrongMethod;
  if (!mayManage(call, thing.entry)) return forbidden('403.GlobalOrSpecificInstanceAdmin');
  return username === undefined ? addManager(call, thing) : removeManager(call, thing, username);
}

function addManager({ centre, office, body }: ImagicleCall, { entry, details }: ManagedThing): FaceReply {
  const username = wantedUser(body);
  if (username === null) return missingUser;
  const user = findUser(centre, office, username);
  if (!user) return errorReply(404, 'User not found');
  if (isManager(entry, username)) return errorReply(409, 'The user is already a manager', alreadyManager);
  const order = { deed: 'add-manager', agentId: null, details: { ...details, username } };
  return unlessRefused(
    () => {
      centre.command(order, () => keepManager(entry, user));
      return jsonReply(user, 201);
    },
    (words) => errorReply(409, words ?? 'The user cannot be a manager'),
  );
}

function removeManager(call: ImagicleCall, { entry, details }: ManagedThing, username: string): FaceReply {
  if (!isManager(entry, username)) return errorReply(404, 'Manager not found');
  if (username === call.self && !call.settings.managesEverything) return forbidden('403.Self');
  const order = { deed: 'remove-manager', agentId: null, details: { ...details, username } };
  return unlessRefused(() => {
    call.centre.command(order, () => dismissManager(entry, username));
    return emptyReply;
  }, refusedRemoval);
}

const isManager = ({ managers }: Managed, username: string): boolean =>
  managers.some((manager) => manager.username === username);

function keepManager(entry: Managed, user: ImagicleUser): boolean {
  if (isManager(entry, user.username)) return false;
  entry.managers = [...entry.managers, user];
  return true;
}

/** Takes a manager off a queue or a service; false when it was none. */
export function dismissManager(entry: Managed, username: string): boolean {
  const was = isManager(entry, username);
  entry.managers = entry.managers.filter((manager) => manager.username !== username);
  return was;
}
