import { afterEach, describe, expect, test } from 'vitest';
import { somebody } from '@/server/app-for-tests';
import type { CommandAsker } from '@/server/commands/command-desk';
import { bea } from '@/server/commands/open-desk';
import { CommandRefused } from '@/server/vendors/command';
import { VendorError } from '@/server/vendors/vendor-error';
import { join, openBook, openBorrowed } from './open-book';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function open() {
  const opened = await openBorrowed();
  undo.push(() => opened.close());
  return opened;
}

const leave = { agentId: 'milan/anna', queueId: 'milan/sales', does: 'leave' } as const;
const minutes = (count: number) => count * 60_000;

test('an agent joins a queue for half an hour and is taken out of it again, both seen on the floor', async () => {
  const { begin, clock, centre, stand, noted } = await open();
  const borrow = await begin({ note: 'Sales is drowning' });
  expect(borrow).toMatchObject({ state: 'out', by: 'Bea', dueAt: borrow.at + minutes(30) });
  await clock.advance(minutes(29));
  expect(centre.serving.bob).toEqual(['sales']);
  expect(stand()).toMatchObject({ state: 'out', moves: [{ state: 'out', words: null }] });
  await clock.advance(minutes(1) + 10_000);
  expect(centre.serving.bob).toEqual([]);
  expect(stand()).toMatchObject({ state: 'returned', moves: [{ state: 'back' }] });
  expect(noted.map(({ action, outcome, actor }) => [action, outcome, actor.name])).toEqual([
    ['borrow.begin', 'done', 'Bea'],
    ['intent.join', 'done', 'Bea'],
    ['intent.leave', 'done', 'Callboard, for Bea'],
    ['borrow.return', 'done', 'Callboard, for Bea'],
  ]);
});

test('who was taken out of a queue is put into it again', async () => {
  const { begin, clock, centre } = await open();
  await begin({ moves: [leave] });
  await clock.advance(minutes(1));
  expect(centre.serving.anna).toEqual([]);
  await clock.advance(minutes(30));
  expect(centre.serving.anna).toEqual(['sales']);
});

test('somebody who put it back before is not answered by a second command', async () => {
  const { begin, clock, centre, stand } = await open();
  await begin();
  await clock.advance(minutes(1));
  centre.serving.bob = [];
  await clock.advance(minutes(30));
  expect(centre.sent.map(({ action }) => action)).toEqual(['join']);
  expect(stand()).toMatchObject({ state: 'returned', moves: [{ words: 'Was as before already' }] });
});

test('a vendor that refuses to put it back is told of, and a person can try again or leave it', async () => {
  const { begin, clock, centre, stand, book, noted } = await open();
  const { id } = await begin();
  await clock.advance(minutes(1));
  const { take } = centre;
  centre.take = async () => Promise.reject(new CommandRefused('Not on a Sunday'));
  await clock.advance(minutes(30));
  expect(stand()).toMatchObject({ state: 'not-returned', endedAt: null, moves: [{ state: 'not-back' }] });
  expect(stand()?.moves[0]?.words).toContain('Not on a Sunday');
  expect(noted.at(-1)).toMatchObject({ action: 'borrow.return', outcome: 'failed' });
  centre.take = take;
  const back = book.putBack(id, bea);
  await clock.advance(10_000);
  await back;
  expect(stand()).toMatchObject({ state: 'returned' });
  expect(centre.serving.bob).toEqual([]);
  await expect(book.keep(id, bea)).rejects.toMatchObject({ code: 'conflict' });
});

test('what nobody knows the end of is put back all the same', async () => {
  const { begin, clock, centre } = await open();
  const { obey } = centre;
  centre.take = async (order) => {
    obey(order);
    if (order.action === 'join') throw new VendorError('timeout', 'No answer');
  };
  centre.expects = () => [{ kind: 'memberships', id: 'milan/none', becomes: { serving: true }, what: 'sales' }];
  await begin();
  await clock.advance(minutes(31));
  expect(centre.sent.map(({ action }) => action)).toEqual(['join', 'leave']);
});

test('while a system does not answer it waits, and puts back when it does', async () => {
  const { begin, clock, centre, stand, writes } = await open();
  await begin();
  await clock.advance(minutes(1));
  centre.isDown = true;
  await clock.advance(minutes(40));
  expect(stand()).toMatchObject({
    state: 'returning',
    moves: [{ state: 'out', words: expect.stringContaining('Waits until') }],
  });
  // It looks every second, and has nothing new to write.
  expect(writes.length).toBeLessThan(10);
  centre.isDown = false;
  await clock.advance(minutes(2));
  expect(stand()?.state).toBe('returned');
  expect(centre.serving.bob).toEqual([]);
});

test('it goes on after a restart, whenever that was', async () => {
  const { begin, clock, centre, book, repository, ...floor } = await open();
  await begin();
  await clock.advance(minutes(1));
  book.stop();
  await clock.advance(minutes(60));
  expect(centre.serving.bob).toEqual(['sales']);
  const again = await openBook({ ...floor, clock }, { repository, processId: 'two' });
  undo.push(() => again.book.stop());
  await clock.advance(10_000);
  expect(centre.serving.bob).toEqual([]);
  expect(again.book.list(bea)[0]).toMatchObject({ state: 'returned' });
});

