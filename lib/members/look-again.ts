import type { QueueAction } from '@/lib/commands/actions';
import { agentObstacle } from '@/lib/commands/possible';
import { type CellPlace, levelAsked, type PlannedCell, planCells } from './plan-cells';
import { isBack } from './way-back';

/** Cells that were planned before, sorted by what the floor of now says of them. */
export interface SecondLook {
  readonly asked: readonly PlannedCell[];
  /** The floor shows it already. */
  readonly shown: readonly PlannedCell[];
  readonly cannot: readonly { readonly cell: PlannedCell; readonly why: string }[];
}

/** What is still to be asked; `placeNow` is null where the agent or the queue has left the floor. */
export function lookAgain(
  cells: readonly PlannedCell[],
  placeNow: (cell: PlannedCell) => CellPlace | null,
  way: 'out' | 'back' = 'out',
): SecondLook {
  const asked: PlannedCell[] = [];
  const shown: PlannedCell[] = [];
  const cannot: { cell: PlannedCell; why: string }[] = [];
  for (const cell of cells) {
    const now = placeNow(cell);
    if (!now) cannot.push({ cell, why: 'is not on the floor any more' });
    else if (isShown(cell, now)) shown.push(cell);
    else {
      const planned = way === 'out' ? planAgain(cell, now) : planBack(cell, now);
      if (typeof planned === 'string') cannot.push({ cell, why: planned });
      else asked.push(planned);
    }
  }
  return { asked, shown, cannot };
}

/** A floor that its system does not tell of at the moment shows nothing. */
function isShown({ order }: PlannedCell, { source, membership, vendor }: CellPlace): boolean {
  const wanted = { back: order.action as QueueAction, backLevel: levelAsked(order) };
  return source?.link === 'up' && isBack(wanted, membership, vendor.membershipTerms);
}

function planAgain({ order, key }: PlannedCell, now: CellPlace): PlannedCell | string {
  const { level, note } = { level: levelAsked(order) ?? '', note: order.note ?? '' };
  const { asked, cannot } = planCells(order.action as QueueAction, [now], { level, note });
  const [planned] = asked;
  return planned ? { ...planned, key } : (cannot[0]?.why ?? 'cannot be asked');
}

/** Putting back asks for what was before, also where one would not begin with it. */
function planBack(cell: PlannedCell, now: CellPlace): PlannedCell | string {
  return agentObstacle(cell.order.action, now) ?? { ...cell, ...now };
}
