import type { EpochMs } from '@/lib/floor/records';
import type { AccessScope, Role } from '@/lib/principal';

export interface Account {
  readonly id: string;
  /** What is typed at sign-in; compared without regard to case. */
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Goes up with every change that ends existing sessions. */
  readonly version: number;
  /** Goes up with every change: whoever changes an account says which one they have seen. */
  readonly revision: number;
  readonly disabled: boolean;
  /** Nothing but a new password is accepted from them yet. */
  readonly mustChangePassword: boolean;
  /** False: has not chosen one yet, or signs in elsewhere. */
  readonly hasPassword: boolean;
  readonly email: string | null;
  /** The phone they are called on. */
  readonly extension: string | null;
  readonly scope: AccessScope;
  /** Agents on the floor that are this person. */
  readonly agentIds: readonly string[];
  /** Where they sign in: `oidc`, `qm:<sourceId>`; null = here. */
  readonly provider: string | null;
  readonly createdAt: EpochMs;
  readonly lastSignInAt: EpochMs | null;
}

/** Who may sign in. Every request, handshake and account change asks here (rule S1). */
export interface AccountDirectory {
  find(accountId: string): Promise<Account | null>;
  /** Null for an unknown name, a wrong password and a disabled account alike, after equal work. */
  verify(username: string, password: string): Promise<Account | null>;
  /** Told when an account was changed, disabled or removed; the returned function ends it. */
  onChange(listener: (accountId: string) => void): () => void;
}
