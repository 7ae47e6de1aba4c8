import { afterEach, expect, test } from 'vitest';
import { bea } from '@/server/commands/open-desk';
import { openBook, openBorrowed } from './open-book';
import { claimMs } from './ownership';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const minuteMs = 60_000;

/** Two processes on one store. They share the floor, so that all that is sent is seen in one place. */
async function openTwo() {
  const one = await openBorrowed({ isShared: true });
  undo.push(() => one.close());
  const two = await openBook(one, { repository: one.repository, processId: 'two', isShared: true });
  undo.push(() => two.book.stop());
  const sent = () => one.centre.sent.map(({ action }) => action);
  const seenByTwo = () => two.book.list(bea)[0];
  return { one, two, sent, seenByTwo, clock: one.clock };
}

test('what one process began is known to the other, and put back once', async () => {
  const { one, sent, seenByTwo, clock } = await openTwo();
  await one.begin();
  await clock.advance(minuteMs);
  expect(seenByTwo()).toMatchObject({ state: 'out', moves: [{ state: 'out' }] });
  await clock.advance(30 * minuteMs);
  expect(sent()).toEqual(['join', 'leave']);
  expect([one.stand()?.state, seenByTwo()?.state]).toEqual(['returned', 'returned']);
  expect(one.noted.filter(({ action }) => action === 'borrow.return')).toHaveLength(1);
});

test('when the one that began it is gone the other puts it back, a minute later at most', async () => {
  const { one, sent, seenByTwo, clock } = await openTwo();
  await one.begin();
  await clock.advance(30 * minuteMs - 10_000);
  one.book.stop();
  await clock.advance(30_000);
  expect(sent()).toEqual(['join']);
  await clock.advance(claimMs + 10_000);
  expect(sent()).toEqual(['join', 'leave']);
  expect(seenByTwo()).toMatchObject({ state: 'returned' });
});

test('one that stops leaves what it has to the other at once', async () => {
  const { one, sent, clock } = await openTwo();
  await one.begin();
  await clock.advance(30 * minuteMs - 6000);
  one.book.stop();
  await one.ownership.release();
  await clock.advance(10_000);
  expect(sent()).toEqual(['join', 'leave']);
});

test('the other does what it is asked, and the one that began it no more', async () => {
  const { one, two, sent, clock } = await openTwo();
  const { id } = await one.begin();
  await clock.advance(minuteMs);
  const back = two.book.putBack(id, bea);
  await clock.advance(10_000);
  await back;
  expect([sent(), one.stand()?.state]).toEqual([['join', 'leave'], 'returned']);
  await clock.advance(30 * minuteMs);
  expect(sent()).toEqual(['join', 'leave']);
  await expect(one.book.keep(id, bea)).rejects.toMatchObject({ code: 'conflict' });
});

test('kept at the other it stays as it is', async () => {
  const { one, two, sent, clock } = await openTwo();
  const { id } = await one.begin();
  await clock.advance(minuteMs);
  await two.book.keep(id, bea);
  await clock.advance(31 * minuteMs);
  expect([sent(), one.stand()?.state]).toEqual([['join'], 'kept']);
});

test('one that the store has not heard of for a minute leaves it alone', async () => {
  const { one, sent, clock } = await openTwo();
  await one.begin();
  await clock.advance(28 * minuteMs);
  one.repository.state.isAway = true;
  await clock.advance(4 * minuteMs);
  expect(sent()).toEqual(['join']);
  one.repository.state.isAway = false;
  await clock.advance(30_000);
  expect(sent()).toEqual(['join', 'leave']);
});

test('the same request at both is begun once', async () => {
  const { one, two, sent, clock } = await openTwo();
  await one.begin();
  const again = {
    requestId: 'r',
    minutes: 30,
    moves: [{ agentId: 'milan/bob', queueId: 'milan/sales', does: 'join' }],
  } as const;
  await expect(two.book.begin(again, bea)).rejects.toMatchObject({ code: 'busy' });
  await clock.advance(6000);
  expect(await two.book.begin(again, bea)).toMatchObject({ state: 'out' });
  expect(sent()).toEqual(['join']);
});
