import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '@/server/sources/open-desk';
import { VendorError } from '@/server/vendors/vendor-error';
import { ada, type OpenedDesk, openDesk, queueAt, sue } from './open-desk';

let open: OpenedDesk;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const queues = () => open.centre.records.queue!;
const history = async () => (await open.desk.history({}, ada.principal)).changes;
const ask = (name = 'Copy', by = ada) =>
  open.desk.act(queueAt('sales'), { action: 'clone', values: { name }, requestId: open.nextRequest() }, by);
const clone = (name?: string) => open.settled(ask(name));
const copy = (id: string, name: string) => Object.assign(queues(), { [id]: { ...queues().sales, name } });
const silent = () => {
  throw new VendorError('timeout', 'Milan did not answer in time');
};

describe('what makes another record, when the vendor does not answer', () => {
  test('after it was made, that is seen, and it can be taken back', async () => {
    open.centre.act = async () => {
      copy('copy', 'Copy');
      return silent();
    };
    const told = await clone();
    expect(told).toMatchObject({
      ...{ words: 'Milan did not answer in time, but it was done.', record: { id: 'copy', label: 'Copy' } },
      change: { operation: 'create', outcome: 'saved', recordId: 'copy', after: { name: 'Copy' }, canUndo: true },
    });
    expect(open.noted).toMatchObject([{ action: 'config.act', outcome: 'done', target: 'milan/queue/copy' }]);
    await open.settled(open.desk.undo(told.change.id, ada));
    expect(queues().copy).toBeUndefined();
  });

  test('a moment before it is made, that is seen too', async () => {
    open.centre.act = async () => {
      open.clock.after(2000, () => void copy('copy', 'Copy'));
      return silent();
    };
    expect(await clone()).toMatchObject({ change: { outcome: 'saved', recordId: 'copy' } });
  });

  test('and there is none, nothing was done', async () => {
    let asked = 0;
    open.centre.act = async () => {
      asked += 1;
      return silent();
    };
    const refused = await refusalOf(clone());
    expect(refused).toMatchObject({ code: 'unavailable', words: expect.stringContaining('nothing was done') });
    expect([asked, await history()]).toMatchObject([1, [{ outcome: 'refused', recordId: 'sales' }]]);
  });

  test.each<readonly [string, readonly string[], string]>([
    ['there is one of somebody else', ['Of somebody else'], 'not quite as asked'],
    ['there are two that it could be', ['Copy', 'Copy'], 'more than one new queue'],
  ])('and %s, nobody knows', async (_what, names, words) => {
    open.centre.act = async () => {
      for (const [index, name] of names.entries()) copy(`new${index}`, name);
      return silent();
    };
    const told = await clone();
    expect(told).toMatchObject({ record: null, change: { outcome: 'unknown', recordId: 'sales', canUndo: false } });
    expect(told.words).toContain(words);
  });

  test('nor can be looked at, nobody knows', async () => {
    open.centre.act = async () => {
      open.centre.reading = async () => {
        throw new VendorError('unreachable', 'milan.example cannot be reached');
      };
      return silent();
    };
    expect(await clone()).toMatchObject({ change: { outcome: 'unknown', operation: 'update' } });
  });

  test('two at once are told apart', async () => {
    open.centre.act = async (_action, id) => {
      copy(`copy of ${id}`, 'Copy');
      return silent();
    };
    const again = { action: 'clone', values: { name: 'Copy' }, requestId: 'other' };
    const both = Promise.all([ask(), open.desk.act(queueAt('support'), again, sue)]);
    const told = await open.settled(both);
    expect(told.map(({ change }) => [change.outcome, change.recordId])).toEqual([
      ['saved', 'copy of sales'],
      ['saved', 'copy of support'],
    ]);
  });
});

describe('what makes another record, when the vendor accepts it', () => {
  test('without telling its id, it is found', async () => {
    open.centre.act = async () => {
      copy('copy', 'Copy');
      return { words: 'Cloned.', createdId: null };
    };
    expect(await clone()).toMatchObject({ words: 'Cloned.', change: { recordId: 'copy', outcome: 'saved' } });
  });

  test('and makes it otherwise, that is shown', async () => {
    open.centre.act = async () => {
      copy('copy', 'COPY');
      return { words: 'Cloned.', createdId: 'copy' };
    };
    const told = await clone();
    expect(told).toMatchObject({ change: { outcome: 'saved-otherwise', after: { name: 'COPY' } } });
    expect(told.differences).toEqual([{ field: 'name', label: 'NAME', wanted: 'Copy', got: 'COPY' }]);
  });
});

test('of what makes no record nobody can look whether it was done', async () => {
  const asked: string[] = [];
  open.centre.reading = async (what) => void asked.push(what);
  open.centre.act = async () => silent();
  const at = { ...queueAt('anna'), kind: 'agent' };
  const told = await open.settled(open.desk.act(at, { action: 'ring', values: {}, requestId: 'r' }, ada));
  expect(told).toMatchObject({ change: { outcome: 'unknown', operation: 'update', recordId: 'anna' } });
  expect(told.words).toContain('it is not known whether it was done');
  expect(asked).not.toContain('list');
});
