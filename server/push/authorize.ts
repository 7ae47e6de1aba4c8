import { type Action, can } from '@/lib/can';
import type { Principal } from '@/lib/principal';
import type { Purpose } from '@/lib/protocol/messages';
import { type View, viewFor } from './views';

const actionFor: Record<Purpose, Action> = { wall: 'see-floor', console: 'see-console', me: 'see-own-desk' };

/** The view this person may join for this purpose; null when none (rule V4). */
export function authorize(principal: Principal, purpose: Purpose): View | null {
  if (principal.mustChangePassword || !can(principal, actionFor[purpose])) return null;
  return viewFor(principal, purpose);
}
