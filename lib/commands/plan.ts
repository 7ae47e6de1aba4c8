import type { SharedReason } from '@/lib/desk/reasons';
import type { MembershipRecord } from '@/lib/floor/records';
import type { OrderToSend } from '@/lib/protocol/api/commands-api';
import { type CommandAction, type CommandField, isQueueAction } from './actions';
import { type AgentPlace, agentObstacle, membershipObstacle } from './possible';

/** One thing wanted of several agents. */
export interface GroupWish {
  readonly action: CommandAction;
  /** Codes by agent; whose system has it not for them pauses without. */
  readonly reason?: SharedReason | null;
  readonly queue?: { readonly id: string; readonly sourceId: string } | null;
  readonly text?: string;
  readonly note?: string;
  readonly isAfterContact?: boolean;
}

/** Who was chosen; without a place where the agent has left the floor since. */
export interface Chosen {
  readonly id: string;
  readonly name: string;
  readonly place: AgentPlace | null;
  readonly membership?: MembershipRecord | undefined;
}

export interface Planned {
  readonly id: string;
  readonly name: string;
  readonly order: OrderToSend;
  /** What will be otherwise than for the rest. */
  readonly but: string | null;
}

export interface Plan {
  readonly asked: readonly Planned[];
  readonly cannot: readonly { readonly id: string; readonly name: string; readonly why: string }[];
}

/** What would be asked of whom, and who cannot be asked, each with the reason. */
export function planFor(wish: GroupWish, chosen: readonly Chosen[]): Plan {
  const asked: Planned[] = [];
  const cannot: { id: string; name: string; why: string }[] = [];
  for (const one of chosen) {
    const { id, name } = one;
    const why = obstacleFor(wish, one);
    if (why === null) asked.push({ id, name, ...orderFor(wish, one) });
    else cannot.push({ id, name, why });
  }
  return { asked, cannot };
}

function obstacleFor({ action, queue }: GroupWish, { place, membership }: Chosen): string | null {
  if (!place) return 'is not on the floor any more';
  if (isQueueAction(action) && queue) return membershipObstacle(action, place, queue, membership);
  return agentObstacle(action, place);
}

function orderFor(wish: GroupWish, { id, place }: Chosen): Pick<Planned, 'order' | 'but'> {
  const { action, reason, queue, text, note, isAfterContact } = wish;
  const code = action === 'pause' && place ? reason?.codes[place.agent.id] : undefined;
  const fields: { [F in CommandField]?: string } = {
    ...(code === undefined ? {} : { reason: code }),
    ...(queue ? { queue: queue.id } : {}),
    ...(text ? { text } : {}),
  };
  const isWithout = action === 'pause' && reason != null && code === undefined;
  return {
    order: {
      action,
      targetId: id,
      fields,
      ...(note ? { note } : {}),
      when: isAfterContact ? 'after-contact' : 'now',
    },
    but: isWithout ? 'without the reason' : null,
  };
}

/** Names as far as there is room, as “Anna, Bo and 12 more”. */
export function someNames(names: readonly string[], most = 8): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
