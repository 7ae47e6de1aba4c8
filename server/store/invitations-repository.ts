import type { EpochMs } from '@/lib/floor/records';
import type { StoredAccount } from '@/server/auth/stored-account';
import { updateAccount } from './accounts-repository';
import type { Store } from './store';

export interface StoredInvitation {
  readonly id: string;
  /** SHA-256 of the token in the link, hexadecimal. */
  readonly hash: string;
  readonly accountId: string;
  readonly expiresAt: EpochMs;
  readonly createdBy: string;
  readonly createdAt: EpochMs;
  readonly usedAt: EpochMs | null;
}

export interface InvitationsRepository {
  /** Those of any account that were not used yet. */
  listOpen(): Promise<readonly StoredInvitation[]>;
  find(hash: string): Promise<StoredInvitation | null>;
  /** In place of older ones of the same account. */
  put(invitation: StoredInvitation): Promise<void>;
  /** Takes an account's open invitations away. */
  withdraw(accountId: string): Promise<void>;
  /** Marks it used and writes the account, both or neither; false when it was used or the account changed meanwhile. */
  use(id: string, at: EpochMs, account: StoredAccount, revision: number): Promise<boolean>;
}

export function createInvitationsRepository({ db }: Pick<Store, 'db'>): InvitationsRepository {
  const open = () => db.selectFrom('invitations').selectAll().where('used_at', 'is', null);
  return {
    listOpen: async () => (await open().execute()).map(toInvitation),
    async find(hash) {
      const row = await db.selectFrom('invitations').selectAll().where('token_hash', '=', hash).executeTakeFirst();
      return row ? toInvitation(row) : null;
    },
    async put(invitation) {
      await db.transaction().execute(async (within) => {
        await within
          .deleteFrom('invitations')
          .where('account_id', '=', invitation.accountId)
          .where('used_at', 'is', null)
          .execute();
        await within.insertInto('invitations').values(toRow(invitation)).execute();
      });
    },
    async withdraw(accountId) {
      await db.deleteFrom('invitations').where('account_id', '=', accountId).where('used_at', 'is', null).execute();
    },
    async use(id, at, account, revision) {
      try {
        await db.transaction().execute(async (within) => {
          const { numUpdatedRows } = await within
            .updateTable('invitations')
            .set({ used_at: at })
            .where('id', '=', id)
            .where('used_at', 'is', null)
            .executeTakeFirst();
          if (numUpdatedRows !== 1n || !(await updateAccount(within, account, revision))) throw undone;
        });
        return true;
      } catch (error) {
        if (error === undone) return false;
        throw error;
      }
    },
  };
}

const undone = new Error('The invitation was used or its account changed meanwhile');

function toRow({ id, hash, accountId, expiresAt, createdBy, createdAt, usedAt }: StoredInvitation) {
  return {
    id,
    token_hash: hash,
    account_id: accountId,
    expires_at: expiresAt,
    created_by: createdBy,
    created_at: createdAt,
    used_at: usedAt,
  };
}

function toInvitation(row: ReturnType<typeof toRow>): StoredInvitation {
  return {
    id: row.id,
    hash: row.token_hash,
    accountId: row.account_id,
    expiresAt: row.expires_at,
    createdBy: row.created_by,
    createdAt: row.created_at,
    usedAt: row.used_at,
  };
}
