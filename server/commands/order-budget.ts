import type { EpochMs } from '@/lib/floor/records';
import { Refusal } from '@/lib/protocol/refusal';
import type { Clock } from '@/server/ports';

/** Within a minute an account may ask for as many. */
export const mostOrders = 600;
const windowMs = 60_000;

/** Counts what each account asks for; throws `too-many` when it is more than anybody needs. */
export function createOrderBudget(clock: Clock): { take(accountId: string, count: number): void } {
  const windows = new Map<string, { readonly since: EpochMs; count: number }>();

  function windowOf(accountId: string): { count: number } {
    const now = clock.now();
    const known = windows.get(accountId);
    if (known && now - known.since < windowMs) return known;
    for (const [id, { since }] of windows) if (now - since >= windowMs) windows.delete(id);
    const fresh = { since: now, count: 0 };
    windows.set(accountId, fresh);
    return fresh;
  }

  return {
    take(accountId, count) {
      const window = windowOf(accountId);
      if (window.count + count > mostOrders)
        throw new Refusal('too-many', {
          message: `More than ${mostOrders} commands in a minute: nothing of this was asked. Wait a little.`,
        });
      window.count += count;
    },
  };
}
