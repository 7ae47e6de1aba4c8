import type { QueueAction } from '@/lib/commands/actions';
import type { MembershipRecord } from '@/lib/floor/records';
import type { MembershipTerms } from '@/lib/vendors/capabilities';
import { isTakenOut, placeIn } from './place';

/** What puts a membership back, as it was before. */
export interface WayBack {
  readonly back: QueueAction;
  readonly backLevel: string | null;
}

/** What would put it back when this is done to it; or why doing it makes no sense, in words that follow the name. */
export function wayBack(
  does: QueueAction,
  level: string | null,
  membership: MembershipRecord | undefined,
  terms: MembershipTerms,
): WayBack | string {
  const before = membership?.level == null ? null : String(membership.level);
  if (does === 'assign' || does === 'unassign') return wayBackOfAssignment(does, level, before, membership);
  const place = placeIn(membership, terms);
  if (place === 'unknown') return 'is in it, but whether it is served now is not known: it could not be put back';
  if (isTakenOut(place, terms)) return does === 'join' ? { back: 'leave', backLevel: null } : 'does not serve it';
  const isPaused = place === 'paused';
  if (does === 'leave') return { back: isPaused ? 'pause-in-queue' : 'join', backLevel: before };
  if (does === 'pause-in-queue') return isPaused ? 'is paused in it already' : { back: 'join', backLevel: before };
  if (isPaused) return { back: 'pause-in-queue', backLevel: null };
  return level === null || level === before ? 'serves it already' : { back: 'join', backLevel: before };
}

function wayBackOfAssignment(
  does: 'assign' | 'unassign',
  level: string | null,
  before: string | null,
  membership: MembershipRecord | undefined,
): WayBack | string {
  if (!membership) return does === 'assign' ? { back: 'unassign', backLevel: null } : 'is not in it';
  if (does === 'unassign') return { back: 'assign', backLevel: before };
  return level === null || level === before ? 'belongs to it already' : { back: 'assign', backLevel: before };
}

/** Whether the floor shows what `back` asks for, so that nothing has to be put back. */
export function isBack(
  { back, backLevel }: WayBack,
  membership: MembershipRecord | undefined,
  terms: MembershipTerms,
): boolean {
  const place = placeIn(membership, terms);
  const isAtLevel = backLevel === null || membership?.level == null || String(membership.level) === backLevel;
  if (back === 'unassign') return place === 'absent';
  if (back === 'assign') return place !== 'absent' && isAtLevel;
  if (back === 'leave') return isTakenOut(place, terms);
  if (back === 'pause-in-queue') return place === 'paused';
  return !isTakenOut(place, terms) && place !== 'paused' && place !== 'unknown' && isAtLevel;
}
