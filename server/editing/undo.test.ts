import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChangedReply } from '@/lib/protocol/api/editors-api';
import { refusalOf } from '@/server/sources/open-desk';
import { createSecretBox } from '@/server/sources/secret-box';
import { ada, type OpenedDesk, openDesk, queueAt, sue } from './open-desk';

let open: OpenedDesk;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const queues = () => open.centre.records.queue!;
const undo = ({ change }: ChangedReply, by = ada) => open.settled(open.desk.undo(change.id, by));
const history = async () => (await open.desk.history({}, ada.principal)).changes;

test('a change is taken back, and that too', async () => {
  const change = await open.save({ limit: 12, name: 'Sales 2' });
  const undone = await undo(change, sue);
  expect(queues().sales).toMatchObject({ limit: 10, name: 'Sales' });
  expect(undone.change).toMatchObject({ by: 'Sue', operation: 'update', undoes: change.change.id, canUndo: true });
  expect(await history()).toMatchObject([{ id: undone.change.id }, { undoneBy: undone.change.id, canUndo: false }]);
  expect(open.noted.at(-1)).toMatchObject({ action: 'config.undo', target: 'milan/queue/sales', outcome: 'done' });
  await undo(undone);
  expect(queues().sales).toMatchObject({ limit: 12, name: 'Sales 2' });
  // It holds again, so it can be taken back again.
  expect((await history()).at(-1)).toMatchObject({ id: change.change.id, undoneBy: null, canUndo: true });
});

test('only what that change left as it was is written back, and only where it is still so', async () => {
  const change = await open.save({ limit: 12 });
  await open.save({ name: 'Renamed since' });
  await undo(change);
  expect(queues().sales).toMatchObject({ limit: 10, name: 'Renamed since' });
  const other = await open.save({ limit: 13 });
  queues().sales = { ...queues().sales, limit: 20 };
  expect(await refusalOf(undo(other))).toMatchObject({ code: 'conflict', words: expect.stringContaining('(LIMIT)') });
  expect(queues().sales?.limit).toBe(20);
  expect(open.noted.at(-1)).toMatchObject({ action: 'config.undo', outcome: 'refused' });
});

test('what the vendor kept otherwise is what has to be there still', async () => {
  open.centre.take = async (kind, edit) => open.centre.obey(kind, { ...edit, values: { limit: 99 } });
  const change = await open.save({ limit: 120 });
  open.centre.take = async (kind, edit) => open.centre.obey(kind, edit);
  await undo(change);
  expect(queues().sales?.limit).toBe(10);
});

test('a new one is deleted again, unless somebody changed it', async () => {
  const [first, second] = [await open.create({ name: 'A' }), await open.create({ name: 'B' })];
  await undo(first);
  expect(queues()['new-2']).toBeUndefined();
  queues()['new-3'] = { ...queues()['new-3'], limit: 5 };
  expect(await refusalOf(undo(second))).toMatchObject({ code: 'conflict' });
  expect(queues()['new-3']).toBeDefined();
});

test('a deleted one is made again of all that the vendor said of it, and that is taken back too', async () => {
  queues().support = { ...queues().support, unknown: 'to the form' };
  const change = await open.remove('support');
  const undone = await undo(change);
  expect(undone.change).toMatchObject({ operation: 'create', undoes: change.change.id, label: 'Support' });
  expect(open.centre.sent.at(-1)?.edit.original).toContain('to the form');
  const madeId = undone.change.recordId ?? '';
  expect(queues()[madeId]).toMatchObject({ name: 'Support', strategy: 'main', unknown: 'to the form' });
  await undo(undone);
  expect(queues()[madeId]).toBeUndefined();
});

test('a deleted one that is there again is left alone', async () => {
  const change = await open.remove('support');
  queues().support = { name: 'Of somebody', limit: null, strategy: 'main', edits: 0 };
  expect(await refusalOf(undo(change))).toMatchObject({ code: 'conflict' });
});

test('a change of one that is gone cannot be taken back', async () => {
  const change = await open.save({ limit: 12 });
  delete queues().sales;
  expect((await refusalOf(undo(change))).code).toBe('not-found');
});

test('two who take back the same at once, or twice, do it once', async () => {
  const change = await open.save({ limit: 12 });
  const asked = [ada, sue, ada].map((by) => open.desk.undo(change.change.id, by));
  const [first, other, again] = await open.settled(Promise.allSettled(asked));
  expect([first?.status, other?.status]).toEqual(['fulfilled', 'rejected']);
  expect(again).toEqual(first);
  expect(open.centre.sent).toHaveLength(2);
  expect((await refusalOf(undo(change))).words).toBe('It was taken back already.');
});

