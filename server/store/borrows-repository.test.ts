import { expect, test } from 'vitest';
import { createBorrowRepository } from './borrows-repository';
import { eachEngine } from './each-engine';
import type { BorrowRow } from './schema/borrows';

const odd = 'O’Brien "x" \\ <script>; drop table borrows; -- 😀';
const row = (id: string, changes: Partial<BorrowRow> = {}): BorrowRow => ({
  ...{ id, account_id: 'a', due_at: 2 ** 52, ended_at: null, record: `{"by":"${odd}"}` },
  ...{ owner: 'one', owned_until: 100 },
  ...changes,
});

eachEngine((open) => {
  test('what is saved later stands, and what ended before is not asked for', async () => {
    const borrows = createBorrowRepository(await open());
    await borrows.save([row('old', { due_at: 1 }), row('b', { record: 'earlier' })]);
    await borrows.save([row('b', { record: 'earlier' }), row('b', { record: 'later', due_at: 3, ended_at: 7 })]);
    await borrows.save([row('old', { due_at: 1, ended_at: 6 })]);
    await borrows.save([]);
    await borrows.save([row('open', { due_at: 2 })]);
    expect(await borrows.since(7)).toEqual([
      row('open', { due_at: 2 }),
      row('b', { record: 'later', due_at: 3, ended_at: 7 }),
    ]);
  });

  test('what ended long ago is forgotten, what is to be put back never', async () => {
    const borrows = createBorrowRepository(await open());
    await borrows.save([row('old', { ended_at: 5 }), row('new', { ended_at: 10 }), row('open')]);
    await borrows.prune(10);
    expect((await borrows.since(0)).map(({ id }) => id).sort()).toEqual(['new', 'open']);
  });

  test('a new one is added once', async () => {
    const borrows = createBorrowRepository(await open());
    await borrows.add(row('b'));
    await expect(borrows.add(row('b', { owner: 'two' }))).rejects.toMatchObject({ code: 'duplicate' });
  });

  test('whoever lost it changes nothing of it any more', async () => {
    const borrows = createBorrowRepository(await open());
    await borrows.save([row('b', { record: 'first' }), row('free', { owner: null, owned_until: null })]);
    expect(await borrows.take('b', { owner: 'two', owned_until: 200 }, 99)).toBeNull();
    const taken = row('b', { record: 'first', owner: 'two', owned_until: 200 });
    expect(await borrows.take('b', { owner: 'two', owned_until: 200 }, 100)).toEqual(taken);
    await borrows.save([row('b', { record: 'late' })]);
    expect(await borrows.since(0)).toContainEqual(taken);
    expect(await borrows.take('b', { owner: 'one', owned_until: 300 })).toMatchObject({ owner: 'one' });
    expect(await borrows.take('free', { owner: 'two', owned_until: 200 }, 0)).toMatchObject({ owner: 'two' });
    expect(await borrows.take('none', { owner: 'two', owned_until: 200 })).toBeNull();
  });

  test('a claim goes on for what has not ended', async () => {
    const borrows = createBorrowRepository(await open());
    await borrows.save([row('b'), row('over', { ended_at: 5 }), row('other', { owner: 'two' })]);
    await borrows.renew({ owner: 'one', owned_until: 400 });
    const untils = (await borrows.since(0)).map(({ id, owned_until }) => [id, owned_until]);
    expect(untils.sort()).toEqual([
      ['b', 400],
      ['other', 100],
      ['over', 100],
    ]);
  });
});
