import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandEdit } from '@/server/vendors/command';
import { EditRefused } from '@/server/vendors/editor';
import { VendorError } from '@/server/vendors/vendor-error';
import type { Amender } from './for-a-command';
import { ada, lea, type OpenedDesk, openDesk, queueAt } from './open-desk';

let open: OpenedDesk;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const bea: Amender = { kind: 'token', accountId: 'id-Bea', name: 'Bea', address: '10.0.0.9' };
const carl: Amender = { kind: 'user', accountId: 'id-Carl', name: 'Carl', address: null };
const limit = (most: number, queueId = 'milan/sales'): CommandEdit => ({
  ...{ operation: 'update', kind: 'queue', queueId },
  change: () => ({ limit: most }),
});
const added = (agent: string): CommandEdit => ({
  ...{ operation: 'create', kind: 'member', queueId: 'milan/sales', parentId: 'sales', values: { agent } },
});
const removed = (id: string): CommandEdit => ({
  ...{ operation: 'remove', kind: 'member', queueId: 'milan/sales', parentId: 'sales', id },
});
const amend = (edit: CommandEdit, by = bea) => open.desk.amend('milan', edit, by, `command ${open.nextRequest()}`);
const history = async (who = ada) => (await open.desk.history({}, who.principal)).changes;
const fails = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

test('a change is kept under who asked, token or person, with their address', async () => {
  expect(await open.settled(amend(limit(11)))).toEqual({ outcome: 'saved', words: 'Saved.' });
  expect((await history())[0]).toMatchObject({ by: 'Bea', before: { limit: 10 }, after: { limit: 11 }, canUndo: true });
  expect(open.noted).toMatchObject([
    {
      action: 'config.update',
      target: 'milan/queue/sales',
      actor: { kind: 'token', accountId: 'id-Bea', name: 'Bea' },
      address: '10.0.0.9',
    },
  ]);
});

test('what one account asks of a queue goes together, what another one asks goes after it', async () => {
  const asked = [amend(limit(11)), amend(limit(12), carl), amend(limit(13)), amend(limit(9, 'milan/support'))];
  await open.settled(Promise.all(asked));
  expect(open.centre.sent.map(({ edit }) => [edit.id, edit.values])).toEqual([
    ['sales', { limit: 13 }],
    ['support', { limit: 9 }],
    ['sales', { limit: 12 }],
  ]);
  expect((await history()).map(({ by }) => by)).toEqual(
    ['Carl', 'Bea', 'Bea'].map((name) => expect.stringMatching(name)),
  );
});

test('what is asked while an earlier change has the turn is read after it, and loses nothing of it', async () => {
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  const { obey } = open.centre;
  open.centre.take = async (kind, edit) => {
    await held;
    return obey(kind, edit);
  };
  const { lock } = await open.desk.read(queueAt('sales'), ada);
  const first = open.desk.update(queueAt('sales'), { values: { name: 'Sales 2' }, lock, requestId: 'form' }, ada);
  await open.clock.advance(0);
  const second = amend(limit(11));
  await open.clock.advance(0);
  const third = amend({
    ...limit(12),
    change: ({ name }) => ({ strategy: 'spill', limit: name === 'Sales 2' ? 5 : 6 }),
  } as CommandEdit);
  await open.clock.advance(0);
  expect(open.centre.sent).toHaveLength(1);
  free();
  await open.settled(Promise.all([first, second, third]));
  expect(open.centre.sent).toHaveLength(2);
  expect(open.centre.records.queue?.sales).toMatchObject({ name: 'Sales 2', limit: 5, strategy: 'spill' });
});

test('one that cannot be is refused for itself, in a sentence, and spoils it for no other', async () => {
  const wrong = { ...limit(1), change: () => ({ name: 'x'.repeat(51) }) } as CommandEdit;
  const piped = { ...limit(1), change: () => ({ name: 'a|b' }) } as CommandEdit;
  const asked = Promise.allSettled([amend(wrong), amend(limit(11)), amend(piped)]);
  expect(await open.settled(asked)).toMatchObject([
    { reason: fails('bad-request', /^NAME: must have at most 50 characters\.$/) },
    { value: { outcome: 'saved' } },
    { reason: fails('bad-request', /^NAME: must be without \|\.$/) },
  ]);
  expect(open.centre.records.queue?.sales).toMatchObject({ name: 'Sales', limit: 11 });
});

test('two that take each other back send nothing', async () => {
  const asked = Promise.all([amend(limit(11)), amend(limit(10))]);
  expect((await open.settled(asked)).map(({ outcome }) => outcome)).toEqual(['as-wanted', 'as-wanted']);
  expect([open.centre.sent, await history()]).toEqual([[], []]);
});

test('an agent is added and removed as a record of its own, told to who leads that queue, and taken back', async () => {
  expect(await open.settled(amend(added('bob')))).toMatchObject({ outcome: 'saved' });
  expect(Object.keys(open.centre.records.member ?? {})).toContain('sales/bob');
  await open.settled(amend(removed('sales/anna')));
  const [last, first] = await history(lea);
  expect([first, last]).toMatchObject([
    { operation: 'create', recordId: 'sales/bob', parentId: 'sales', by: 'Bea' },
    { operation: 'remove', recordId: 'sales/anna', before: { agent: 'anna', level: 'main' } },
  ]);
  await open.settled(open.desk.undo(last?.id ?? '', lea));
  expect(Object.keys(open.centre.records.member ?? {})).toContain('sales/anna');
});

test('who is gone already is as wanted; what nobody can look at is not known', async () => {
  expect(await amend(removed('sales/nobody'))).toEqual({ outcome: 'as-wanted', words: '' });
  open.centre.take = async () => {
    open.centre.reading = async () => Promise.reject(new VendorError('unreachable', 'It is away'));
    throw new VendorError('timeout', 'No answer within 10 s');
  };
  const unknown = { outcome: 'unknown', words: expect.stringContaining('could not be looked at again') };
  expect(await open.settled(amend(limit(11)))).toEqual(unknown);
});

test('refusals are words of ours, kept and noted', async () => {
  open.centre.take = async () => {
    throw new EditRefused('refused', 'Milan refused', { vendorWords: '<b>No</b>' });
  };
  await expect(open.settled(amend(limit(11)))).rejects.toMatchObject({ message: 'Milan refused: “No”' });
  expect(await history()).toMatchObject([{ outcome: 'refused', reason: 'Milan refused: “No”' }]);
  await expect(amend(limit(11, 'milan/closed'))).rejects.toEqual(fails('not-found', /no such queue: nothing was sent/));
  await expect(open.desk.amend('lucca', limit(1), bea, 'x')).rejects.toEqual(fails('not-found', /no such source/));
  expect(open.noted.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
});

test('calls are foreseen with the record as it is, each refusal for itself', async () => {
  const edits = [limit(11), added(''), limit(12, 'milan/closed'), removed('sales/anna'), limit(11)];
  expect(await open.desk.foresee('milan', edits)).toMatchObject([
    ['update queue sales'],
    { message: 'AGENT: must not be empty.' },
    { code: 'not-found' },
    ['remove member sales/anna'],
    [],
  ]);
  expect([open.centre.sent, open.noted, await history()]).toEqual([[], [], []]);
});
