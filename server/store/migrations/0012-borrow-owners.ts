import type { SchemaChange } from './schema-change';

/** Which of several processes puts a borrow back, and until when that is certain. */
export const addBorrowOwners: SchemaChange = async (db) => {
  await db.schema.alterTable('borrows').addColumn('owner', 'text').execute();
  await db.schema.alterTable('borrows').addColumn('owned_until', 'bigint').execute();
};