test('taking back is tried again when the vendor did not take it', async () => {
  const change = await open.save({ limit: 12 });
  const take = open.centre.take;
  open.centre.take = async () => {
    throw new Error('not today');
  };
  await refusalOf(undo(change));
  open.centre.take = take;
  await undo(change);
  expect(queues().sales?.limit).toBe(10);
});

test('what was not done cannot be taken back, nor what is not there', async () => {
  open.centre.take = async () => {
    throw new Error('not today');
  };
  await refusalOf(open.save({ limit: 12 }));
  const [refused] = await history();
  expect((await refusalOf(open.desk.undo(refused?.id ?? '', ada))).words).toContain('nothing to take back');
  for (const id of ['', 'nobody', "' or 1=1 --"])
    expect((await refusalOf(open.desk.undo(id, ada))).code).toBe('not-found');
});

describe('secrets', () => {
  const at = (kind: string, id: string) => ({ sourceId: 'milan', kind, id, parentId: null });
  async function saveAgent(desk: OpenedDesk, values: Record<string, string>) {
    const { lock } = await desk.desk.read(at('agent', 'anna'), ada);
    const ask = { values, lock, requestId: desk.nextRequest() };
    return desk.settled(desk.desk.update(at('agent', 'anna'), ask, ada));
  }
  const anna = () => open.centre.records.agent?.anna;

  test('are not told, and are written back where there is a key', async () => {
    const change = await saveAgent(open, { sip_pwd: 'Yx7-newer', notes: 'n' });
    expect(change.change).toMatchObject({
      before: { sip_pwd: '(hidden)' },
      after: { sip_pwd: '(changed)', notes: 'n' },
    });
    const said = JSON.stringify([open.noted, open.lines, [...open.repository.rows.values()], await history()]);
    for (const secret of ['Zq8-secret', 'Yx7-newer']) expect(said).not.toContain(secret);
    await open.settled(open.desk.undo(change.change.id, ada));
    expect(anna()).toMatchObject({ sip_pwd: 'Zq8-secret', notes: '' });
  });

  test('are not kept without a key, and left as they are', async () => {
    await open.close();
    open = await openDesk({ box: null });
    const change = await saveAgent(open, { sip_pwd: 'Yx7-newer', notes: 'n' });
    const kept = [...open.repository.rows.values()].map((row) => Buffer.from(row.kept?.slice(6) ?? '', 'base64'));
    expect(JSON.stringify([...open.repository.rows.values()])).not.toContain('Zq8');
    expect(kept).toHaveLength(1);
    const undone = await open.settled(open.desk.undo(change.change.id, ada));
    expect(undone.words).toBe('Saved. Not written back, as it is not kept: SIP_PWD.');
    expect(anna()).toMatchObject({ sip_pwd: 'Yx7-newer', notes: '' });
    const only = await saveAgent(open, { sip_pwd: 'again' });
    expect(only.change.canUndo).toBe(false);
    expect((await refusalOf(open.desk.undo(only.change.id, ada))).code).toBe('conflict');
  });

  test('one that the vendor does not tell is never emptied by taking a change back', async () => {
    const root = () => open.centre.records.user?.root;
    const { lock } = await open.desk.read(at('user', 'root'), ada);
    open.centre.take = async (kind, edit) =>
      open.centre.obey(kind, {
        ...edit,
        values: { ...edit.values, ...('user_password' in edit.values && { user_password: '' }) },
      });
    const ask = { values: { name: 'r2', user_password: 'Yx7-newer' }, lock, requestId: 'r' };
    const change = await open.settled(open.desk.update(at('user', 'root'), ask, ada));
    expect(change).toMatchObject({ change: { outcome: 'saved' }, differences: [] });
    await open.settled(open.desk.undo(change.change.id, ada));
    expect(open.centre.sent.at(-1)?.edit.values).toEqual({ name: 'root' });
    expect(root()?.name).toBe('root');
  });

  test('a key that is not there any more is told', async () => {
    const change = await open.save({ limit: 12 });
    const { repository, centre } = open;
    const next = await openDesk({
      repository,
      centre,
      box: createSecretBox({ current: Buffer.alloc(32, 9), old: [] }),
    });
    expect((await refusalOf(next.desk.undo(change.change.id, ada))).words).toContain('CALLBOARD_KEY_OLD');
    await next.close();
    const without = await openDesk({ repository, centre, box: null });
    expect((await refusalOf(without.desk.undo(change.change.id, ada))).words).toContain('key that is not here');
    await without.close();
    expect(queueAt('sales').id).toBe('sales');
  });
});
