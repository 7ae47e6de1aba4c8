import type { SchemaChange } from './schema-change';

/** The newest changes of one queue among those of hundreds. */
export const indexChangesByQueue: SchemaChange = async (db) => {
  await db.schema.createIndex('config_changes_queue').on('config_changes').columns(['queue_id', 'id']).execute();
};
