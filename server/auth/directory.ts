import { randomUUID } from 'node:crypto';
import type { Role } from '@/lib/principal';
import type { Clock, Log } from '@/server/ports';
import { StoreError } from '@/server/store/store-error';
import { type AccountCache, createAccountCache, type SaveAccount } from './account-cache';
import type { Account, AccountDirectory } from './account-directory';
import type { Passwords } from './passwords';
import { type AccountShelf, nameKey, type StoredAccount, withoutHash } from './stored-account';

export interface NewAccount extends Pick<Account, 'username' | 'name'> {
  readonly id?: string;
  readonly role: Role;
  /** Null: is to choose one by invitation, or signs in elsewhere. */
  readonly password: string | null;
  readonly mustChangePassword?: boolean;
  readonly email?: string | null;
  readonly extension?: string | null;
  readonly scope?: Account['scope'];
  readonly agentIds?: readonly string[];
  readonly provider?: string | null;
  readonly subject?: string | null;
}

type Changeable = 'name' | 'role' | 'email' | 'extension' | 'scope' | 'agentIds' | 'disabled' | 'mustChangePassword';
/** `password`: a new one, or null to take it away. */
export type AccountChanges = Partial<Pick<Account, Changeable>> & { readonly password?: string | null };

export type ChangeResult =
  | { readonly ok: true; readonly account: Account; readonly before: Account }
  /** `stale`: somebody changed it meanwhile. `last-admin`: nobody would be left to administer. */
  | { readonly ok: false; readonly reason: 'unknown' | 'stale' | 'last-admin' };

/** A directory that can also be changed; what is given to most of the server is only `AccountDirectory`. */
export interface EditableDirectory extends AccountDirectory {
  list(): readonly Account[];
  findBySubject(provider: string, subject: string): Account | null;
  hasName(username: string): boolean;
  /** Throws StoreError `duplicate` where the name is taken. */
  add(account: NewAccount): Promise<Account>;
  /** `revision`: the one that was seen; null = whatever it is. */
  change(id: string, revision: number | null, changes: AccountChanges, save?: SaveAccount): Promise<ChangeResult>;
  /** Ends every session of the account. */
  endSessions(accountId: string): Promise<ChangeResult>;
  setDisabled(accountId: string, disabled: boolean): Promise<void>;
  noteSignIn(accountId: string): void;
  stop(): void;
}

export interface DirectoryParts {
  readonly shelf: AccountShelf;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly log: Log;
}

export async function createDirectory({ shelf, passwords, clock, log }: DirectoryParts): Promise<EditableDirectory> {
  const cache = await createAccountCache(shelf, clock, log);
  const byName = (username: string) => findByName(cache, username);
  const edit = createEdit(cache, passwords, clock);
  return {
    find: async (accountId) => known(cache.get(accountId)),
    async verify(username, password) {
      const account = byName(username);
      const isRight = await passwords.fits(account?.passwordHash ?? null, password);
      // Asked again: it may have been changed while we were busy.
      const current = account && cache.get(account.id);
      const isCurrent = current?.disabled === false && current.passwordHash === account?.passwordHash;
      return isRight && isCurrent ? withoutHash(current) : null;
    },
    onChange: cache.onChange,
    list: () => cache.all().map(withoutHash),
    findBySubject: (provider, subject) =>
      known(cache.all().find((one) => one.provider === provider && one.subject === subject)),
    hasName: (username) => byName(username) !== undefined,
    add: (account) =>
      cache.inTurn(async () => {
        const added = await freshAccount(account, passwords, clock);
        if (byName(added.username)) throw new StoreError('duplicate', null);
        await cache.insert(added);
        return withoutHash(added);
      }),
    change: (id, revision, changes, save = shelf.update) =>
      cache.inTurn(() => edit(id, revision, changes, { save, endSessions: false })),
    endSessions: (id) => cache.inTurn(() => edit(id, null, {}, { save: shelf.update, endSessions: true })),
    async setDisabled(id, disabled) {
      await cache.inTurn(() => edit(id, null, { disabled }, { save: shelf.update, endSessions: false }));
    },
    noteSignIn: cache.noteSignIn,
    stop: cache.stop,
  };
}

interface EditOptions {
  readonly save: SaveAccount;
  /** Also where nothing that ends them is changed. */
  readonly endSessions: boolean;
}

function createEdit(cache: AccountCache, passwords: Passwords, clock: Clock) {
  return async (
    id: string,
    revision: number | null,
    { password, ...changes }: AccountChanges,
    { save, endSessions }: EditOptions,
  ): Promise<ChangeResult> => {
    const before = cache.get(id);
    if (!before) return { ok: false, reason: 'unknown' };
    if (revision !== null && revision !== before.revision) return { ok: false, reason: 'stale' };
    const isOver = endSessions || password !== undefined || endsSessions(before, changes);
    const next: StoredAccount = {
      ...before,
      ...changes,
      passwordHash: password ? await passwords.hash(password) : password === null ? null : before.passwordHash,
      version: before.version + (isOver ? 1 : 0),
      revision: before.revision + 1,
      updatedAt: clock.now(),
    };
    if (isAbleAdmin(before) && !isAbleAdmin(next) && cache.all().filter(isAbleAdmin).length === 1)
      return { ok: false, reason: 'last-admin' };
    if (!(await cache.replace(before, next, save))) return { ok: false, reason: 'stale' };
    return { ok: true, account: withoutHash(next), before: withoutHash(before) };
  };
}

/** Somebody whose rights are others has to come in anew; setting what is so already changes nothing. */
function endsSessions(before: StoredAccount, changes: Omit<AccountChanges, 'password'>): boolean {
  return (['role', 'scope', 'disabled'] as const).some(
    (field) => changes[field] !== undefined && JSON.stringify(changes[field]) !== JSON.stringify(before[field]),
  );
}

/** Somebody who can come in and administer. */
function isAbleAdmin({ role, disabled, passwordHash, provider }: StoredAccount): boolean {
  return role === 'admin' && !disabled && (passwordHash !== null || provider !== null);
}

async function freshAccount(account: NewAccount, passwords: Passwords, clock: Clock): Promise<StoredAccount> {
  const { id = randomUUID(), password, username, ...rest } = account;
  const unset = { mustChangePassword: false, email: null, extension: null, provider: null, subject: null } as const;
  const passwordHash = password === null ? null : await passwords.hash(password);
  const now = clock.now();
  const fresh = { version: 1, revision: 1, disabled: false, createdAt: now, updatedAt: now, lastSignInAt: null };
  return { scope: 'all', agentIds: [], ...unset, ...rest, ...fresh, id, username: username.trim(), passwordHash };
}

function findByName(cache: AccountCache, username: string): StoredAccount | undefined {
  const key = nameKey(username);
  return cache.all().find((account) => nameKey(account.username) === key);
}

function known(account: StoredAccount | undefined): Account | null {
  return account ? withoutHash(account) : null;
}
