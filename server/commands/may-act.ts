import { type Action, type Aim, can } from '@/lib/can';
import { assignmentActions, type CommandAction, messageActions } from '@/lib/commands/actions';
import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import type { Principal } from '@/lib/principal';
import { teamId } from '@/lib/scope';
import type { Target } from './find-target';

/** What somebody must be allowed to for this command. */
export function rightFor(action: CommandAction, kind: Target['kind'], isOwn: boolean): Action {
  if (messageActions.includes(action)) return 'send-messages';
  if (assignmentActions.includes(action)) return 'edit-queues';
  if (kind === 'contact') return 'act-on-contacts';
  return isOwn ? 'act-on-self' : 'act-on-agents';
}

/** Whether somebody has this right over a target: over an agent by source, team, or a queue it is in. */
export function hasOver(principal: Principal, right: Action, target: Target): boolean {
  return aimsOf(target).some((aim) => can(principal, right, aim));
}

function aimsOf({ kind, source, agent, contact, queue, memberships }: Target): readonly Aim[] {
  const sourceId = source.id;
  if (kind === 'source') return [{ sourceId }];
  if (kind === 'queue') return [{ sourceId, queueId: queue?.id ?? null }];
  const ofTeam = { sourceId, team: teamOf(agent) };
  if (kind === 'contact') return [ofTeam, { sourceId, queueId: contact?.queueId ?? null }];
  return [ofTeam, ...memberships.map(({ queueId }) => ({ sourceId, queueId }))];
}

/**
 * Whether somebody may put the target into this queue, or take it out: one in scope, or one that it is in already. Who
 * belongs to a queue is a matter of that queue alone.
 */
export function mayUseQueue(principal: Principal, right: Action, target: Target, queue: QueueRecord): boolean {
  const isIn = right !== 'edit-queues' && target.memberships.some(({ queueId }) => queueId === queue.id);
  return isIn || can(principal, right, { sourceId: queue.sourceId, queueId: queue.id });
}

function teamOf(agent: AgentRecord | null): string | null {
  return agent?.team == null ? null : teamId(agent.sourceId, agent.team);
}
