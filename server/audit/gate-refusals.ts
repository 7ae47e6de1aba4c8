import type { Principal } from '@/lib/principal';
import { createAllowance } from '@/server/allowance';
import type { Clock } from '@/server/ports';
import { actorOf, stranger } from './actor-of';
import type { Audit } from './audit';
import { createRareNotes, linesOfStrangers } from './rare-notes';

/** A request that was turned away before it reached anything. */
export interface GateRefusal {
  /** Null for a stranger. */
  readonly principal: Pick<Principal, 'kind' | 'accountId' | 'name'> | null;
  /** As `POST /api/commands`, without what may be a secret: ids, query and body. */
  readonly asked: string;
  readonly reason: 'foreign page' | 'too many requests' | 'wrong token';
  readonly address: string;
  /** Whose attempts count together. */
  readonly caller: string;
}

export type NoteGateRefusal = (refusal: GateRefusal) => void;

/** Writes down who was turned away and why, of one caller and reason once a minute, and seldom where callers are many. */
export function createGateRefusals(audit: Audit, clock: Clock): NoteGateRefusal {
  const note = createRareNotes(audit, clock, createAllowance(clock, linesOfStrangers));
  return ({ principal, asked, reason, address, caller }) => {
    const actor = principal ? actorOf(principal) : stranger;
    const who = principal ? `${principal.kind} ${principal.accountId}` : caller;
    note(`${who} ${reason}`, { actor, action: 'api.call', target: asked, outcome: 'refused', reason, address });
  };
}
