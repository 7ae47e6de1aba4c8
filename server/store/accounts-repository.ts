import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Role } from '@/lib/principal';
import { accessScope } from '@/lib/protocol/access-scope';
import { type AccountShelf, nameKey, type StoredAccount } from '@/server/auth/stored-account';
import type { Database } from './schema';
import type { AccountRow } from './schema/accounts';
import type { Store } from './store';

export function createAccountsRepository({ db }: Pick<Store, 'db'>): AccountShelf {
  return {
    async list() {
      return (await db.selectFrom('accounts').selectAll().execute()).map(toAccount);
    },
    async stamp() {
      const { count, sum } = await db
        .selectFrom('accounts')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('revision').as('sum')])
        .executeTakeFirstOrThrow();
      return `${count} ${sum}`;
    },
    async insert(account) {
      await db.insertInto('accounts').values(toRow(account)).execute();
    },
    update: (account, revision) => updateAccount(db, account, revision),
    async noteSignIn(accountId, at) {
      await db.updateTable('accounts').set({ last_sign_in_at: at }).where('id', '=', accountId).execute();
    },
    async removeOf(provider) {
      await db.deleteFrom('accounts').where('provider', '=', provider).execute();
    },
  };
}

/** As `AccountShelf.update`, also inside of a transaction. */
export async function updateAccount(
  db: Kysely<Database> | Transaction<Database>,
  account: StoredAccount,
  revision: number,
): Promise<boolean> {
  const { id, last_sign_in_at: _, ...changed } = toRow(account);
  const { numUpdatedRows } = await db
    .updateTable('accounts')
    .set(changed)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function toRow(account: StoredAccount): AccountRow {
  return {
    id: account.id,
    username: account.username,
    username_key: nameKey(account.username),
    name: account.name,
    role: account.role,
    password_hash: account.passwordHash,
    version: account.version,
    revision: account.revision,
    disabled: account.disabled ? 1 : 0,
    must_change_password: account.mustChangePassword ? 1 : 0,
    email: account.email,
    extension: account.extension,
    scope: JSON.stringify(account.scope),
    agents: JSON.stringify(account.agentIds),
    provider: account.provider,
    subject: account.subject,
    created_at: account.createdAt,
    updated_at: account.updatedAt,
    last_sign_in_at: account.lastSignInAt,
  };
}

function toAccount(row: AccountRow): StoredAccount {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    role: row.role as Role,
    passwordHash: row.password_hash,
    version: row.version,
    revision: row.revision,
    disabled: row.disabled === 1,
    mustChangePassword: row.must_change_password === 1,
    email: row.email,
    extension: row.extension,
    scope: accessScope.parse(JSON.parse(row.scope)),
    agentIds: z.array(z.string()).parse(JSON.parse(row.agents)),
    provider: row.provider,
    subject: row.subject,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lastSignInAt: row.last_sign_in_at,
  };
}
