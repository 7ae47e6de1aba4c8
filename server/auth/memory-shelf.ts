import type { AccountShelf, StoredAccount } from './stored-account';

/** Accounts that are gone with the process: for tests and benchmarks of what needs somebody to be signed in. */
export function createMemoryShelf(): AccountShelf {
  const accounts = new Map<string, StoredAccount>();
  return {
    list: async () => [...accounts.values()],
    stamp: async () => [...accounts.values()].map(({ id, revision }) => `${id} ${revision}`).join(),
    async insert(account) {
      accounts.set(account.id, account);
    },
    async update(account, revision) {
      if (accounts.get(account.id)?.revision !== revision) return false;
      accounts.set(account.id, account);
      return true;
    },
    async noteSignIn(id, at) {
      const account = accounts.get(id);
      if (account) accounts.set(id, { ...account, lastSignInAt: at });
    },
    async removeOf(provider) {
      for (const { id, ...account } of accounts.values()) if (account.provider === provider) accounts.delete(id);
    },
  };
}
