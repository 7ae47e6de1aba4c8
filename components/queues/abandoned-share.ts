import { abandonRate } from '@/lib/floor/figures';
import type { QueueRecord } from '@/lib/floor/records';

/** Share of contacts abandoned today, 0–1. Where short ones cannot be told apart all of them count: at most this much. */
export function abandonedShare(queue: QueueRecord): { readonly value: number | null; readonly isAtMost: boolean } {
  const isAtMost = queue.shortAbandoned === null;
  return { value: abandonRate([queue], isAtMost ? 'all' : 'without-short').value, isAtMost };
}
