import type { Principal } from '@/lib/principal';
import type { Purpose } from '@/lib/protocol/messages';
import { type View, viewFor } from './views';

/** The view this person may join for this purpose; null when none (rule V4). */
export function authorize(principal: Principal, purpose: Purpose): View | null {
  return viewFor(principal.role, purpose);
}
