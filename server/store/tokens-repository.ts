import type { EpochMs } from '@/lib/floor/records';
import type { Store } from './store';

/** An API token as it is kept: its text is known to whoever made it only. */
export interface StoredToken {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  /** SHA-256 of the token, hexadecimal. */
  readonly hash: string;
  readonly grants: readonly string[];
  readonly expiresAt: EpochMs | null;
  readonly createdAt: EpochMs;
  readonly lastUsedAt: EpochMs | null;
}

export interface TokensRepository {
  /** Those that were not revoked. */
  list(): Promise<readonly StoredToken[]>;
  /** Another text when one was made or revoked since, by whomever. */
  stamp(): Promise<string>;
  insert(token: StoredToken): Promise<void>;
  revoke(id: string, at: EpochMs): Promise<void>;
  noteUses(uses: readonly { readonly id: string; readonly at: EpochMs }[]): Promise<void>;
}

export function createTokensRepository({ db }: Pick<Store, 'db'>): TokensRepository {
  return {
    async list() {
      const rows = await db.selectFrom('api_tokens').selectAll().where('revoked_at', 'is', null).execute();
      return rows.map((row) => ({
        id: row.id,
        accountId: row.account_id,
        name: row.name,
        hash: row.token_hash,
        grants: JSON.parse(row.grants) as string[],
        expiresAt: row.expires_at,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
      }));
    },
    async stamp() {
      const { all, revoked } = await db
        .selectFrom('api_tokens')
        .select(({ fn }) => [fn.countAll<number>().as('all'), fn.count<number>('revoked_at').as('revoked')])
        .executeTakeFirstOrThrow();
      return `${all} ${revoked}`;
    },
    async insert({ id, name, ...token }) {
      const { accountId, hash, grants, expiresAt, createdAt, lastUsedAt } = token;
      await db
        .insertInto('api_tokens')
        .values({
          id,
          name,
          account_id: accountId,
          token_hash: hash,
          grants: JSON.stringify(grants),
          expires_at: expiresAt,
          created_at: createdAt,
          last_used_at: lastUsedAt,
          revoked_at: null,
        })
        .execute();
    },
    async revoke(id, at) {
      await db.updateTable('api_tokens').set({ revoked_at: at }).where('id', '=', id).execute();
    },
    async noteUses(uses) {
      await db.transaction().execute(async (within) => {
        for (const { id, at } of uses)
          await within.updateTable('api_tokens').set({ last_used_at: at }).where('id', '=', id).execute();
      });
    },
  };
}
