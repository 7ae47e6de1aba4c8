import type { Borrow } from '@/lib/protocol/api/borrows-api';
import { actorOf } from '@/server/audit/actor-of';
import type { Audit, AuditEntry } from '@/server/audit/audit';
import type { CommandAsker } from '@/server/commands/command-desk';

/** One line for the beginning and the end of a borrow, besides those of its commands. */
export function noteBorrow(
  audit: Audit,
  action: string,
  { id, dueAt, moves }: Borrow,
  { principal, address }: CommandAsker,
  outcome: AuditEntry['outcome'],
): void {
  const told = moves.map(({ agentId, queueId, does, state, words }) => ({ agentId, queueId, does, state, words }));
  const after = { dueAt: new Date(dueAt).toISOString(), moves: told };
  const reason = moves.find(({ state }) => state === 'not-back' || state === 'refused')?.words ?? null;
  audit.note({ actor: actorOf(principal), action, target: id, outcome, after, reason, address });
}
