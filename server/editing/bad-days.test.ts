import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '@/server/sources/open-desk';
import { EditRefused } from '@/server/vendors/editor';
import { VendorError } from '@/server/vendors/vendor-error';
import { ada, type OpenedDesk, openDesk, queueAt, sue } from './open-desk';

let open: OpenedDesk;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const queues = () => open.centre.records.queue!;
const history = async () => (await open.desk.history({}, ada.principal)).changes;
const timedOut = () => new VendorError('timeout', 'Milan did not answer in time');

describe('a good day', () => {
  test('a change is sent once, told with before and after, audited, and shown soon', async () => {
    const told = await open.save({ limit: 12, strategy: 'main' });
    expect(told).toMatchObject({ words: 'Saved.', differences: [], record: { values: { name: 'Sales', limit: 12 } } });
    expect(told.record).not.toHaveProperty('original');
    expect(told.change).toMatchObject({
      ...{ by: 'Ada', sourceId: 'milan', kind: 'queue', recordId: 'sales', label: 'Sales', operation: 'update' },
      ...{ outcome: 'saved', reason: null, before: { limit: 10 }, after: { limit: 12 }, canUndo: true },
    });
    // What is as wanted already is left alone.
    expect(open.centre.sent.map(({ edit }) => edit.values)).toEqual([{ limit: 12 }]);
    expect(await history()).toEqual([told.change]);
    expect(open.noted).toMatchObject([
      {
        ...{ action: 'config.update', target: 'milan/queue/sales', outcome: 'done', address: '10.0.0.1' },
        ...{ before: { limit: 10 }, after: { limit: 12 } },
      },
    ]);
    expect([...new Set(open.polled)].sort()).toEqual(['live', 'names']);
  });

  test('one is created under the id that the vendor gives, or found where it gives none', async () => {
    const named = await open.create({ name: 'New' });
    expect(named).toMatchObject({ change: { recordId: 'new-2', operation: 'create', outcome: 'saved', before: null } });
    open.centre.take = async (kind, edit) => {
      open.centre.obey(kind, edit);
      return null;
    };
    const found = await open.create({ name: 'Newer' });
    expect(found).toMatchObject({ change: { recordId: 'new-3', outcome: 'saved' }, record: { label: 'Newer' } });
  });

  test('one is deleted, and what it was is kept', async () => {
    const told = await open.remove('support');
    expect(told).toMatchObject({ words: 'Deleted.', record: null, change: { operation: 'remove', canUndo: true } });
    expect(told.change.before).toMatchObject({ name: 'Support', strategy: 'main' });
    expect(queues().support).toBeUndefined();
  });

  test('something else is done to one, and what came of it can be undone', async () => {
    const asked = open.desk.act(queueAt('sales'), { action: 'clone', values: { name: 'Copy' }, requestId: 'r' }, ada);
    const told = await open.settled(asked);
    expect(told).toMatchObject({ words: 'Cloned.', change: { operation: 'create', recordId: 'copy', canUndo: true } });
    expect(open.noted.at(-1)).toMatchObject({ action: 'config.act', outcome: 'done' });
    await open.settled(open.desk.undo(told.change.id, ada));
    expect(queues().copy).toBeUndefined();
  });

  test('the calls are told without being made', async () => {
    const calls = (operation: 'create' | 'update' | 'remove', values = {}) =>
      open.desk.calls(queueAt('sales'), operation, values, ada);
    expect(await calls('update', { limit: 3 })).toEqual(['update queue sales']);
    expect(await calls('remove')).toEqual(['remove queue sales']);
    expect(await calls('create', { name: 'X' })).toEqual(['create queue null']);
    expect([open.centre.sent, await history()]).toEqual([[], []]);
  });
});

