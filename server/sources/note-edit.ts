import type { Principal } from '@/lib/principal';
import { isRefusal } from '@/lib/protocol/refusal';
import type { Audit, AuditEntry } from '@/server/audit/audit';
import type { StoredSource } from './source-repository';

/** Who asks for an edit, and from where. */
export interface Asker {
  readonly principal: Pick<Principal, 'kind' | 'accountId' | 'name'>;
  readonly address: string | null;
}

interface Edit {
  readonly action: 'source.add' | 'source.change' | 'source.pause' | 'source.resume' | 'source.delete' | 'source.test';
  readonly target: string;
  readonly by: Asker;
}

/** Ids are shorter; what is refused may be anything. */
const longestTarget = 100;

/** What an edit did, for the audit. */
export type Changes = Pick<AuditEntry, 'before' | 'after'>;

/** Does an edit and writes down who asked for it and what came of it, whether it was done or not. */
export async function noteEdit<T>(
  audit: Audit,
  { action, target, by }: Edit,
  run: () => Promise<{ readonly value: T; readonly changes: Changes }>,
): Promise<T> {
  const { principal, address } = by;
  const actor = { kind: principal.kind, accountId: principal.accountId, name: principal.name };
  const note = (outcome: AuditEntry['outcome'], rest: Partial<AuditEntry>) =>
    audit.note({ actor, action, target: target.slice(0, longestTarget), outcome, address, ...rest });
  try {
    const { value, changes } = await run();
    note('done', changes);
    return value;
  } catch (error) {
    if (isRefusal(error)) note('refused', { reason: error.code });
    else note('failed', {});
    throw error;
  }
}

/** A source as the audit may know it: secrets are named, never told, sealed ones neither. */
export function forAudit({ name, vendor, pollEverySeconds, settings, sealedSecrets, isPaused }: StoredSource): object {
  return { name, vendor, pollEverySeconds, settings, secretsSet: Object.keys(sealedSecrets), isPaused };
}
