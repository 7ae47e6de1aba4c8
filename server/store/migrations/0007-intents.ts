import type { SchemaChange } from './schema-change';

/** Commands that were asked for, and what each request was answered, so that the same one again acts once. */
export const createIntents: SchemaChange = async (db) => {
  await db.schema
    .createTable('intents')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('record', 'text', (column) => column.notNull())
    .addColumn('asked', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('command_requests')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('command_requests_key', ['account_id', 'request_id'])
    .execute();
  await db.schema.createIndex('intents_ended').on('intents').column('ended_at').execute();
  await db.schema.createIndex('command_requests_at').on('command_requests').column('at').execute();
};
