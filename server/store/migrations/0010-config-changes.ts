import type { SchemaChange } from './schema-change';

/** Changes of records at vendors, with what it takes to undo them. */
export const createConfigChanges: SchemaChange = async (db) => {
  await db.schema
    .createTable('config_changes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('by_name', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('source_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('edit_right', 'text', (column) => column.notNull())
    .addColumn('record_id', 'text')
    .addColumn('parent_id', 'text')
    .addColumn('queue_id', 'text')
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('before_json', 'text')
    .addColumn('after_json', 'text')
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('kept', 'text')
    .addColumn('undoes', 'text')
    .addColumn('undone_by', 'text')
    .addUniqueConstraint('config_changes_request', ['account_id', 'request_id'])
    .execute();
  await db.schema
    .createIndex('config_changes_record')
    .on('config_changes')
    .columns(['source_id', 'kind', 'record_id'])
    .execute();
};
