import { commandActions } from '@/lib/commands/actions';
import { intentStanding, isPending } from '@/lib/commands/describe-intent';
import type { EpochMs, IntentRecord } from '@/lib/floor/records';
import type { PlannedCell } from '@/lib/members/plan-cells';
import type { Borrow, Move } from '@/lib/protocol/api/borrows-api';

/** One cell that was asked for, or looked at again, and what is known of it so far. */
export interface SentCell {
  /** As it was planned, with what it was before. */
  readonly cell: PlannedCell;
  readonly way: 'out' | 'back';
  readonly intentId: string | null;
  readonly refusal: string | null;
  /** The floor showed it before it was asked again. */
  readonly isShown: boolean;
  /** The borrow it is part of, which puts it back then. */
  readonly lent: Pick<Borrow, 'id' | 'dueAt'> | null;
}

/** What became of one cell. */
export interface CellResult {
  readonly cell: PlannedCell;
  readonly way: SentCell['way'];
  /** When Callboard puts it back by itself; null: never. */
  readonly dueAt: EpochMs | null;
  readonly standing: 'pending' | 'done' | 'failed';
  readonly words: string;
}

const unsent = { intentId: null, refusal: null, isShown: false, lent: null };

export const shownCell = (cell: PlannedCell, way: SentCell['way'], lent: SentCell['lent']): SentCell => ({
  ...unsent,
  ...{ cell, way, lent, isShown: true },
});

export const refusedCell = (cell: PlannedCell, way: SentCell['way'], refusal: string): SentCell => ({
  ...unsent,
  ...{ cell, way, refusal },
});

/** What the server answered about one move of a borrow. */
export function lentCell(cell: PlannedCell, borrow: Borrow): SentCell {
  const move = moveOf(borrow, cell);
  const refusal = move?.state === 'refused' ? (move.words ?? 'refused') : null;
  return { ...unsent, ...{ cell, way: 'out', refusal, intentId: move?.intentId ?? null, lent: borrow } };
}

/** Where it stands now, by the intent as it was seen last and the borrow it belongs to. */
export function resultOf(
  sent: SentCell,
  seen: ReadonlyMap<string, IntentRecord>,
  borrow: Borrow | undefined,
  now: EpochMs,
): CellResult {
  const { cell, way } = sent;
  const [standing, words] = standingOf(sent, seen, borrow, now);
  const said = way === 'back' ? `${commandActions[cell.order.action].label}, to put it back: ${words}` : words;
  return { cell, way, dueAt: sent.lent?.dueAt ?? null, standing, words: said };
}

function standingOf(
  { cell, way, intentId, refusal, isShown, lent }: SentCell,
  seen: ReadonlyMap<string, IntentRecord>,
  borrow: Borrow | undefined,
  now: EpochMs,
): readonly [CellResult['standing'], string] {
  const move = borrow && moveOf(borrow, cell);
  if (isShown) return ['done', shownWords(way, lent !== null && move?.state !== 'out')];
  if (refusal !== null) return ['failed', refusal];
  const intent = intentId === null ? undefined : seen.get(intentId);
  if (intent && isPending(intent)) return ['pending', intentStanding(intent, now)];
  if (intent) return [isDone(intent) ? 'done' : 'failed', intentStanding(intent, now)];
  if (move?.state === 'out') return ['done', 'done'];
  if (move?.state === 'refused') return ['failed', move.words ?? 'refused'];
  return ['pending', 'asked'];
}

const isDone = ({ status }: IntentRecord) => status === 'confirmed' || status === 'done';

/** What is lent to nobody's account nobody puts back. */
function shownWords(way: SentCell['way'], isNotLent: boolean): string {
  if (way === 'back') return 'the floor shows it as it was already';
  return isNotLent
    ? 'the floor shows it already: this borrow does not put it back'
    : 'done, the floor shows it already';
}

const moveOf = ({ moves }: Borrow, { agent, queue }: PlannedCell): Move | undefined =>
  moves.find(({ agentId, queueId }) => agentId === agent.id && queueId === queue.id);
