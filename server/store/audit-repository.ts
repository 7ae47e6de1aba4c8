import { type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from './schema';
import type { AuditRow } from './schema/audit';
import type { Store } from './store';

/** Which entries; what is left out is not asked for. */
export interface AuditSearch {
  /** Ids from this one on, and before that one. */
  readonly fromId?: string | undefined;
  readonly beforeId?: string | undefined;
  /** An account's id, or a name in whatever case. */
  readonly actor?: string | undefined;
  /** An action, or the area before its dot. */
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly outcome?: string | undefined;
  /** Each has to be somewhere in the entry. */
  readonly words?: readonly string[] | undefined;
}

export interface AuditRepository {
  /** Skips rows that are there already. */
  add(rows: readonly AuditRow[]): Promise<void>;
  /** Newest first. */
  find(search: AuditSearch, most: number): Promise<AuditRow[]>;
  count(search: AuditSearch): Promise<number>;
}

export function createAuditRepository({ db, reader }: Pick<Store, 'db' | 'reader'>): AuditRepository {
  return {
    async add(rows) {
      if (rows.length === 0) return;
      await db
        .insertInto('audit')
        .values([...rows])
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    find: (search, most) => matching(reader, search).selectAll().orderBy('id', 'desc').limit(most).execute(),
    async count(search) {
      const { count } = await matching(reader, search)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

type Builder = ExpressionBuilder<Database, 'audit'>;

function matching(db: Kysely<Database>, search: AuditSearch) {
  return db.selectFrom('audit').where((eb) => eb.and(conditions(eb, search)));
}

function conditions(eb: Builder, search: AuditSearch) {
  const { fromId, beforeId, actor, action, target, outcome, words = [] } = search;
  return [
    ...(fromId === undefined ? [] : [eb('id', '>=', fromId)]),
    ...(beforeId === undefined ? [] : [eb('id', '<', beforeId)]),
    ...(actor === undefined ? [] : [eb.or([eb('actor_id', '=', actor), sameText(eb, actor)])]),
    ...(action === undefined ? [] : [eb.or([eb('action', '=', action), inArea(eb, action)])]),
    ...(target === undefined ? [] : [eb('target', '=', target)]),
    ...(outcome === undefined ? [] : [eb('outcome', '=', outcome)]),
    ...words.map((word) => contains(word)),
  ];
}

const sameText = (eb: Builder, text: string) => eb(sql`lower(actor_name)`, '=', sql`lower(${text})`);
const inArea = (eb: Builder, area: string) => eb.and([eb('action', '>', `${area}.`), eb('action', '<', `${area}/`)]);

/** SQLite folds the case of A to Z only, PostgreSQL of all letters. */
function contains(word: string) {
  const pattern = `%${word.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return sql<SqlBool>`lower(actor_name || ' ' || action || ' ' || coalesce(target, '') || ' ' || outcome || ' ' ||
    coalesce(reason, '') || ' ' || coalesce(address, '') || ' ' || coalesce(before_json, '') || ' ' ||
    coalesce(after_json, '')) like lower(${pattern}) escape '\\'`;
}
