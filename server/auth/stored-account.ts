import type { EpochMs } from '@/lib/floor/records';
import type { Account } from './account-directory';

/** An account with what leaves the directory never. */
export interface StoredAccount extends Omit<Account, 'hasPassword'> {
  readonly passwordHash: string | null;
  /** Who they are at their provider. */
  readonly subject: string | null;
  readonly updatedAt: EpochMs;
}

/** Where accounts are kept. */
export interface AccountShelf {
  list(): Promise<readonly StoredAccount[]>;
  /** Another text when any account was changed since, by whomever; a sign-in alone is no change. */
  stamp(): Promise<string>;
  /** Throws StoreError `duplicate` where id, name or provider's subject are taken. */
  insert(account: StoredAccount): Promise<void>;
  /** False when the account is not at `revision` any more: nothing was written. */
  update(account: StoredAccount, revision: number): Promise<boolean>;
  noteSignIn(accountId: string, at: EpochMs): Promise<void>;
  /** Removes accounts of a provider, with all that is theirs. */
  removeOf(provider: string): Promise<void>;
}

/** Two names of the same key are one. */
export function nameKey(username: string): string {
  return username.trim().normalize('NFKC').toLowerCase();
}

export function withoutHash({ passwordHash, subject: _, updatedAt: __, ...rest }: StoredAccount): Account {
  return { ...rest, hasPassword: passwordHash !== null };
}
