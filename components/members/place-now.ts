import { commandVendorOf } from '@/components/commands/use-command-vendor';
import type { FloorStore } from '@/lib/live/floor-store';
import type { Cell } from '@/lib/members/matrix';
import type { CellPlace } from '@/lib/members/plan-cells';

/** The same cell as the floor shows it at the moment; null where the agent or the queue has left it. */
export function placeNow(store: FloorStore, cell: Pick<Cell, 'agent' | 'queue'>): CellPlace | null {
  const [agent, queue] = [store.get('agents', cell.agent.id), store.get('queues', cell.queue.id)];
  if (!agent || !queue) return null;
  const source = store.get('sources', agent.sourceId);
  const membership = store.membershipsOfAgent(agent.id).find(({ queueId }) => queueId === queue.id);
  return { agent, queue, membership, source, vendor: commandVendorOf(source) };
}
