import type { CentreAgent } from '@/server/emulators/centre-types';
import { statusOf } from './agent-status';
import { pageOf, type Row } from './list-query';
import { agentAt, agentGuid, personName, type World } from './world';

/** `GET /userStatuses`. */
export function userStatusList(world: World, parameters: URLSearchParams): Row[] {
  return pageOf(
    world.centre.agents.map((agent) => userStatus(world, agent)),
    parameters,
    'name',
  );
}

/** `GET /userStatuses/{userId}`. */
export const userStatusRecord = (world: World, guid: string): Row => userStatus(world, agentAt(world, guid));

function userStatus(world: World, agent: CentreAgent): Row {
  const status = statusOf(world, agent);
  const count = (channel: string, direction: string) =>
    status.active.filter((contact) => contact.channel === channel && contact.direction === direction).length;
  return {
    activeIbCallCnt: count('phone', 'in'),
    activeIbChatCnt: count('chat', 'in'),
    activeIbEmailCnt: count('email', 'in'),
    activeIbOperDirCallCnt: 0,
    activeIbVideoChatCnt: 0,
    activeObCallCnt: count('phone', 'out'),
    activeObCampaignCallCnt: 0,
    activeObCbrCallCnt: 0,
    activeObEmailCnt: count('email', 'out'),
    id: agentGuid(world, agent.id),
    name: personName(agent),
    phoneCapacity: 1,
    status: status.userStatus,
    taskCapacity: 5,
    textChatCapacity: world.settings.chatCapacity,
    videoChatCapacity: 0,
  };
}
