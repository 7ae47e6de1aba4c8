import type { Principal } from '@/lib/principal';
import { isRefusal, Refusal } from '@/lib/protocol/refusal';
import type { Audit, AuditActor, AuditEntry } from '@/server/audit/audit';
import { StoreError } from '@/server/store/store-error';

/** Who asks, and from where. */
export interface Asker {
  readonly principal: Pick<Principal, 'kind' | 'accountId' | 'name'>;
  readonly address: string | null;
}

interface Act {
  readonly action: string;
  readonly target: string | null;
  readonly actor: AuditActor;
  readonly address: string | null;
}

export function actorOf({ kind, accountId, name }: Asker['principal']): AuditActor {
  return { kind, accountId, name };
}

/** Does something and writes down who asked for it and what came of it; what the database cannot take is refused in words. */
export async function noteAct<T>(
  audit: Audit,
  act: Act,
  run: () => Promise<{ readonly value: T } & Pick<AuditEntry, 'before' | 'after'> & { readonly target?: string }>,
): Promise<T> {
  try {
    const { value, ...changes } = await run();
    audit.note({ ...act, outcome: 'done', ...changes });
    return value;
  } catch (error) {
    const told = inWords(error);
    if (isRefusal(told)) audit.note({ ...act, outcome: 'refused', reason: told.code });
    else audit.note({ ...act, outcome: 'failed' });
    throw told;
  }
}

function inWords(error: unknown): unknown {
  if (!(error instanceof StoreError) || (error.code !== 'unavailable' && error.code !== 'full')) return error;
  const why = error.code === 'full' ? 'The disk of the database is full' : 'The database does not answer';
  return new Refusal('unavailable', { message: `${why}: nothing was changed. Try again in a while.` });
}
