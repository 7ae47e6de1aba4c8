import type { SchemaChange } from './schema-change';

/** Which agents on the floor are the person of an account. */
export const createOwnAgents: SchemaChange = async (db) => {
  await db.schema
    .alterTable('accounts')
    .addColumn('agents', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
};