describe('calls that cannot be told', () => {
  test.each(['create', 'update', 'remove'] as const)('of what can only be read: %s', async (operation) => {
    const place = { ...queueAt('daily'), kind: 'report' };
    expect(await refusalOf(open.desk.calls(place, operation, { name: 'x' }, ada))).toMatchObject({
      ...{ code: 'bad-request', words: expect.stringMatching(/lets no report be/) },
    });
  });

  test('of a place that the vendor does not know', async () => {
    const place = { sourceId: 'milan', kind: 'member', id: '', parentId: 'nowhere' };
    const asked = open.desk.calls(place, 'create', { agent: 'anna', level: 'main' }, ada);
    expect(await refusalOf(asked)).toMatchObject({ code: 'not-found', words: 'There is no such place.' });
  });
});

describe('what is not as it was', () => {
  test('a record that changed meanwhile is left alone', async () => {
    const { lock } = await open.desk.read(queueAt('sales'), ada);
    queues().sales = { ...queues().sales, limit: 11 };
    const refusal = await refusalOf(
      open.settled(open.desk.update(queueAt('sales'), { values: { limit: 12 }, lock, requestId: 'r' }, ada)),
    );
    expect(refusal).toMatchObject({ code: 'conflict', words: expect.stringContaining('Somebody changed this queue') });
    expect([open.centre.sent, await history()]).toEqual([[], []]);
    expect(open.noted).toMatchObject([{ action: 'config.update', outcome: 'refused', target: 'milan/queue/sales' }]);
  });

  test('one that changed between the last look and the change is told by the vendor', async () => {
    open.centre.take = async () => {
      throw new EditRefused('conflict', 'Somebody changed it meanwhile', { vendorWords: 'lock <b>7</b> is old' });
    };
    expect(await refusalOf(open.save({ limit: 12 }))).toMatchObject({
      ...{ code: 'conflict', words: 'Somebody changed it meanwhile: “lock 7 is old”' },
    });
    expect(await history()).toMatchObject([{ outcome: 'refused', canUndo: false }]);
  });

  test('one that vanished meanwhile is not there', async () => {
    const { lock } = await open.desk.read(queueAt('sales'), ada);
    delete queues().sales;
    const ask = { values: { limit: 12 }, lock, requestId: 'r' };
    expect((await refusalOf(open.desk.update(queueAt('sales'), ask, ada))).code).toBe('not-found');
    expect((await refusalOf(open.desk.remove(queueAt('sales'), ask, ada))).code).toBe('not-found');
    expect(open.centre.sent).toEqual([]);
  });

  test('one that is deleted right after it was saved is told to be gone, with what the vendor said', async () => {
    open.centre.take = async (kind, edit) => {
      open.centre.obey(kind, edit);
      delete queues().sales;
      return edit.id;
    };
    expect(await open.save({ limit: 12 })).toMatchObject({
      ...{ change: { outcome: 'unknown' }, words: expect.stringMatching(/^Milan accepted it, and the queue is gone/) },
    });
  });

  test('what the vendor keeps otherwise is shown, field by field', async () => {
    open.centre.take = async (kind, edit) => open.centre.obey(kind, { ...edit, values: { ...edit.values, limit: 99 } });
    const told = await open.save({ limit: 120, name: 'Sales 2' });
    expect(told.differences).toEqual([{ field: 'limit', label: 'LIMIT', wanted: 120, got: 99 }]);
    expect(told.change).toMatchObject({
      outcome: 'saved-otherwise',
      after: { limit: 99, name: 'Sales 2' },
      canUndo: true,
    });
    expect(told.words).toBe('Saved, but Milan keeps otherwise: LIMIT.');
  });

  test('what the vendor shows a moment later is saved all the same', async () => {
    open.centre.take = async (kind, edit) => {
      open.clock.after(1500, () => void open.centre.obey(kind, edit));
      return edit.id;
    };
    expect(await open.save({ limit: 12 })).toMatchObject({ words: 'Saved.', change: { outcome: 'saved' } });
  });

  test('a deletion that the vendor accepted and did not do is told', async () => {
    open.centre.take = async (_kind, edit) => edit.id;
    const told = await open.remove('sales');
    expect(told).toMatchObject({ change: { outcome: 'saved-otherwise' }, record: { label: 'Sales' } });
  });

  test('of two admins at once the second one is told that it changed', async () => {
    const { lock } = await open.desk.read(queueAt('sales'), ada);
    const first = open.desk.update(queueAt('sales'), { values: { limit: 1 }, lock, requestId: 'r' }, ada);
    const second = open.desk.update(queueAt('sales'), { values: { limit: 2 }, lock, requestId: 'r' }, sue);
    const refused = refusalOf(second);
    expect(await open.settled(first)).toMatchObject({ change: { outcome: 'saved' } });
    expect((await refused).code).toBe('conflict');
    expect(open.centre.sent).toHaveLength(1);
  });
});

