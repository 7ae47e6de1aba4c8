import type { AgentRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import { wayBack } from '@/lib/members/way-back';
import type { Move } from '@/lib/protocol/api/borrows-api';
import { wrongField } from '@/lib/protocol/refusal';
import type { MembershipTerms } from '@/lib/vendors/capabilities';

export interface MoveInput extends Pick<Move, 'agentId' | 'queueId' | 'does'> {
  readonly level?: string | undefined;
}

/** A membership that is to be changed for a while, with what puts it back; or why that makes no sense, in words. */
export function planMove(
  { does, level: wanted, ...ids }: MoveInput,
  agent: AgentRecord,
  queue: QueueRecord,
  membership: MembershipRecord | undefined,
  terms: MembershipTerms,
): Move {
  const level = wanted ?? null;
  const way = wayBack(does, level, membership, terms);
  const isRefusal = typeof way === 'string';
  return {
    agentId: ids.agentId,
    queueId: ids.queueId,
    agentName: agent.name,
    queueName: queue.name,
    sourceId: agent.sourceId,
    does,
    level,
    ...(isRefusal ? { back: 'leave', backLevel: null } : way),
    state: isRefusal ? 'refused' : 'asked',
    words: isRefusal ? `${agent.name} ${way}` : null,
    intentId: null,
  };
}

/** Refuses two changes of one membership. */
export function requireOnce(moves: readonly MoveInput[]): void {
  const seen = new Set<string>();
  moves.forEach(({ agentId, queueId }, index) => {
    const key = JSON.stringify([agentId, queueId]);
    if (seen.has(key)) throw wrongField(`moves.${index}`, 'must be another agent or queue: this one is there already');
    seen.add(key);
  });
}
