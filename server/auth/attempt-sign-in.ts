import { stranger } from '@/server/audit/actor-of';
import type { Audit } from '@/server/audit/audit';
import type { Log } from '@/server/ports';
import type { Account } from './account-directory';
import type { EditableDirectory } from './directory';
import type { SignInLimit } from './sign-in-limit';

export interface SignInParts {
  readonly directory: EditableDirectory;
  readonly limit: SignInLimit;
  readonly audit: Audit;
  readonly log: Log;
}

export interface Attempt {
  /** What the limit counts by, together with the address. */
  readonly username: string;
  readonly address: string;
  /** How they came: `password`, `oidc`, `qm:<sourceId>`. */
  readonly way: string;
  /** Null when what was typed is not right. */
  verify(): Promise<Account | null>;
}

/** One attempt to sign in with something typed; null when it was wrong. Throws `TooManyAttempts:<seconds>`. */
export async function attemptSignIn(attempt: Attempt, parts: SignInParts): Promise<Account | null> {
  const { username, address, way } = attempt;
  const { limit, log } = parts;
  const allowance = limit.attempt(username, address);
  if (!allowance.ok) {
    log.warn({ address }, 'Too many failed sign-ins');
    throw new Error(`TooManyAttempts:${Math.ceil(allowance.waitMs / 1000)}`);
  }
  const account = await attempt.verify().catch((error: unknown) => {
    // What was typed was right, or could not be judged: neither is guessing.
    limit.forgive(username, address);
    throw error;
  });
  if (!account) {
    log.info({ address }, 'A sign-in failed');
    noteRefusedSignIn(parts.audit, { way, address, reason: 'wrong name or password' });
    return null;
  }
  limit.forgive(username, address);
  noteSignIn(parts, account, { way, address });
  return account;
}

/** Somebody came in. */
export function noteSignIn(
  { audit, directory }: Pick<SignInParts, 'audit' | 'directory'>,
  { id, name }: Account,
  { way, address }: { readonly way: string; readonly address: string | null },
): void {
  directory.noteSignIn(id);
  const actor = { kind: 'user', accountId: id, name } as const;
  audit.note({ actor, action: 'sign-in', target: id, outcome: 'done', after: { way }, address });
}

/** Nobody came in. What was typed is not told: a password may have been typed in the place of a name. */
export function noteRefusedSignIn(
  audit: Audit,
  { way, address, reason }: { readonly way: string; readonly address: string | null; readonly reason: string },
): void {
  audit.note({ actor: stranger, action: 'sign-in', target: null, outcome: 'refused', reason, after: { way }, address });
}