describe('when the vendor does not answer', () => {
  test('after it saved, that is seen and nothing is sent again', async () => {
    open.centre.take = async (kind, edit) => {
      open.centre.obey(kind, edit);
      throw timedOut();
    };
    expect(await open.save({ limit: 12 })).toMatchObject({
      ...{ words: 'Milan did not answer in time, but it was done.', change: { outcome: 'saved', canUndo: true } },
    });
    expect(await open.create({ name: 'New' })).toMatchObject({ change: { outcome: 'saved', recordId: 'new-2' } });
    expect(await open.remove('support')).toMatchObject({ change: { outcome: 'saved' } });
    expect(open.centre.sent).toHaveLength(3);
  });

  test('a moment before it saves, that is seen too', async () => {
    open.centre.take = async (kind, edit) => {
      open.clock.after(2000, () => void open.centre.obey(kind, edit));
      throw timedOut();
    };
    expect(await open.save({ limit: 12 })).toMatchObject({ change: { outcome: 'saved' } });
  });

  test('without saving, it says that nothing was done', async () => {
    open.centre.take = async () => {
      throw timedOut();
    };
    const nothing = { code: 'unavailable', words: expect.stringMatching(/did not answer in time.*nothing was done/) };
    expect(await refusalOf(open.save({ limit: 12 }))).toMatchObject(nothing);
    expect(await refusalOf(open.create({ name: 'New' }))).toMatchObject(nothing);
    expect(await refusalOf(open.remove('support'))).toMatchObject(nothing);
    expect(open.centre.sent).toHaveLength(3);
    expect((await history()).map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
  });

  test('having done half of it, that is shown', async () => {
    open.centre.take = async (kind, edit) => {
      open.centre.obey(kind, { ...edit, values: { name: 'Sales 2' } });
      throw timedOut();
    };
    const told = await open.save({ limit: 12, name: 'Sales 2' });
    expect(told).toMatchObject({ change: { outcome: 'saved-otherwise' }, differences: [{ field: 'limit', got: 10 }] });
  });

  test('nor can be looked at again, nobody knows', async () => {
    open.centre.take = async () => {
      open.centre.reading = async () => {
        throw new VendorError('unreachable', 'milan.example cannot be reached');
      };
      throw timedOut();
    };
    const told = await open.save({ limit: 12 });
    expect(told).toMatchObject({ record: null, change: { outcome: 'unknown', canUndo: false } });
    expect(told.words).toContain('look at the queue');
    expect(open.noted).toMatchObject([{ outcome: 'failed', reason: told.words }]);
  });

  test('while one is created, somebody else’s new one is not taken for it', async () => {
    open.centre.take = async (kind, edit) => {
      open.centre.obey(kind, { ...edit, values: { name: 'Of somebody else' } });
      throw timedOut();
    };
    const told = await open.create({ name: 'New' });
    expect(told).toMatchObject({ record: null, change: { recordId: null, outcome: 'unknown' } });
  });

  test('at all, it is given up and looked at', async () => {
    open.centre.take = () => new Promise(() => {});
    const { lock } = await open.desk.read(queueAt('sales'), ada);
    const asked = open.desk.update(queueAt('sales'), { values: { limit: 1 }, lock, requestId: 'r' }, ada);
    expect(await refusalOf(open.settled(asked, 70_000))).toMatchObject({
      words: expect.stringContaining('nothing was done'),
    });
  });
});

describe('what the vendor refuses is told in our words', () => {
  test.each<readonly [string, Error, object]>([
    [
      'auth',
      new VendorError('auth', 'x', { status: 401 }),
      { code: 'unavailable', words: expect.stringMatching(/^Milan refuses.*nothing was done/) },
    ],
    [
      'rate-limited',
      new VendorError('rate-limited', 'x', { retryAfterMs: 6400 }),
      { code: 'too-many', words: expect.stringContaining('in 7 s') },
    ],
    [
      '400',
      new VendorError('bad-response', 'Milan answered 400', { status: 400 }),
      { code: 'unavailable', words: 'Milan answered 400: nothing was done.' },
    ],
    [
      'a field',
      new EditRefused('refused', 'Milan refuses it', { problems: [{ field: 'limit', message: 'is too high' }] }),
      { code: 'bad-request', fields: ['limit: is too high'] },
    ],
    ['gone', new EditRefused('gone', 'It is gone'), { code: 'not-found', words: 'It is gone.' }],
    ['not-known', new EditRefused('not-known', 'Milan does not know such a call'), { code: 'unavailable' }],
  ])('%s', async (_what, thrown, refusal) => {
    open.centre.take = async () => {
      throw thrown;
    };
    expect(await refusalOf(open.save({ limit: 12 }))).toMatchObject(refusal);
    expect(await history()).toMatchObject([{ outcome: 'refused' }]);
    expect(open.noted).toMatchObject([{ outcome: 'refused' }]);
  });

  test('a mistake of a driver is logged without its words, and looked at', async () => {
    open.centre.take = async () => {
      throw new TypeError('secret of the vendor');
    };
    expect((await refusalOf(open.save({ limit: 12 }))).words).toContain('Callboard failed while it asked Milan');
    expect(open.lines.some(({ level }) => level === 'error')).toBe(true);
    expect(JSON.stringify([open.lines, open.noted])).not.toContain('secret of the vendor');
  });

  test.each<readonly [Error, string]>([
    [new VendorError('unreachable', 'milan.example cannot be reached'), 'unavailable'],
    [new VendorError('rate-limited', 'x'), 'too-many'],
    [new Error('of a driver'), 'unavailable'],
  ])('%s, when nothing can even be read', async (thrown, code) => {
    open.centre.reading = async () => {
      throw thrown;
    };
    expect((await refusalOf(open.desk.read(queueAt('sales'), ada))).code).toBe(code);
    expect((await refusalOf(open.create({ name: 'x' }))).code).toBe(code);
    expect([open.centre.sent, await history()]).toEqual([[], []]);
  });
});

describe('the same request again', () => {
  const ask = async (values: Record<string, number>, requestId = 'same', by = ada) => {
    const { lock } = await open.desk.read(queueAt('sales'), by);
    return (again = lock) => open.desk.update(queueAt('sales'), { values, lock: again, requestId }, by);
  };

  test('a double click is one change, and both are told the same', async () => {
    const click = await ask({ limit: 12 });
    const [first, second] = await open.settled(Promise.all([click(), click()]));
    expect(second).toEqual(first);
    expect([open.centre.sent.length, open.noted.length]).toEqual([1, 1]);
  });

  test('later it is answered as before, with the record as it is by then', async () => {
    const click = await ask({ limit: 12 });
    const first = await open.settled(click());
    queues().sales = { ...queues().sales, limit: 40 };
    const again = await open.settled(click());
    expect(again).toMatchObject({ change: first.change, words: first.words, record: { values: { limit: 40 } } });
    expect(open.centre.sent).toHaveLength(1);
  });

  test('what was refused stays refused, even when it would be taken by now', async () => {
    open.centre.take = async () => {
      throw new EditRefused('refused', 'No', { problems: [{ field: 'limit', message: 'is too high' }] });
    };
    const click = await ask({ limit: 12 });
    const refused = await refusalOf(open.settled(click()));
    expect(await refusalOf(open.settled(click()))).toEqual(refused);
    expect(open.centre.sent).toHaveLength(1);
  });

  test('for something else it is refused; of somebody else it is another one', async () => {
    await open.settled((await ask({ limit: 12 }))());
    expect((await refusalOf(open.settled((await ask({ limit: 13 }))()))).fields[0]).toMatch(/^requestId: was used/);
    await open.settled((await ask({ limit: 14 }, 'same', sue))());
    expect(open.centre.sent).toHaveLength(2);
  });
});

describe('when Callboard itself', () => {
  test('stopped between the change and its answer, nobody knows, and asking again sends nothing', async () => {
    open.centre.take = () => new Promise(() => {});
    const { lock } = await open.desk.read(queueAt('sales'), ada);
    const ask = { values: { limit: 12 }, lock, requestId: 'r' };
    open.desk.update(queueAt('sales'), ask, ada).catch(() => {});
    await open.clock.advance(0);
    const { repository, centre } = open;
    const next = await openDesk({ repository, centre });
    const [change] = (await next.desk.history({}, ada.principal)).changes;
    expect(change).toMatchObject({
      ...{ outcome: 'unknown', canUndo: false },
      reason: 'Callboard stopped while this was under way: look at the record',
    });
    const told = await next.settled(next.desk.update(queueAt('sales'), ask, ada));
    expect(told).toMatchObject({ change, words: change?.reason, record: { values: { limit: 10 } } });
    expect(centre.sent).toHaveLength(1);
    await next.close();
  });

  test('cannot write it down, nothing is sent', async () => {
    const { lock } = await open.desk.read(queueAt('sales'), ada);
    open.repository.state.isAway = true;
    const asked = open.desk.update(queueAt('sales'), { values: { limit: 12 }, lock, requestId: 'r' }, ada);
    await expect(open.settled(asked)).rejects.toThrow('The database does not answer');
    expect(open.centre.sent).toEqual([]);
  });

  test('cannot write down what came of it, it is told and written as soon as it can', async () => {
    open.centre.take = async (kind, edit) => {
      open.repository.state.isAway = true;
      return open.centre.obey(kind, edit);
    };
    expect(await open.save({ limit: 12 })).toMatchObject({ change: { outcome: 'saved' } });
    open.repository.state.isAway = false;
    await open.clock.advance(60_000);
    expect(await history()).toMatchObject([{ outcome: 'saved', after: { limit: 12 } }]);
  });
});

describe('values', () => {
  const odd = [`O'Neil "The Fox"`, 'North/South\\East', '100% %2F', 'مبيعات \u200fدعم', '😀 Ž', 'x'.repeat(50)];
  test.each(odd)('%s survives', async (name) => {
    const told = await open.save({ name });
    expect(told).toMatchObject({ change: { label: name, after: { name } }, record: { values: { name } } });
    await open.settled(open.desk.undo(told.change.id, ada));
    expect(queues().sales?.name).toBe('Sales');
  });

  test.each<readonly [string, Parameters<OpenedDesk['save']>[0], string[]]>([
    ['51 characters', { name: 'x'.repeat(51) }, ['name: must have at most 50 characters']],
    ['nothing where something is needed', { name: '' }, ['name: must not be empty']],
    ['what the vendor’s rules do not take', { name: 'a|b' }, ['name: must be without |']],
    ['another type', { limit: '12' }, ['limit: must be a number']],
    ['what cannot be chosen', { strategy: 'other' }, ['strategy: must be one of those to choose from']],
    ['what cannot be changed', { edits: 7 }, ['edits: cannot be changed']],
    ['a field that is not there', { colour: 'red' }, ['colour: is not known here']],
    ['nothing', {}, ['values: must change something']],
    ['what it is already', { limit: 10 }, ['values: must change something']],
  ])('%s is refused beside its field', async (_what, values, fields) => {
    expect(await refusalOf(open.save(values))).toMatchObject({ code: 'bad-request', fields });
    expect([open.centre.sent, await history()]).toEqual([[], []]);
  });

  test('a new one wants what is required', async () => {
    expect((await refusalOf(open.create({ limit: 3 }))).fields).toEqual(['name: must not be empty']);
  });
});
