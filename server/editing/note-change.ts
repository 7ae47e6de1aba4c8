import { isRefusal } from '@/lib/protocol/refusal';
import { actorOf } from '@/server/audit/actor-of';
import type { AuditEntry } from '@/server/audit/audit';
import { wordsOf } from './change-row';
import type { EditAsker, EditingParts } from './editing-parts';

export type NotedAct = 'create' | 'update' | 'remove' | 'act' | 'push' | 'undo';

export interface NotedChange {
  readonly act: NotedAct;
  /** `source/kind/record` */
  readonly target: string;
}

/** Writes down who asked for a change and what came of it, whether it was done or not. */
export function noteChange(
  { audit }: Pick<EditingParts, 'audit'>,
  { act, target }: NotedChange,
  { principal, address }: EditAsker,
  came: Pick<AuditEntry, 'outcome' | 'reason' | 'before' | 'after'>,
): void {
  audit.note({ actor: actorOf(principal), action: `config.${act}`, target, address, ...came });
}

/** The same for one that ended before anything was sent. */
export async function notingRefusals<T>(
  parts: Pick<EditingParts, 'audit'>,
  change: NotedChange,
  asker: EditAsker,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const came = isRefusal(error)
      ? { outcome: 'refused' as const, reason: wordsOf(error) }
      : { outcome: 'failed' as const, reason: null };
    noteChange(parts, change, asker, came);
    throw error;
  }
}
