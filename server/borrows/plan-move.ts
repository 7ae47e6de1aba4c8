import type { AgentRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import { isTakenOut, placeIn } from '@/lib/members/place';
import type { Move } from '@/lib/protocol/api/borrows-api';
import { wrongField } from '@/lib/protocol/refusal';
import type { MembershipTerms } from '@/lib/vendors/capabilities';

export interface MoveInput extends Pick<Move, 'agentId' | 'queueId' | 'does'> {
  readonly level?: string | undefined;
}

type Way = Pick<Move, 'back' | 'backLevel'>;

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

function wayBack(
  does: Move['does'],
  level: string | null,
  membership: MembershipRecord | undefined,
  terms: MembershipTerms,
): Way | string {
  const place = placeIn(membership, terms);
  if (place === 'unknown') return 'is in it, but whether it is served now is not known: it could not be put back';
  const before = membership?.level == null ? null : String(membership.level);
  if (isTakenOut(place, terms)) return does === 'join' ? { back: 'leave', backLevel: null } : 'does not serve it';
  const isPaused = place === 'paused';
  if (does === 'leave') return { back: isPaused ? 'pause-in-queue' : 'join', backLevel: before };
  if (does === 'pause-in-queue') return isPaused ? 'is paused in it already' : { back: 'join', backLevel: before };
  if (isPaused) return { back: 'pause-in-queue', backLevel: null };
  return level === null || level === before ? 'serves it already' : { back: 'join', backLevel: before };
}

/** Whether the floor shows what `back` asks for, so that nothing has to be put back. */
export function isBack(
  { back, backLevel }: Move,
  membership: MembershipRecord | undefined,
  terms: MembershipTerms,
): boolean {
  const place = placeIn(membership, terms);
  if (back === 'leave') return isTakenOut(place, terms);
  if (back === 'pause-in-queue') return place === 'paused';
  if (isTakenOut(place, terms) || place === 'paused' || place === 'unknown') return false;
  return backLevel === null || membership?.level == null || String(membership.level) === backLevel;
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
