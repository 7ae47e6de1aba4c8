import type { Floor } from '@/lib/floor/floor';
import type { IntentRecord, MembershipRecord } from '@/lib/floor/records';
import type { Move } from '@/lib/protocol/api/borrows-api';
import type { Way } from './move-states';

/** Why somebody is still in it whose time is over. */
const leavesFirst = 'Serves the queue: is taken out of it as soon as they have left it';

/** Whoever is taken out of the configuration while they serve a queue would go on serving it. */
export const mustLeave = ({ back }: Move, membership: MembershipRecord | undefined): boolean =>
  back === 'unassign' && membership?.serving === true;

/** What stands of a move that waits for that; nothing new while they are asked to leave already. */
export function whileLeaving({ intentId }: Move, { intents }: Pick<Floor, 'intents'>): Partial<Move> {
  const intent = intentId === null ? undefined : intents.get(intentId);
  const isAsked = intent?.action === 'leave' && intent.endedAt === null;
  return isAsked ? {} : { words: leavesFirst, intentId: null };
}

/** Which of them have to be asked to leave now. */
export const isToLeave = ({ state, words, intentId }: Move): boolean =>
  state === 'out' && words === leavesFirst && intentId === null;

/** How a move stands when its command was taken. */
export const sentBy = ({ id }: IntentRecord, way: Way): Partial<Move> => ({
  intentId: id,
  words: way === 'leave' ? leavesFirst : null,
});

/** What the command was for that has ended. */
export function wayOf({ state, back }: Move, { action }: IntentRecord): Way {
  if (back === 'unassign' && action === 'leave') return 'leave';
  return state === 'returning' || state === 'not-back' ? 'back' : 'out';
}
