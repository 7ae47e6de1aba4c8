import type { Clock, Log } from '@/server/ports';
import { repeat } from '@/server/repeat';
import type { AccountShelf, StoredAccount } from './stored-account';

/** Writes a changed account, alone or together with something else; false when it is not at `revision` any more. */
export type SaveAccount = (account: StoredAccount, revision: number) => Promise<boolean>;

/** All accounts in memory, as every request asks for one; what is written is written to the shelf first. */
export interface AccountCache {
  get(id: string): StoredAccount | undefined;
  all(): readonly StoredAccount[];
  insert(account: StoredAccount): Promise<void>;
  /** False when somebody else changed it meanwhile; then that is what is known here now. */
  replace(before: StoredAccount, next: StoredAccount, save: SaveAccount): Promise<boolean>;
  noteSignIn(id: string): void;
  /** Does one thing after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  onChange(listener: (accountId: string) => void): () => void;
  stop(): void;
}

/** How soon a change that another process made is noticed here. */
const lookAgainMs = 5000;

export async function createAccountCache(shelf: AccountShelf, clock: Clock, log: Log): Promise<AccountCache> {
  const accounts = new Map((await shelf.list()).map((account) => [account.id, account]));
  let stamp = await shelf.stamp();
  const listeners = new Set<(accountId: string) => void>();
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }

  function take(account: StoredAccount): void {
    accounts.set(account.id, account);
    for (const listener of listeners) listener(account.id);
  }

  async function reread(): Promise<void> {
    const seen = await shelf.stamp();
    if (seen === stamp) return;
    const kept = new Map((await shelf.list()).map((account) => [account.id, account]));
    stamp = seen;
    const ids = new Set([...accounts.keys(), ...kept.keys()]);
    const changed = [...ids].filter((id) => accounts.get(id)?.revision !== kept.get(id)?.revision);
    accounts.clear();
    for (const [id, account] of kept) accounts.set(id, account);
    for (const id of changed) for (const listener of listeners) listener(id);
  }

  // Without a database everybody stays who they were; the store tells of its trouble itself.
  const stop = repeat(clock, lookAgainMs, () => {
    inTurn(reread).catch(() => log.debug({}, 'Accounts could not be read again'));
  });

  return {
    get: (id) => accounts.get(id),
    all: () => [...accounts.values()],
    async insert(account) {
      await shelf.insert(account);
      take(account);
    },
    async replace(before, next, save) {
      const isSaved = await save(next, before.revision);
      if (isSaved) take(next);
      else await reread();
      return isSaved;
    },
    noteSignIn(id) {
      const account = accounts.get(id);
      if (!account) return;
      const at = clock.now();
      accounts.set(id, { ...account, lastSignInAt: at });
      shelf.noteSignIn(id, at).catch(() => log.debug({}, 'A sign-in could not be noted'));
    },
    inTurn,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}
