import { type CommandAction, commandActions } from '@/lib/commands/actions';
import type { Floor } from '@/lib/floor/floor';
import type { IntentRecord } from '@/lib/floor/records';
import type { Audit, AuditEntry } from '@/server/audit/audit';
import type { Fields, Target } from './find-target';
import type { Work } from './work';

/** What of a target a command may change, for the audit. */
export function standingOf({ agent, memberships }: Pick<Target, 'agent' | 'memberships'>, { queue }: Fields) {
  if (!agent) return null;
  const { readiness, pauseReason } = agent;
  if (queue === undefined) return { readiness, pauseReason };
  const membership = memberships.find(({ queueId }) => queueId === queue);
  return { queue, isMember: membership !== undefined, serving: membership?.serving ?? null };
}

/** The same, of an intent whose target may be gone. */
export function standingNow({ record, asked }: Work, floor: Floor) {
  const agent = record.targetKind === 'agent' ? (floor.agents.get(record.targetId) ?? null) : null;
  const memberships = asked.fields.queue === undefined ? [] : [...floor.memberships.values()];
  return standingOf({ agent, memberships: memberships.filter(({ agentId }) => agentId === agent?.id) }, asked.fields);
}

/** One line for every intent at its end. */
export function noteIntent(audit: Audit, work: Work, isRefused: boolean, floor: Floor): void {
  const { record, asked } = work;
  const { action, targetId, byId, by, status, reason, note } = record;
  const isDone = status === 'confirmed' || status === 'done';
  audit.note({
    actor: { kind: asked.kind, accountId: byId, name: by },
    action: `intent.${action}`,
    target: targetId,
    outcome: isDone ? 'done' : isRefused ? 'refused' : 'failed',
    before: asked.before,
    after: { status, ...standingNow(work, floor), asked: asked.fields, ...(note === null ? {} : { note }) },
    reason,
    address: asked.address,
  });
}

interface Attempt extends Pick<AuditEntry, 'actor'> {
  readonly action: CommandAction;
  readonly targetId: string;
  readonly address: string | null;
  readonly outcome: 'refused' | 'failed';
  readonly reason: string;
}

/** One for what was not even asked. */
export function noteAttempt(audit: Audit, { action, targetId, ...rest }: Attempt): void {
  audit.note({ ...rest, action: `intent.${action}`, target: targetId });
}

/** What an action is called on its button. */
export const labelOf = (action: IntentRecord['action']) =>
  Object.hasOwn(commandActions, action) ? commandActions[action as CommandAction].label : action;
