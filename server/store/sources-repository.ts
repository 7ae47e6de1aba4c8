import type { Selectable } from 'kysely';
import type { SourceRepository, StoredSource } from '@/server/sources/source-repository';
import type { SourceRow } from './schema/sources';
import type { Store } from './store';

/** Sources that were added in the browser, in the store; throws StoreError. */
export function createSourcesRepository({ db }: Pick<Store, 'db'>): SourceRepository {
  return {
    async list() {
      return (await db.selectFrom('sources').selectAll().orderBy('id').execute()).map(sourceOf);
    },
    async stamp() {
      const rows = await db.selectFrom('sources').select(['id', 'version', 'created_at']).orderBy('id').execute();
      return rows.map(({ id, version, created_at: createdAt }) => `${id} ${version} ${createdAt}`).join();
    },
    async get(id) {
      const row = await db.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? sourceOf(row) : null;
    },
    async insert(source) {
      const insert = db.insertInto('sources').values(rowOf(source));
      return isDone(
        (await insert.onConflict((taken) => taken.column('id').doNothing()).executeTakeFirst())
          .numInsertedOrUpdatedRows,
      );
    },
    async update(source, expectedVersion) {
      const { id, ...changes } = rowOf(source);
      const update = db.updateTable('sources').set(changes).where('id', '=', id).where('version', '=', expectedVersion);
      return isDone((await update.executeTakeFirst()).numUpdatedRows);
    },
    async remove(id, expectedVersion) {
      const removal = db.deleteFrom('sources').where('id', '=', id).where('version', '=', expectedVersion);
      return isDone((await removal.executeTakeFirst()).numDeletedRows);
    },
  };
}

const isDone = (rows: bigint | undefined) => rows === 1n;

function sourceOf(row: Selectable<SourceRow>): StoredSource {
  return {
    id: row.id,
    name: row.name,
    vendor: row.vendor,
    pollEverySeconds: row.poll_every_seconds,
    settings: JSON.parse(row.settings),
    sealedSecrets: JSON.parse(row.secrets),
    isPaused: row.paused === 1,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function rowOf(source: StoredSource): SourceRow {
  return {
    id: source.id,
    name: source.name,
    vendor: source.vendor,
    poll_every_seconds: source.pollEverySeconds,
    settings: JSON.stringify(source.settings),
    secrets: JSON.stringify(source.sealedSecrets),
    paused: source.isPaused ? 1 : 0,
    version: source.version,
    created_at: source.createdAt,
    updated_at: source.updatedAt,
  };
}
