import { isQueueAction, takesLevel } from '@/lib/commands/actions';
import { type CommandRights, mayAsk } from '@/lib/commands/possible';
import { levelAsked, type PlannedCell } from './plan-cells';
import { wayBack } from './way-back';

/** The same cell, asking for what it was when the change was planned; null where nothing would put it back, or not for this person. */
export function putBackCell(cell: PlannedCell, rights: CommandRights): PlannedCell | null {
  const { order, membership, queue, vendor } = cell;
  if (!isQueueAction(order.action)) return null;
  const way = wayBack(order.action, levelAsked(order), membership, vendor.membershipTerms);
  if (typeof way === 'string') return null;
  const { back, backLevel } = way;
  if (!vendor.commands.includes(back) || !mayAsk(back, rights)) return null;
  const level = takesLevel(back) && backLevel !== null ? { level: backLevel } : {};
  return { ...cell, order: { action: back, targetId: order.targetId, fields: { queue: queue.id, ...level } } };
}
