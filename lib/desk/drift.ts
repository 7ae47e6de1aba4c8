import { readinessActions } from '@/lib/commands/actions';
import type { AgentRecord, EpochMs, IntentRecord } from '@/lib/floor/records';

/** A readiness that changed without anybody having asked for it here: at the phone, or in the vendor's own pages. */
export interface Drift {
  readonly agentId: string;
  readonly from: AgentRecord['readiness'];
  readonly to: AgentRecord['readiness'];
  readonly reason: string | null;
  readonly at: EpochMs;
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
    if (intents.some((intent) => wanted(intent, agent, now))) return [];
    const { readiness: to, pauseReason: reason, stateSince } = agent;
    const at = agent.stateSinceIsReceipt ? now : (stateSince ?? now);
    return [{ agentId: agent.id, from: old.readiness, to, reason, at: Math.min(at, now) }];
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

/** Anything asked of the agent that this could be the outcome of. */
function wanted({ targetId, action, status, endedAt }: IntentRecord, agent: AgentRecord, now: EpochMs): boolean {
  if (targetId !== agent.id || status === 'failed') return false;
  if (status === 'confirmed' && endedAt !== null && now - endedAt > settledMs) return false;
  return readinessActions.some((one) => one === action) && (leadsTo[action] ?? []).includes(agent.readiness);
}
