import { can, type Rights } from '@/lib/can';
import type { AgentRecord, ContactRecord, MembershipRecord, SourceRecord } from '@/lib/floor/records';
import { isTakenOut, placeIn } from '@/lib/members/place';
import type { Capabilities } from '@/lib/vendors/capabilities';
import {
  assignmentActions,
  type CommandAction,
  type CommandTarget,
  commandActions,
  commandNames,
  messageActions,
  type QueueAction,
  readinessActions,
} from './actions';

/** What commands a vendor takes, and its name in words. */
export interface CommandVendor extends Pick<Capabilities, 'commands' | 'asksFirst' | 'elsewhere' | 'membershipTerms'> {
  readonly label: string;
}

/** Whom somebody may act on at all; where, the server decides. */
export interface CommandRights {
  readonly agents: boolean;
  /** Who belongs to a queue. */
  readonly queues: boolean;
  readonly contacts: boolean;
  readonly messages: boolean;
}

export function commandRights(user: Rights): CommandRights {
  return {
    agents: can(user, 'act-on-agents'),
    queues: can(user, 'edit-queues'),
    contacts: can(user, 'act-on-contacts'),
    messages: can(user, 'send-messages'),
  };
}

/** Whether somebody may ask for such a thing of others. */
export function mayAsk(action: CommandAction, rights: CommandRights): boolean {
  if (messageActions.includes(action)) return rights.messages;
  if (assignmentActions.includes(action)) return rights.queues;
  return commandActions[action].target === 'contact' ? rights.contacts : rights.agents;
}

/** The commands of one kind of target that the vendor takes from this person, in the order of the table of actions. */
export function commandsFor(target: CommandTarget, vendor: CommandVendor, rights: CommandRights): CommandAction[] {
  return commandNames.filter(
    (action) => commandActions[action].target === target && vendor.commands.includes(action) && mayAsk(action, rights),
  );
}

/** One agent as far as it decides what can be asked of it. */
export interface AgentPlace {
  readonly agent: AgentRecord;
  readonly source: SourceRecord | undefined;
  readonly vendor: CommandVendor;
}

const already: { readonly [A in CommandAction]?: Partial<Record<AgentRecord['readiness'], string>> } = {
  ready: { ready: 'is ready already', 'logged-out': 'is logged out' },
  pause: { 'logged-out': 'is logged out' },
  login: { ready: 'is logged in already', paused: 'is logged in already', 'not-ready': 'is logged in already' },
  logout: { 'logged-out': 'is logged out already' },
  dial: { 'logged-out': 'is logged out' },
};

/** Why a command cannot be asked of an agent now, in words that follow the name; null where it can. */
export function agentObstacle(action: CommandAction, { agent, source, vendor }: AgentPlace): string | null {
  const name = source?.name ?? agent.sourceId;
  if (!vendor.commands.includes(action)) return `${vendor.label} has no “${commandActions[action].label}”`;
  if (source?.link === 'paused') return `${name} is paused`;
  if (source?.link === 'needs-attention') return `${name} needs attention first`;
  if (agent.canManage === false) return `${name} does not let Callboard manage this agent`;
  if (readinessActions.includes(action) && agent.canManageReadiness === false)
    return `${name} does not let Callboard change the state of this agent`;
  return standingObstacle(action, agent.readiness);
}

/** Why it makes no sense for an agent who stands there; null where it does. */
export function standingObstacle(action: CommandAction, readiness: AgentRecord['readiness']): string | null {
  return already[action]?.[readiness] ?? null;
}

/** The same for one queue; `membership` is the agent's in it, if there is any. */
export function membershipObstacle(
  action: QueueAction,
  place: AgentPlace,
  queue: { readonly sourceId: string },
  membership: MembershipRecord | undefined,
): string | null {
  if (queue.sourceId !== place.agent.sourceId) return 'works on another system';
  const obstacle = agentObstacle(action, place);
  if (obstacle !== null) return obstacle;
  if (assignmentActions.includes(action)) return assignmentObstacle(action, membership);
  const name = place.source?.name ?? place.agent.sourceId;
  if (membership?.canChange === false) return `${name} does not let Callboard change who serves this queue`;
  const terms = place.vendor.membershipTerms;
  const standing = placeIn(membership, terms);
  if (action === 'join') {
    if (standing === 'in' || (standing === 'out' && terms.changes === 'membership')) return 'serves it already';
    if (standing !== 'absent' || terms.joinsAny) return null;
    return place.vendor.commands.includes('assign')
      ? 'does not belong to it: add them to it first'
      : 'does not belong to it: that is set up at the vendor';
  }
  if (isTakenOut(standing, terms)) return membership ? 'does not serve it' : 'is not in it';
  if (action === 'pause-in-queue' && standing === 'paused') return 'is paused in it already';
  return null;
}

/** Taking out of the configuration logs nobody out, so that the queue would still be served. */
function assignmentObstacle(action: QueueAction, membership: MembershipRecord | undefined): string | null {
  if (action === 'assign') return membership ? 'belongs to it already' : null;
  if (!membership) return 'is not in it';
  return membership.serving ? 'serves it now: let them leave it first' : null;
}

const talkingOnly: readonly CommandAction[] = [
  'listen',
  'whisper',
  'barge-in',
  'hold',
  'resume',
  'park',
  'unpark',
  'record',
  'stop-recording',
];
const atTheEndToo: readonly CommandAction[] = ['set-outcome', 'add-feature', 'remove-feature'];

/** What of a vendor's commands makes sense for a contact as it stands. */
export function isForContact(action: CommandAction, { state, agentId }: ContactRecord): boolean {
  if (action === 'pick-up') return state === 'waiting' || state === 'ringing';
  if (agentId === null) return false;
  if (talkingOnly.includes(action)) return state === 'talking';
  if (atTheEndToo.includes(action)) return state === 'talking' || state === 'wrap-up';
  return state === 'talking' || state === 'ringing';
}
