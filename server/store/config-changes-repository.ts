import type { ExpressionBuilder, Transaction } from 'kysely';
import type { Database } from './schema';
import type { ConfigChangeRow } from './schema/config-changes';
import type { Store } from './store';

/** A change without what it takes to undo it, which may be long. */
export type ConfigChangeLine = Omit<ConfigChangeRow, 'kept'>;

/** Which changes; what is left out is not asked for. */
export interface ConfigChangeSearch {
  readonly sourceId?: string | undefined;
  readonly kind?: string | undefined;
  readonly recordId?: string | undefined;
  readonly beforeId?: string | undefined;
  /** Of these sources or these queues. */
  readonly within?: { readonly sources: readonly string[]; readonly queues: readonly string[] } | undefined;
}

/** A change as it stands now, and whose undoing it says something of. */
export interface ConfigChangeStep {
  readonly row: ConfigChangeRow;
  readonly undone: readonly { readonly id: string; readonly by: string | null }[];
}

/** Ids from one on, and before another; what is left out has no end. */
export interface IdRange {
  readonly fromId?: string | undefined;
  readonly beforeId?: string | undefined;
}

/** Changes of records at vendors; rejects with StoreError, `duplicate` for a request that is there already. */
export interface ConfigChangeRepository {
  add(row: ConfigChangeRow): Promise<void>;
  /** All or none; of one that is given twice the later counts. */
  save(steps: readonly ConfigChangeStep[]): Promise<void>;
  get(id: string): Promise<ConfigChangeRow | null>;
  findRequest(accountId: string, requestId: string): Promise<ConfigChangeLine | null>;
  /** Newest first. */
  list(search: ConfigChangeSearch, most: number): Promise<readonly ConfigChangeLine[]>;
  /** Those without an answer, among the ones with such ids, will never have one. */
  giveUpSent(among: IdRange, reason: string): Promise<void>;
  /** Forgets those before this id, and all but the newest so many. */
  prune(beforeId: string, most: number): Promise<void>;
  /** Of all that is kept to undo something: id, source and text, some at a time after an id. */
  listKept(afterId: string, most: number): Promise<readonly KeptText[]>;
  replaceKept(kept: KeptText, before: string): Promise<boolean>;
}

export type KeptText = Pick<ConfigChangeRow, 'id' | 'source_id'> & { readonly kept: string };

const lineColumns = [
  ...(['id', 'at', 'account_id', 'by_name', 'request_id', 'digest', 'source_id', 'kind', 'edit_right'] as const),
  ...(['record_id', 'parent_id', 'queue_id', 'label', 'operation', 'outcome', 'reason'] as const),
  ...(['before_json', 'after_json', 'answer', 'undoes', 'undone_by'] as const),
] as const satisfies readonly (keyof ConfigChangeLine)[];

/** What the vendor's answer may change of a row. */
const answered = [
  ...(['record_id', 'queue_id', 'label', 'operation', 'outcome', 'reason', 'before_json', 'after_json'] as const),
  ...(['answer', 'kept'] as const),
] as const;

export function createConfigChangeRepository({ db }: Pick<Store, 'db'>): ConfigChangeRepository {
  return {
    async add(row) {
      await db.insertInto('config_changes').values(row).execute();
    },
    save: (steps) =>
      db.transaction().execute(async (within) => {
        for (const step of steps) await saveStep(within, step);
      }),
    async get(id) {
      return (await db.selectFrom('config_changes').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async findRequest(accountId, requestId) {
      const asked = db.selectFrom('config_changes').select(lineColumns).where('account_id', '=', accountId);
      return (await asked.where('request_id', '=', requestId).executeTakeFirst()) ?? null;
    },
    list: (search, most) =>
      db
        .selectFrom('config_changes')
        .select(lineColumns)
        .where((eb) => eb.and(conditions(eb, search)))
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    async giveUpSent({ fromId, beforeId }, reason) {
      const sent = db.updateTable('config_changes').set({ outcome: 'unknown', reason }).where('outcome', '=', 'sent');
      const later = fromId === undefined ? sent : sent.where('id', '>=', fromId);
      await (beforeId === undefined ? later : later.where('id', '<', beforeId)).execute();
    },
    async prune(beforeId, most) {
      const newestFirst = db.selectFrom('config_changes').select('id').orderBy('id', 'desc');
      const last = await newestFirst.offset(most).limit(1).executeTakeFirst();
      await db.deleteFrom('config_changes').where('id', '<', beforeId).execute();
      if (last) await db.deleteFrom('config_changes').where('id', '<=', last.id).execute();
    },
    async listKept(afterId, most) {
      const asked = db.selectFrom('config_changes').select(['id', 'source_id', 'kept']).where('kept', 'is not', null);
      const rows = await asked.where('id', '>', afterId).orderBy('id').limit(most).execute();
      return rows.map(({ kept, ...row }) => ({ ...row, kept: kept ?? '' }));
    },
    async replaceKept({ id, kept }, before) {
      const asked = db.updateTable('config_changes').set({ kept }).where('id', '=', id).where('kept', '=', before);
      return (await asked.executeTakeFirst()).numUpdatedRows > 0n;
    },
  };
}

async function saveStep(db: Transaction<Database>, { row, undone }: ConfigChangeStep): Promise<void> {
  const values = Object.fromEntries(answered.map((column) => [column, row[column]]));
  await db
    .insertInto('config_changes')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  for (const { id, by } of undone)
    await db.updateTable('config_changes').set({ undone_by: by }).where('id', '=', id).execute();
}

function conditions(
  eb: ExpressionBuilder<Database, 'config_changes'>,
  { sourceId, kind, recordId, beforeId, within }: ConfigChangeSearch,
) {
  return [
    ...(sourceId === undefined ? [] : [eb('source_id', '=', sourceId)]),
    ...(kind === undefined ? [] : [eb('kind', '=', kind)]),
    ...(recordId === undefined ? [] : [eb('record_id', '=', recordId)]),
    ...(beforeId === undefined ? [] : [eb('id', '<', beforeId)]),
    ...(within === undefined ? [] : [eb.or(parts(eb, within))]),
  ];
}

/** None of nothing: no database takes an empty list. */
function parts(
  eb: ExpressionBuilder<Database, 'config_changes'>,
  { sources, queues }: NonNullable<ConfigChangeSearch['within']>,
) {
  return [
    ...(sources.length === 0 ? [] : [eb('source_id', 'in', sources)]),
    ...(queues.length === 0 ? [] : [eb('queue_id', 'in', queues)]),
    ...(sources.length + queues.length === 0 ? [eb.lit(false)] : []),
  ];
}
