import type { SchemaChange } from './schema-change';

/** Which agents of several vendors are one person, and which were said not to be. */
export const createPeople: SchemaChange = async (db) => {
  await db.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('person_agents')
    .addColumn('agent_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('confirmed_by', 'text', (column) => column.notNull())
    .addColumn('confirmed_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('person_rejections')
    .addColumn('agent_a', 'text', (column) => column.notNull())
    .addColumn('agent_b', 'text', (column) => column.notNull())
    .addColumn('rejected_by', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('person_rejections_pair', ['agent_a', 'agent_b'])
    .execute();
  await db.schema.createIndex('person_agents_person').on('person_agents').column('person_id').execute();
};
