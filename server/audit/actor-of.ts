import type { Principal } from '@/lib/principal';
import type { AuditActor } from './audit';

/** Whom the audit names for what this caller did. */
export function actorOf({ kind, accountId, name }: Pick<Principal, 'kind' | 'accountId' | 'name'>): AuditActor {
  return { kind, accountId, name };
}