describe('somebody who was added to a queue for a while', () => {
  const assign = { agentId: 'milan/bob', queueId: 'milan/sales', does: 'assign', level: '1' } as const;
  const members = (centre: Awaited<ReturnType<typeof open>>['centre']) => centre.members.of.sales;
  /** Added, and by now serving the queue. */
  async function serving() {
    const opened = await open();
    await opened.begin({ moves: [assign] });
    await opened.clock.advance(minutes(1));
    expect(members(opened.centre)).toEqual([{ of: 'bob', level: '1' }]);
    opened.centre.serving.bob = ['sales'];
    await opened.clock.advance(minutes(1));
    return opened;
  }

  test('is taken out of it again, kept in the history as two changes', async () => {
    const { begin, clock, centre, stand, editing } = await open();
    await begin({ moves: [assign] });
    await clock.advance(minutes(31));
    expect([members(centre), stand()?.state]).toEqual([[], 'returned']);
    const { changes } = await editing.history({}, somebody({ role: 'admin' }));
    expect(changes.map(({ by, outcome }) => [by, outcome])).toEqual([
      ['Callboard, for Bea', 'saved'],
      ['Bea', 'saved'],
    ]);
  });

  test('leaves it first where they serve it', async () => {
    const { clock, centre, stand, noted } = await serving();
    const { take } = centre;
    centre.take = async (order) => void clock.after(5000, () => void take(order));
    await clock.advance(minutes(28) + 3000);
    expect(stand()).toMatchObject({
      state: 'returning',
      moves: [{ state: 'out', words: expect.stringMatching(/^Serves the queue/) }],
    });
    expect(members(centre)).toHaveLength(1);
    await clock.advance(minutes(1));
    expect([members(centre), centre.serving.bob, stand()?.state]).toEqual([[], [], 'returned']);
    expect(noted.filter(({ action }) => action === 'intent.leave')).toHaveLength(1);
  });

  test('and is left in it, with the reason, where they cannot leave', async () => {
    const { clock, centre, stand, book } = await serving();
    const { take } = centre;
    centre.take = async () => Promise.reject(new CommandRefused('Not on a Sunday'));
    await clock.advance(minutes(30));
    expect(stand()).toMatchObject({ state: 'not-returned', moves: [{ state: 'not-back', words: 'Not on a Sunday' }] });
    expect(members(centre)).toHaveLength(1);
    centre.take = take;
    const back = book.putBack(stand()?.id ?? '', bea);
    await clock.advance(20_000);
    await back;
    expect([members(centre), stand()?.state]).toEqual([[], 'returned']);
  });

  test.each(['before they left', 'after they left'])('a restart %s takes nothing from it', async (when) => {
    const { clock, centre, book, repository, ...floor } = await serving();
    centre.take = async (order) => {
      if (when === 'after they left') centre.obey(order);
    };
    await clock.advance(minutes(28) + 300);
    book.stop();
    centre.take = async (order) => centre.obey(order);
    await clock.advance(minutes(5));
    expect(members(centre)).toHaveLength(1);
    const again = await openBook({ ...floor, clock }, { repository, processId: 'two' });
    undo.push(() => again.book.stop());
    await clock.advance(minutes(1));
    expect([members(centre), centre.serving.bob]).toEqual([[], []]);
    expect(again.book.list(bea)[0]?.state).toBe('returned');
  });
});

test('nothing is sent that could not be stored', async () => {
  const { begin, centre, repository, book } = await open();
  repository.state.isAway = true;
  await expect(begin()).rejects.toMatchObject({ code: 'unavailable' });
  expect([centre.sent, book.list(bea)]).toEqual([[], []]);
});

test('the same request again acts once', async () => {
  const { begin, centre } = await open();
  const [one, two] = [await begin(), await begin()];
  expect(two.id).toBe(one.id);
  expect(centre.sent).toHaveLength(1);
});

test('what makes no sense is refused for itself, the rest is done', async () => {
  const { begin, clock, centre, stand } = await open();
  await begin({ moves: [{ ...join, agentId: 'milan/anna' }, join] });
  await clock.advance(1000);
  expect(centre.sent).toHaveLength(1);
  expect(stand()?.moves.map(({ state, words }) => [state, words])).toEqual([
    ['refused', 'anna serves it already'],
    ['out', null],
  ]);
});

test('one membership is changed once, and of agents and queues that are there', async () => {
  const { begin, centre } = await open();
  await expect(begin({ moves: [join, { ...join, does: 'leave' }] })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(begin({ moves: [{ ...join, agentId: 'lucca/x' }] })).rejects.toMatchObject({ code: 'not-found' });
  expect(centre.sent).toEqual([]);
});

describe('rights', () => {
  const foreign: CommandAsker = {
    principal: somebody({ role: 'lead', name: 'Zed', scope: { sources: ['lucca'], queues: [], teams: [] } }),
    address: null,
  };

  test('who may not see it can neither end it nor begin such a thing', async () => {
    const { begin, book, centre } = await open();
    const { id } = await begin();
    expect(book.list(foreign)).toEqual([]);
    await expect(book.keep(id, foreign)).rejects.toMatchObject({ code: 'not-found' });
    await expect(book.putBack(id, foreign)).rejects.toMatchObject({ code: 'not-found' });
    const refused = await begin({ requestId: 'other' }, foreign);
    expect(refused).toMatchObject({ state: 'refused', moves: [{ state: 'refused' }] });
    expect(centre.sent).toHaveLength(1);
  });

  test('kept where they are, nobody is put back', async () => {
    const { begin, book, clock, centre } = await open();
    const { id } = await begin();
    await book.keep(id, bea);
    await clock.advance(minutes(60));
    expect(centre.serving.bob).toEqual(['sales']);
  });
});
