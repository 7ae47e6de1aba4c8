import { can } from '@/lib/can';
import type { Borrow } from '@/lib/protocol/api/borrows-api';
import type { CommandAsker } from '@/server/commands/command-desk';
import { askerFor } from '@/server/editing/for-a-command';

/** Whoever began it, and who may act on all that it is about. */
export function mayLookAfter({ byId, moves }: Borrow, principal: CommandAsker['principal']): boolean {
  if (!can(principal, 'act-on-agents')) return false;
  if (byId === principal.accountId) return true;
  return moves.every(({ sourceId, queueId }) => can(principal, 'act-on-agents', { sourceId, queueId }));
}

/** Putting back is owed whatever became of the rights of who began it. */
export const byTheClock = ({ by, byId }: Borrow): CommandAsker =>
  askerFor({ kind: 'user', accountId: byId, name: `Callboard, for ${by}`, address: null });
