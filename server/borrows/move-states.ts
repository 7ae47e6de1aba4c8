import { type QueueAction, takesLevel } from '@/lib/commands/actions';
import type { EpochMs } from '@/lib/floor/records';
import type { Borrow, Move } from '@/lib/protocol/api/borrows-api';

/** Changed, and to be put back. */
export const isOut = ({ state }: Move) => state === 'out';

/** What a command is for: to change it, to put it back, or to have them leave before they are taken out. */
export type Way = 'out' | 'back' | 'leave';

/** Where a move stands when its command has ended. */
export const ended = (way: Way, isGood: boolean): Pick<Move, 'state'> => {
  if (isGood) return { state: way === 'back' ? 'back' : 'out' };
  return { state: way === 'out' ? 'refused' : 'not-back' };
};

/** What was under way when Callboard stopped nobody follows any more, nor its command. */
export const afterRestart = (move: Move): Move =>
  move.state === 'returning' || move.state === 'asked'
    ? { ...move, state: 'out', intentId: null }
    : { ...move, intentId: null };

/** The command for it. */
export function orderFor(move: Move, way: Way, note: string | null) {
  const [action, level] = actionFor(move, way);
  const hasLevel = takesLevel(action) && level !== null;
  const said = way === 'out' ? note : 'The time it was borrowed for is over';
  return {
    ...{ action, targetId: move.agentId, when: 'now' as const },
    ...{ fields: { queue: move.queueId, ...(hasLevel ? { level } : {}) }, note: said ?? undefined },
  };
}

function actionFor({ does, level, back, backLevel }: Move, way: Way): readonly [QueueAction, string | null] {
  if (way === 'leave') return ['leave', null];
  return way === 'out' ? [does, level] : [back, backLevel];
}

/** How a borrow stands as a whole. */
export function standingOf({ moves, dueAt, state }: Borrow, now: EpochMs): { state: Borrow['state']; isEnd: boolean } {
  if (moves.every((one) => one.state === 'refused')) return { state: 'refused', isEnd: true };
  if (moves.every((one) => one.state === 'refused' || one.state === 'back')) return { state: 'returned', isEnd: true };
  const isOpen = moves.some((one) => one.state === 'asked' || one.state === 'out' || one.state === 'returning');
  if (!isOpen) return { state: 'not-returned', isEnd: false };
  return { state: state === 'returning' || dueAt <= now ? 'returning' : 'out', isEnd: false };
}
