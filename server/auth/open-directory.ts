import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import { personRoles, type Role } from '@/lib/principal';
import { SetupError } from '@/server/sources/setup-error';
import type { Account, AccountDirectory } from './account-directory';
import { readAccounts, type StoredAccount, writeAccounts } from './account-file';

export interface NewAccount {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
}

/** A directory that can also be changed; what is given to the rest of the server is only `AccountDirectory`. */
export interface EditableDirectory extends AccountDirectory {
  add(account: NewAccount): Promise<Account>;
  /** Ends every session of the account. */
  setDisabled(accountId: string, disabled: boolean): Promise<void>;
}

export interface DirectorySettings {
  readonly dataDir: string;
  readonly admin: { readonly username: string; readonly password: string } | null;
  /** The well-known sign-ins, one per role, in memory only, instead of those in the data directory. */
  readonly demoAccounts: boolean;
}

export const demoPassword = 'callboard-demo';

/** Opens the accounts; at the first start makes the admin, and throws with what to set when it is not told which. */
export async function openDirectory(settings: DirectorySettings): Promise<EditableDirectory> {
  if (settings.demoAccounts) return openDemoDirectory();
  const path = join(settings.dataDir, 'accounts.json');
  const stored = await readAccounts(path);
  const directory = createDirectory(stored, (accounts) => writeAccounts(path, accounts));
  if (stored.length > 0) return directory;
  if (!settings.admin) {
    const message = `is needed, with CALLBOARD_ADMIN_PASSWORD, for this first start: ${path} holds no account yet`;
    throw new SetupError('There is nobody who could sign in', [{ path: 'CALLBOARD_ADMIN_USER', message }]);
  }
  await directory.add({ ...settings.admin, name: settings.admin.username, role: 'admin' });
  return directory;
}

async function openDemoDirectory(): Promise<EditableDirectory> {
  const passwordHash = await hash(demoPassword);
  const accounts = personRoles.map((role): StoredAccount => {
    const name = `${role[0]?.toUpperCase()}${role.slice(1)}`;
    return { id: `demo-${role}`, username: role, name, role, version: 1, disabled: false, passwordHash };
  });
  return createDirectory(accounts, async () => {});
}

const nameKey = (username: string) => username.trim().toLowerCase();

/** Accounts in memory, handed to `save` as a whole on every change. */
export function createDirectory(
  stored: readonly StoredAccount[],
  save: (accounts: readonly StoredAccount[]) => Promise<void>,
): EditableDirectory {
  const accounts = new Map(stored.map((account) => [account.id, account]));
  const listeners = new Set<(accountId: string) => void>();
  /** Checked when there is nothing to check, so that the time taken does not tell who exists. */
  const decoy = hash(randomUUID());
  const byName = (username: string) =>
    [...accounts.values()].find((account) => nameKey(account.username) === nameKey(username)) ?? null;

  async function put(account: StoredAccount): Promise<void> {
    const next = new Map(accounts).set(account.id, account);
    await save([...next.values()]);
    accounts.set(account.id, account);
    for (const listener of listeners) listener(account.id);
  }

  return {
    find: async (accountId) => withoutHash(accounts.get(accountId) ?? null),
    async verify(username, password) {
      const account = byName(username);
      const fits = await verify(account?.passwordHash ?? (await decoy), password);
      return fits && account && !account.disabled ? withoutHash(account) : null;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async add({ password, ...rest }) {
      if (byName(rest.username)) throw new Error(`There is an account named ${rest.username} already`);
      const fresh = { id: randomUUID(), version: 1, disabled: false };
      const account: StoredAccount = { ...rest, ...fresh, passwordHash: await hash(password) };
      await put(account);
      return withoutHash(account);
    },
    async setDisabled(accountId, disabled) {
      const account = accounts.get(accountId);
      if (account) await put({ ...account, disabled, version: account.version + 1 });
    },
  };
}

function withoutHash(account: StoredAccount): Account;
function withoutHash(account: StoredAccount | null): Account | null;
function withoutHash(account: StoredAccount | null): Account | null {
  if (!account) return null;
  const { passwordHash: _, ...rest } = account;
  return rest;
}
