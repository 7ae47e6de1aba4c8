import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { eachEngine } from './each-engine';
import { listMigrations, migrateStore } from './migrate-store';
import { migrations } from './migrations';
import { StoreError } from './store-error';

const person = (id: string) => ({ id, name: `Person ${id}`, created_at: 1_800_000_000_000, updated_at: 2 ** 52 });

eachEngine((open, engine) => {
  test('a new store has every table, and says what it is', async () => {
    const store = await open();
    expect(store.engine).toBe(engine);
    expect(await listMigrations(store)).toEqual(Object.keys(migrations));
    expect(store.status()).toEqual({ problem: null, since: null });
  });

  test('what is written is read back as it was: long numbers, no text, no numbers', async () => {
    const { db, reader } = await open();
    await db.insertInto('people').values(person('a')).execute();
    expect(await reader.selectFrom('people').selectAll().execute()).toEqual([person('a')]);
    const { count, sum } = await db
      .selectFrom('people')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('created_at').as('sum')])
      .executeTakeFirstOrThrow();
    expect([count, sum]).toEqual([1, 1_800_000_000_000]);
  });

  test('how many rows were changed is told', async () => {
    const { db } = await open();
    await db.insertInto('people').values(['a', 'b', 'c'].map(person)).execute();
    const { numUpdatedRows } = await db
      .updateTable('people')
      .set({ name: 'x' })
      .where('id', '<', 'c')
      .executeTakeFirst();
    expect(numUpdatedRows).toBe(2n);
    const { numDeletedRows } = await db.deleteFrom('people').where('id', '=', 'nobody').executeTakeFirst();
    expect(numDeletedRows).toBe(0n);
  });

  test('a transaction is all or nothing, and nobody gets in between', async () => {
    const { db } = await open();
    const failing = db.transaction().execute(async (within) => {
      await within.insertInto('people').values(person('a')).execute();
      throw new Error('Changed our mind');
    });
    const other = db.insertInto('people').values(person('b')).execute();
    await expect(failing).rejects.toThrow('Changed our mind');
    await other;
    expect(await db.selectFrom('people').select('id').execute()).toEqual([{ id: 'b' }]);
  });

  test('a second row of the same key and a reference to nothing are told apart', async () => {
    const { db } = await open();
    await db.insertInto('people').values(person('a')).execute();
    const code = (attempt: Promise<unknown>) =>
      attempt.then(
        () => null,
        (error) => (error instanceof StoreError ? error.code : error),
      );
    expect(await code(db.insertInto('people').values(person('a')).execute())).toBe('duplicate');
    const lost = { agent_id: 'x/1', person_id: 'nobody', confirmed_by: 'admin', confirmed_at: 1 };
    expect(await code(db.insertInto('person_agents').values(lost).execute())).toBe('refused');
    await db
      .insertInto('person_agents')
      .values({ ...lost, person_id: 'a' })
      .execute();
    await db.deleteFrom('people').execute();
    expect(await db.selectFrom('person_agents').selectAll().execute()).toEqual([]);
  });

  test('the audit takes rows in and lets none be changed or go', async () => {
    const { db } = await open();
    const row = {
      id: '1',
      at: 1,
      actor_kind: 'user',
      actor_id: 'a',
      actor_name: 'Ann',
      action: 'sign-in',
      target: null,
      outcome: 'done',
      reason: null,
      address: null,
      before_json: null,
      after_json: null,
    };
    await db.insertInto('audit').values(row).execute();
    const attempts = [
      () => db.updateTable('audit').set({ actor_name: 'Bob' }).execute(),
      () => db.deleteFrom('audit').execute(),
      ...(engine === 'sqlite' ? [] : [() => sql`truncate audit`.execute(db)]),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'refused' });
    if (engine === 'sqlite') {
      await sql`insert or replace into audit select id, at, actor_kind, actor_id, 'Bob', action, target, outcome, reason,
        address, before_json, after_json from audit`.execute(db);
    }
    const again = db.insertInto('audit').values({ ...row, actor_name: 'Bob' });
    await again.onConflict((conflict) => conflict.column('id').doNothing()).execute();
    expect(await db.selectFrom('audit').selectAll().execute()).toEqual([row]);
  });

  test.runIf(engine === 'sqlite')('reading apart cannot write', async () => {
    const { reader } = await open();
    await expect(reader.insertInto('people').values(person('a')).execute()).rejects.toBeInstanceOf(StoreError);
  });

  test('a schema of a newer release is refused, and nothing is touched', async () => {
    const store = await open();
    await sql`insert into callboard_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')`.execute(
      store.db,
    );
    await expect(migrateStore(store)).rejects.toThrow(/newer Callboard \(9999-later\): run that release/);
  });

  test('running the migrations again changes nothing', async () => {
    const store = await open();
    expect(await migrateStore(store)).toEqual([]);
  });
});
