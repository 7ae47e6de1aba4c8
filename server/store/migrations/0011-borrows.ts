import type { SchemaChange } from './schema-change';

/** Memberships that are to be put back, whatever happens to the process meanwhile. */
export const createBorrows: SchemaChange = async (db) => {
  await db.schema
    .createTable('borrows')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('record', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('borrows_ended').on('borrows').column('ended_at').execute();
};
