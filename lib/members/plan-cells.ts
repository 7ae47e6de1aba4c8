import { type QueueAction, takesLevel } from '@/lib/commands/actions';
import { type CommandVendor, membershipObstacle } from '@/lib/commands/possible';
import type { SourceRecord } from '@/lib/floor/records';
import type { OrderToSend } from '@/lib/protocol/api/commands-api';
import type { Cell } from './matrix';

/** A cell with what can be asked of its system. */
export interface CellPlace extends Cell {
  readonly source: SourceRecord | undefined;
  readonly vendor: CommandVendor;
}

export interface PlannedCell extends CellPlace {
  readonly key: string;
  readonly order: OrderToSend;
}

export interface CellPlan {
  readonly asked: readonly PlannedCell[];
  readonly cannot: readonly (CellPlace & { readonly key: string; readonly why: string })[];
}

export const cellKey = ({ agent, queue }: Pick<Cell, 'agent' | 'queue'>) => `${agent.id}\n${queue.id}`;

/** The level that is asked for; null: none in particular. */
export const levelAsked = ({ fields }: OrderToSend): string | null => (fields as { level?: string })?.level ?? null;

/** What would be asked in which cell, and where it cannot be asked, each with the reason. */
export function planCells(action: QueueAction, places: readonly CellPlace[], { level = '', note = '' } = {}): CellPlan {
  const asked: PlannedCell[] = [];
  const cannot: (CellPlace & { key: string; why: string })[] = [];
  for (const place of places) {
    const { agent, queue, membership, vendor } = place;
    const key = cellKey(place);
    const why = obstacleIn(action, place, level);
    if (why !== null) {
      cannot.push({ ...place, key, why });
      continue;
    }
    const hasLevel = takesLevel(action) && level !== '' && vendor.membershipTerms.levels.length > 0;
    const fields = { queue: queue.id, ...(hasLevel ? { level } : {}) };
    const order: OrderToSend = { action, targetId: agent.id, fields, ...(note === '' ? {} : { note }) };
    asked.push({ agent, queue, membership, vendor, source: place.source, key, order });
  }
  return { asked, cannot };
}

/** Another level of a queue one is in already is something to ask for. */
function obstacleIn(action: QueueAction, place: CellPlace, level: string): string | null {
  const { queue, membership, vendor } = place;
  const known = membership?.level ?? null;
  const isOtherLevel =
    level !== '' && vendor.membershipTerms.levels.length > 0 && known !== null && String(known) !== level;
  return membershipObstacle(action, place, queue, isOtherLevel ? atNoLevel(action, membership) : membership);
}

function atNoLevel(action: QueueAction, membership: CellPlace['membership']): CellPlace['membership'] {
  if (action === 'assign') return undefined;
  return membership && action === 'join' ? { ...membership, serving: false } : membership;
}
