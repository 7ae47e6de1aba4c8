import type { CommandAction } from '@/lib/commands/actions';
import { readinessActions } from '@/lib/commands/actions';
import { intentsOn } from '@/lib/commands/intents-on';
import { type CommandVendor, standingObstacle } from '@/lib/commands/possible';
import type { AgentRecord, IntentRecord, Readiness } from '@/lib/floor/records';

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
  withdrawn: 'quiet',
};

/** The newest intent that says something of an agent's readiness; undefined when none was asked of late. */
export function newestReadinessIntent(intents: readonly IntentRecord[], agentId: string): IntentRecord | undefined {
  return intentsOn(intents, agentId).find(({ action }) => readinessActions.some((one) => one === action));
}

export function dotState(intent: IntentRecord | undefined): DotState {
  return intent ? dotOf[intent.status] : 'quiet';
}

export type Wish = 'ready' | 'pause' | 'logout';

/**
 * The command that brings an agent where its person wants to be; null where there is nothing to do or the vendor cannot.
 * Who is logged out and wants to be ready logs in first, which makes ready.
 */
export function commandFor(
  wish: Wish,
  agent: AgentRecord,
  { commands }: Pick<CommandVendor, 'commands'>,
): CommandAction | null {
  const { readiness } = agent;
  const wanted = wish === 'ready' && readiness === 'logged-out' && commands.includes('login') ? 'login' : wish;
  if (!commands.includes(wanted) || standingObstacle(wanted, readiness) !== null) return null;
  return wish !== 'logout' && agent.canManageReadiness === false ? null : wanted;
}
