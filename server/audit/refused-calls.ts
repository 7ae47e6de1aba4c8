import type { EpochMs } from '@/lib/floor/records';
import type { Principal } from '@/lib/principal';
import type { Clock } from '@/server/ports';
import { actorOf } from './actor-of';
import type { Audit } from './audit';

/** An attempt to change something that the caller may not. */
export interface RefusedCall {
  readonly principal: Pick<Principal, 'kind' | 'accountId' | 'name'>;
  /** As in the contract: `POST /api/sources/{id}/pause`. */
  readonly endpoint: string;
  /** The same as it was asked, without query and body. */
  readonly asked: string;
  readonly address: string | null;
}

export interface RefusedCalls {
  note(call: RefusedCall): void;
}

const onceInMs = 60_000;
const mostKept = 10_000;
const longestTarget = 200;

/** Writes down refused attempts: of one caller at one endpoint the first in a minute, and with it how many came after the last one. */
export function createRefusedCalls(audit: Audit, clock: Clock): RefusedCalls {
  const lately = new Map<string, { readonly at: EpochMs; unwritten: number }>();
  return {
    note({ principal, endpoint, asked, address }) {
      const key = `${principal.kind} ${principal.accountId} ${endpoint}`;
      const now = clock.now();
      const last = lately.get(key);
      if (last && now - last.at < onceInMs) {
        last.unwritten += 1;
        return;
      }
      // The oldest goes first: whoever floods this loses counts, never lines.
      lately.delete(key);
      const [oldest] = lately.keys();
      if (lately.size >= mostKept && oldest !== undefined) lately.delete(oldest);
      lately.set(key, { at: now, unwritten: 0 });
      audit.note({
        actor: actorOf(principal),
        action: 'api.call',
        target: asked.slice(0, longestTarget),
        outcome: 'refused',
        reason: 'not-allowed',
        address,
        ...(last && last.unwritten > 0 ? { after: { alsoRefused: last.unwritten } } : {}),
      });
    },
  };
}
