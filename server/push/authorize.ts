import { type Action, can } from '@/lib/can';
import type { Principal } from '@/lib/principal';
import type { Purpose } from '@/lib/protocol/messages';
import { deskOf } from './scope';
import { type View, viewFor } from './views';

const actionFor: Record<Purpose, Action> = { wall: 'see-floor', console: 'see-console', me: 'see-own-desk' };

/** Agents that are one person with these, these included. */
export type WithOwn = (agentIds: readonly string[]) => readonly string[];

/** The view this person may join for this purpose; null when none (rule V4). A desk holds one's own agents, whatever one may see elsewhere. */
export function authorize(principal: Principal, purpose: Purpose, withOwn: WithOwn): View | null {
  if (principal.mustChangePassword || !can(principal, actionFor[purpose])) return null;
  if (purpose === 'me') return viewFor(principal, purpose, deskOf(withOwn(principal.agentIds)));
  return viewFor(principal, purpose);
}
