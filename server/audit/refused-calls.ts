import type { Principal } from '@/lib/principal';
import type { Clock } from '@/server/ports';
import { actorOf } from './actor-of';
import type { Audit } from './audit';
import { createRareNotes } from './rare-notes';

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

const longestTarget = 200;

/** Writes down refused attempts of one caller at one endpoint, rarely where they are many. */
export function createRefusedCalls(audit: Audit, clock: Clock): RefusedCalls {
  const note = createRareNotes(audit, clock);
  return {
    note({ principal, endpoint, asked, address }) {
      note(`${principal.kind} ${principal.accountId} ${endpoint}`, {
        actor: actorOf(principal),
        action: 'api.call',
        target: asked.slice(0, longestTarget),
        outcome: 'refused',
        reason: 'not-allowed',
        address,
      });
    },
  };
}
