import type { CommandAction } from '@/lib/commands/actions';
import { readinessActions } from '@/lib/commands/actions';
import type { AgentRecord, IntentRecord, Readiness } from '@/lib/floor/records';
import type { Capabilities } from '@/lib/vendors/capabilities';

/** Where somebody's one switch stands over all systems they work on. */
export type SwitchPosition = 'ready' | 'paused' | 'logged-out' | 'mixed' | 'unknown';

const positionOf: Record<Readiness, SwitchPosition> = {
  ready: 'ready',
  paused: 'paused',
  'not-ready': 'paused',
  'logged-out': 'logged-out',
  unknown: 'unknown',
};

/** Mixed where the systems disagree; what is not known of one does not hide what the others say. */
export function switchPosition(readinesses: readonly Readiness[]): SwitchPosition {
  const known = new Set(readinesses.map((one) => positionOf[one]).filter((one) => one !== 'unknown'));
  if (known.size === 0) return 'unknown';
  if (known.size > 1) return 'mixed';
  return [...known][0] ?? 'unknown';
}

/** How one system stands to what was last asked of it. */
export type DotState = 'asked' | 'done' | 'refused' | 'drifted' | 'unsure' | 'quiet';

const dotOf: Record<IntentRecord['status'], DotState> = {
  requested: 'asked',
  accepted: 'asked',
  confirmed: 'done',
  done: 'done',
  failed: 'refused',
  unconfirmed: 'unsure',
  drifted: 'drifted',
};

/** The newest intent that says something of an agent's readiness; undefined when none was asked of late. */
export function newestReadinessIntent(intents: readonly IntentRecord[], agentId: string): IntentRecord | undefined {
  return intents
    .filter(({ targetId, action }) => targetId === agentId && readinessActions.some((one) => one === action))
    .reduce<IntentRecord | undefined>(
      (newest, one) => (newest && newest.requestedAt >= one.requestedAt ? newest : one),
      undefined,
    );
}

export function dotState(intent: IntentRecord | undefined): DotState {
  return intent ? dotOf[intent.status] : 'quiet';
}

export type Wish = 'ready' | 'pause' | 'logout';

/**
 * The command that brings an agent where its person wants to be; null where there is nothing to do or the vendor cannot.
 * Who is logged out and wants to be ready logs in first, which makes ready.
 */
export function commandFor(wish: Wish, agent: AgentRecord, can: Pick<Capabilities, 'commands'>): CommandAction | null {
  const { readiness } = agent;
  const isOut = readiness === 'logged-out';
  const wanted: CommandAction = wish === 'ready' && isOut && can.commands.includes('login') ? 'login' : wish;
  if (!can.commands.includes(wanted)) return null;
  if (wish !== 'logout' && agent.canManageReadiness === false) return null;
  if (wish === 'ready' && readiness === 'ready') return null;
  // Out of a system one only gets in by its own way.
  return isOut && wanted !== 'login' ? null : wanted;
}
