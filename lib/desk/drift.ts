import { readinessActions } from '@/lib/commands/actions';
import { isUnsent } from '@/lib/commands/describe-intent';
import type { AgentRecord, EpochMs, IntentRecord } from '@/lib/floor/records';

/** A readiness that changed without anybody having asked for it here: at the phone, or in the vendor's own pages. */
export interface Drift {
  readonly agentId: string;
  readonly from: AgentRecord['readiness'];
  readonly to: AgentRecord['readiness'];
  readonly reason: string | null;
  readonly at: EpochMs;
  /** It may as well be what was asked and given up on, done late. */
  readonly isLate: boolean;
}

/** Of two readings of the same agents: what changed without an intent that wanted it (rule I2). */
export function driftsBetween(
  before: ReadonlyMap<string, AgentRecord>,
  after: readonly AgentRecord[],
  intents: readonly IntentRecord[],
  now: EpochMs,
): readonly Drift[] {
  return after.flatMap((agent) => {
    const old = before.get(agent.id);
    if (!old || old.readiness === agent.readiness) return [];
    // What becomes known or unknown did not change at the phone.
    if (old.readiness === 'unknown' || agent.readiness === 'unknown') return [];
    const asked = intents.filter((intent) => leadsThere(intent, agent));
    if (asked.some((intent) => isOutcome(intent, now))) return [];
    const { readiness: to, pauseReason: reason, stateSince } = agent;
    const at = agent.stateSinceIsReceipt ? now : (stateSince ?? now);
    const isLate = asked.some((intent) => mayComeLate(intent, agent, now));
    return [{ agentId: agent.id, from: old.readiness, to, reason, at: Math.min(at, now), isLate }];
  });
}

const leadsTo: Readonly<Record<string, readonly AgentRecord['readiness'][]>> = {
  ready: ['ready'],
  login: ['ready', 'paused', 'not-ready'],
  logout: ['logged-out'],
  pause: ['paused', 'not-ready'],
};

/** What was confirmed has had its outcome; the floor may show it a moment later than that it was. */
const settledMs = 5000;

/** Asked of the agent, sent, and such that the agent would stand there. */
function leadsThere(intent: IntentRecord, agent: AgentRecord): boolean {
  const { targetId, action } = intent;
  if (targetId !== agent.id || isUnsent(intent)) return false;
  return readinessActions.some((one) => one === action) && (leadsTo[action] ?? []).includes(agent.readiness);
}

/** Still waited for, or seen just now and in time. */
function isOutcome(intent: IntentRecord, now: EpochMs): boolean {
  if (intent.endedAt === null) return true;
  return intent.status === 'confirmed' && isJust(intent.endedAt, now) && !isGivenUp(intent);
}

/** Given up, and not seen since; or seen just now, after it was given up. A pause for something else is another one. */
function mayComeLate(intent: IntentRecord, { pauseReason }: AgentRecord, now: EpochMs): boolean {
  const { action, wanted } = intent;
  if (intent.endedAt === null || !isGivenUp(intent)) return false;
  if (action === 'pause' && wanted !== null && pauseReason !== null && wanted !== pauseReason) return false;
  return intent.status !== 'confirmed' || isJust(intent.endedAt, now);
}

const isJust = (endedAt: EpochMs, now: EpochMs) => now - endedAt <= settledMs;

/** It was sent, and its time was over without an answer of the floor; a refusal comes before. */
function isGivenUp({ status, timesOutAt, endedAt }: IntentRecord): boolean {
  return status === 'unconfirmed' || (timesOutAt !== null && endedAt !== null && endedAt >= timesOutAt);
}
