import { expect, test } from 'vitest';
import { createBorrowRepository } from './borrows-repository';
import { eachEngine } from './each-engine';
import type { BorrowRow } from './schema/borrows';

const odd = 'O’Brien "x" \\ <script>; drop table borrows; -- 😀';
const row = (id: string, changes: Partial<BorrowRow> = {}): BorrowRow => ({
  ...{ id, account_id: 'a', due_at: 2 ** 52, ended_at: null, record: `{"by":"${odd}"}` },
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
});
