import type { Principal } from '@/lib/principal';
import type { AuditActor } from './audit';

/** Somebody of whom nothing is known. */
export const stranger: AuditActor = { kind: 'stranger', accountId: null, name: '' };

/** Whom the audit names for what this caller did. */
export function actorOf({ kind, accountId, name }: Pick<Principal, 'kind' | 'accountId' | 'name'>): AuditActor {
  return { kind, accountId, name };
}
