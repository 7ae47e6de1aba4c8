import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import { currentPresence, type Presence } from './presences';
import type { World } from './world';

export interface AgentStatus {
  readonly userStatus: 'Ready' | 'NotReady' | 'Pause' | 'LoggedOut';
  readonly handling: string;
  readonly availability: 'LoggedOut' | 'Away' | 'Busy' | 'Free';
  readonly presence: Presence;
  /** Contacts being talked, oldest first. */
  readonly active: readonly CentreContact[];
}

export function statusOf(world: World, agent: CentreAgent): AgentStatus {
  const active = world.talking.get(agent.id) ?? [];
  const presence = currentPresence(world.centre, agent);
  const userStatus = userStatusOf(agent, presence);
  const availability = availabilityOf(world, agent, userStatus, active);
  return { userStatus, handling: handlingOf(world, agent, active), availability, presence, active };
}

/** Being away under a profile is Pause, being away without one NotReady; contacts and wrap-up leave an agent Ready. */
function userStatusOf(agent: CentreAgent, presence: Presence): AgentStatus['userStatus'] {
  if (agent.state === 'logged-out') return 'LoggedOut';
  if (presence.type === 'ABSENCE') return 'Pause';
  return agent.state === 'paused' || agent.pendingPause !== null ? 'NotReady' : 'Ready';
}

/** There is no word for alerting: an agent being rung is still Free and Waiting. Chatters are Free below capacity. */
function availabilityOf(
  world: World,
  agent: CentreAgent,
  userStatus: AgentStatus['userStatus'],
  active: readonly CentreContact[],
): AgentStatus['availability'] {
  if (userStatus === 'LoggedOut') return 'LoggedOut';
  if (userStatus === 'Pause') return 'Away';
  if (userStatus === 'NotReady' || agent.state === 'wrap-up') return 'Busy';
  const hasRoom = active.length < world.settings.chatCapacity && active.every(({ channel }) => channel === 'chat');
  if (active.length > 0) return hasRoom ? 'Free' : 'Busy';
  return agent.state === 'talking' ? 'Busy' : 'Free';
}

function handlingOf(world: World, agent: CentreAgent, active: readonly CentreContact[]): string {
  const shown = active.find(({ channel }) => channel === 'phone') ?? active.at(-1);
  if (!shown) return isDialing(world, agent) ? 'Dialing_Outbound' : 'Waiting';
  if (shown.channel === 'phone') return shown.direction === 'in' ? 'Talking_Inbound' : 'Talking_Outbound';
  if (shown.channel === 'email') return shown.direction === 'in' ? 'Emailing_Inbound' : 'Emailing_Outbound';
  return 'Chatting_Inbound';
}

function isDialing(world: World, agent: CentreAgent): boolean {
  const dialling = ({ agentId, direction }: CentreContact) => agentId === agent.id && direction === 'out';
  return agent.state === 'ringing' && world.live.some(dialling);
}
