import type { Role } from '@/lib/principal';

export interface Account {
  readonly id: string;
  /** What is typed at sign-in; compared without regard to case. */
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Goes up with every change that ends existing sessions. */
  readonly version: number;
  readonly disabled: boolean;
}

/** Who may sign in. Every request, handshake and account change asks here (rule S1). */
export interface AccountDirectory {
  find(accountId: string): Promise<Account | null>;
  /** Null for an unknown name, a wrong password and a disabled account alike, after equal work. */
  verify(username: string, password: string): Promise<Account | null>;
  /** Told when an account was changed, disabled or removed; the returned function ends it. */
  onChange(listener: (accountId: string) => void): () => void;
}
