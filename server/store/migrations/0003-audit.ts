import { type Kysely, sql } from 'kysely';
import type { SchemaChange } from './schema-change';

/** Who did what; rows come in and never change or go. */
export const createAudit: SchemaChange = async (db, engine) => {
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor_kind', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('target', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('address', 'text')
    .addColumn('before_json', 'text')
    .addColumn('after_json', 'text')
    .execute();
  await db.schema.createIndex('audit_at').on('audit').column('at').execute();
  await db.schema.createIndex('audit_actor').on('audit').columns(['actor_id', 'at']).execute();
  await db.schema.createIndex('audit_action').on('audit').columns(['action', 'at']).execute();
  await db.schema.createIndex('audit_target').on('audit').columns(['target', 'at']).execute();
  await (engine === 'sqlite' ? guardInSqlite(db) : guardInPostgres(db));
};

async function guardInSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger audit_no_update before update on audit
    begin select raise(abort, 'the audit is append-only'); end`.execute(db);
  await sql`create trigger audit_no_delete before delete on audit
    begin select raise(abort, 'the audit is append-only'); end`.execute(db);
  // "insert or replace" would delete the old row without asking the trigger above.
  await sql`create trigger audit_no_replace before insert on audit
    when exists (select 1 from audit where id = new.id) begin select raise(ignore); end`.execute(db);
}

async function guardInPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function audit_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the audit is append-only' using errcode = 'restrict_violation'; end $$`.execute(db);
  await sql`create trigger audit_no_change before update or delete on audit
    for each row execute function audit_is_append_only()`.execute(db);
  await sql`create trigger audit_no_truncate before truncate on audit
    for each statement execute function audit_is_append_only()`.execute(db);
}
