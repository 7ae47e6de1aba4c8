import type { MembershipRecord } from '@/lib/floor/records';
import type { MembershipTerms } from '@/lib/vendors/capabilities';

/** Where an agent stands with one queue: `out` – belongs to it and does not serve it; `absent` – does not belong to it. */
export type Place = 'in' | 'paused' | 'out' | 'absent' | 'unknown';

/** Of a system that is not known: who serves a queue changes, nothing else. */
export const usualTerms: MembershipTerms = {
  ...{ serving: 'Serving', idle: 'Not serving', paused: null, levels: [] },
  ...{ changes: 'serving', joinsAny: false },
};

export function placeIn(
  membership: Pick<MembershipRecord, 'serving' | 'readiness'> | undefined,
  { paused, changes }: Pick<MembershipTerms, 'paused' | 'changes'>,
): Place {
  if (!membership) return 'absent';
  if (changes === 'membership' && membership.serving !== true) return 'out';
  if (membership.serving === null) return 'unknown';
  if (!membership.serving) return 'out';
  return paused !== null && membership.readiness === 'paused' ? 'paused' : 'in';
}

/** Whether it counts as being in the queue when somebody is to be put into it or taken out. */
export function isTakenOut(place: Place, { changes }: Pick<MembershipTerms, 'changes'>): boolean {
  return place === 'absent' || (place === 'out' && changes === 'serving');
}

/** The vendor's words for it. */
export function placeWords(place: Place, terms: MembershipTerms, level: number | null = null): string {
  const name = level === null ? undefined : terms.levels[level];
  const levelWords = level === null ? '' : `, ${name ? name.toLowerCase() : `level ${level}`}`;
  if (place === 'in') return `${terms.serving}${levelWords}`;
  if (place === 'paused') return `${terms.paused ?? 'Paused'}${levelWords}`;
  if (place === 'out') return `${terms.idle}${levelWords}`;
  return place === 'absent' ? 'Not in it' : 'Not known';
}
