import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import { somebody } from '@/server/app-for-tests';
import { refusalOf } from '@/server/sources/open-desk';
import type { EditAsker } from './editing-parts';
import { ada, lea, type OpenedDesk, openDesk, queueAt, sue } from './open-desk';

let open: OpenedDesk;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const kindsOf = ({ principal }: EditAsker) =>
  open.desk.sources(principal).flatMap(({ kinds }) => kinds.map(({ id }) => id));
const at = (kind: string) => ({ sourceId: 'milan', kind });
const idsOf = async (kind: string, by: EditAsker, parentId: string | null = null, q: string | null = null) =>
  (await open.desk.list(at(kind), { q, parentId }, by)).map(({ id }) => id);
const asker = (person: Parameters<typeof somebody>[0]): EditAsker => ({ principal: somebody(person), address: null });

const ofQueues = ['queue', 'member', 'seat', 'duty'];

test('each role sees the kinds that are theirs, each scope the sources', () => {
  expect(kindsOf(ada)).toEqual(['queue', 'member', 'agent', 'user', 'event', 'seat', 'duty', 'report']);
  expect(kindsOf(sue)).toEqual(['queue', 'member', 'agent', 'event', 'seat', 'duty', 'report']);
  expect(kindsOf(lea)).toEqual(ofQueues);
  const elsewhere = { sources: ['oslo'], queues: [], teams: [] };
  expect(kindsOf(asker({ role: 'admin', scope: elsewhere }))).toEqual([]);
  const partly = { sources: [], queues: ['milan/sales'], teams: [] };
  expect(kindsOf(asker({ role: 'supervisor', scope: partly }))).toEqual(ofQueues);
  expect(kindsOf(asker({ role: 'viewer' }))).toEqual([]);
  const token = asker({ role: 'admin', kind: 'token', grants: ['edit-queues'] });
  expect(kindsOf(token)).toEqual(ofQueues);
  const canPush = [ada, sue, lea, token].map(({ principal }) => open.desk.sources(principal)[0]?.canPush);
  expect(canPush).toEqual([true, false, false, false]);
});

describe('a lead of one queue', () => {
  test('sees that queue and what belongs to it, and nothing else', async () => {
    expect(await idsOf('queue', lea)).toEqual(['sales']);
    expect(await idsOf('member', lea, 'sales')).toEqual(['sales/anna']);
    expect(await idsOf('member', lea, 'support')).toEqual([]);
    for (const kind of ['agent', 'user', 'report', 'nothing', '__proto__'])
      expect((await refusalOf(idsOf(kind, lea))).code).toBe('not-found');
  });

  test('changes that queue and no other, of which is not even said that it exists', async () => {
    expect(await open.save({ limit: 12 }, lea)).toMatchObject({ change: { outcome: 'saved', by: 'Lea' } });
    const foreign = await refusalOf(open.desk.read(queueAt('support'), lea));
    expect(foreign).toEqual(await refusalOf(open.desk.read(queueAt('support'), lea)));
    expect(foreign.code).toBe('not-found');
    const { lock } = await open.desk.read(queueAt('support'), ada);
    const ask = { values: { limit: 1 }, lock, requestId: 'r' };
    for (const asked of [
      () => open.desk.update(queueAt('support'), ask, lea),
      () => open.desk.remove(queueAt('support'), ask, lea),
      () => open.desk.act(queueAt('support'), { ...ask, action: 'clone', values: { name: 'x' } }, lea),
      () => open.desk.calls(queueAt('support'), 'update', { limit: 1 }, lea),
    ])
      expect((await refusalOf(asked())).code).toBe('not-found');
    expect(open.centre.sent).toHaveLength(1);
  });

  test('makes members of that queue, and no queue', async () => {
    const make = (kind: string, parentId: string | null, values: Record<string, string>) =>
      open.settled(open.desk.create(at(kind), { values, parentId, requestId: open.nextRequest() }, lea));
    expect(await make('member', 'sales', { agent: 'carl', level: 'main' })).toMatchObject({
      change: { outcome: 'saved', recordId: 'sales/carl' },
    });
    expect(await refusalOf(make('queue', null, { name: 'Mine' }))).toMatchObject({
      ...{ code: 'not-allowed', words: expect.stringContaining('in your scope') },
    });
    expect((await refusalOf(make('member', 'support', { agent: 'carl' }))).code).toBe('not-allowed');
    expect((await refusalOf(open.desk.blank(at('queue'), null, lea))).code).toBe('not-allowed');
    expect(open.centre.sent).toHaveLength(1);
    expect(open.noted.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'refused']);
  });

  test('sees the history of that queue, also when it is gone, and takes back what is theirs', async () => {
    await open.save({ limit: 1 }, ada, 'support');
    const own = await open.save({ limit: 2 }, ada);
    const { changes } = await open.desk.history({}, lea.principal);
    expect(changes.map(({ recordId }) => recordId)).toEqual(['sales']);
    const [foreign] = (await open.desk.history({ recordId: 'support' }, ada.principal)).changes;
    expect((await refusalOf(open.desk.undo(foreign?.id ?? '', lea))).code).toBe('not-found');
    await open.settled(open.desk.undo(own.change.id, lea));
    const gone = await open.remove('sales');
    expect((await open.desk.history({}, lea.principal)).changes[0]).toMatchObject({ id: gone.change.id });
  });
});

describe('what is about an agent', () => {
  const seat = (id: string) => ({ ...at('seat'), id, parentId: null });
  const duty = (id: string) => ({ ...at('duty'), id, parentId: id.split('/')[0] ?? '' });
  const lenOf = (scope: object) =>
    asker({ role: 'lead', name: 'Len', scope: { sources: [], queues: [], teams: [], ...scope } });

  test('is seen by who sees the agent on the floor, by a queue, a team, or all of the source', async () => {
    expect(await idsOf('seat', ada)).toEqual(['anna', 'bob', 'zoe']);
    expect(await idsOf('seat', lenOf({ sources: ['milan'] }))).toEqual(['anna', 'bob', 'zoe']);
    expect(await idsOf('seat', lea)).toEqual(['anna']);
    expect(await idsOf('seat', lenOf({ queues: ['milan/support'] }))).toEqual(['anna', 'bob']);
    expect(await idsOf('seat', lenOf({ queues: ['milan/sales', 'milan/nobody'] }))).toEqual(['anna']);
    expect((await open.desk.read(seat('anna'), lea)).label).toBe('Anna');
    const foreign = await refusalOf(open.desk.read(seat('bob'), lea));
    expect([foreign.code, foreign.words]).toEqual(['not-found', 'There is no such seat at Milan.']);
    open.floor.commit('milan', {
      tables: {
        agents: new Map([['milan/zoe', makeRecord('agents', { id: 'milan/zoe', sourceId: 'milan', team: 'B' })]]),
      },
    });
    expect(await idsOf('seat', lenOf({ teams: ['milan/B'] }))).toEqual(['zoe']);
  });

  test('tells nothing of its other queues, which are judged each by itself', async () => {
    const [line] = await open.desk.list(at('seat'), { q: null, parentId: null }, lea);
    expect(Object.keys(line ?? {}).sort()).toEqual(['id', 'label', 'note', 'queueId']);
    expect(JSON.stringify([line, await open.desk.read(seat('anna'), lea)])).not.toMatch(/support|agentId/);
    expect(await idsOf('duty', lea, 'anna')).toEqual(['anna/sales']);
    expect(await idsOf('duty', lea, 'bob')).toEqual([]);
    const { lock } = await open.desk.read(duty('anna/sales'), lea);
    const ask = { values: { serving: false }, lock, requestId: 'r1' };
    expect(await open.settled(open.desk.update(duty('anna/sales'), ask, lea))).toMatchObject({
      change: { outcome: 'saved' },
    });
    for (const id of ['anna/support', 'bob/support']) {
      expect((await refusalOf(open.desk.read(duty(id), lea))).code).toBe('not-found');
      expect((await refusalOf(open.desk.update(duty(id), { ...ask, requestId: id }, lea))).code).toBe('not-found');
    }
    expect(open.centre.sent).toHaveLength(1);
  });

  test('is not changed by who merely sees it, nor is anything made below it', async () => {
    const { lock } = await open.desk.read(seat('anna'), lea);
    const ask = { values: { name: 'x' }, lock, requestId: 'r1' };
    for (const asked of [
      () => open.desk.update(seat('anna'), ask, lea),
      () => open.desk.remove(seat('anna'), ask, lea),
      () => open.desk.calls(seat('anna'), 'update', ask.values, lea),
      () => open.desk.create(at('seat'), { ...ask, parentId: null }, lea),
      () => open.desk.create(at('duty'), { ...ask, parentId: 'anna' }, lea),
      () => open.desk.blank(at('duty'), 'anna', lea),
    ])
      expect((await refusalOf(asked())).code).toBe('not-allowed');
    expect((await refusalOf(open.desk.update(seat('bob'), ask, lea))).code).toBe('not-found');
    const change = await open.settled(open.desk.update(seat('anna'), ask, ada));
    expect((await open.desk.history({}, lea.principal)).changes).toEqual([]);
    expect((await refusalOf(open.desk.undo(change.change.id, lea))).code).toBe('not-found');
    expect(open.centre.sent).toHaveLength(1);
  });

  test('is seen by nobody else once the agent is on the floor no more, or where more than a queue is asked for', async () => {
    open.floor.commit('milan', { tables: { memberships: new Map() } });
    expect(await idsOf('seat', lea)).toEqual([]);
    expect((await refusalOf(open.desk.read(seat('anna'), lea))).code).toBe('not-found');
    const supervisor = asker({ role: 'supervisor', scope: { sources: [], queues: ['milan/sales'], teams: [] } });
    expect((await refusalOf(idsOf('agent', supervisor))).code).toBe('not-found');
  });
});

test('a supervisor is told nothing of users, nor of what was done to them', async () => {
  const place = { ...at('user'), id: 'root', parentId: null };
  const { lock } = await open.desk.read(place, ada);
  const change = await open.settled(open.desk.update(place, { values: { name: 'r2' }, lock, requestId: 'r' }, ada));
  expect((await refusalOf(open.desk.read(place, sue))).code).toBe('not-found');
  expect((await open.desk.history({}, sue.principal)).changes).toEqual([]);
  expect((await refusalOf(open.desk.undo(change.change.id, sue))).code).toBe('not-found');
});

describe('what is not there', () => {
  test.each(['', 'nobody', 'lucca', '../milan', "' or 1=1 --", '__proto__'])('source %j', async (sourceId) => {
    for (const by of [ada, lea])
      expect((await refusalOf(open.desk.list({ sourceId, kind: 'queue' }, { q: null, parentId: null }, by))).code).toBe(
        'not-found',
      );
  });

  test.each(['', 'nobody', '../sales', 'toString', 'x'.repeat(500)])('record %j', async (id) => {
    expect((await refusalOf(open.desk.read(queueAt(id), ada))).code).toBe('not-found');
  });

  test('a parent where there is none, and none where there is one', async () => {
    expect((await refusalOf(idsOf('queue', ada, 'sales'))).fields[0]).toMatch(/^parent: has no place here/);
    expect((await refusalOf(idsOf('member', ada))).fields).toEqual(['parent: is needed']);
  });

  test('what a kind cannot', async () => {
    const ask = { values: { name: 'x' }, parentId: null, requestId: 'r' };
    expect((await refusalOf(open.desk.create(at('report'), ask, ada))).fields).toEqual(['kind: cannot be made']);
    const daily = { ...at('report'), id: 'daily', parentId: null };
    const { lock } = await open.desk.read(daily, ada);
    expect((await refusalOf(open.desk.remove(daily, { lock, requestId: 'r' }, ada))).fields).toEqual([
      'kind: cannot be deleted',
    ]);
    const act = { action: 'explode', values: {}, requestId: 'r' };
    expect((await refusalOf(open.desk.act(queueAt('sales'), act, ada))).code).toBe('not-found');
  });

  test('a source that is not asked says so', async () => {
    await open.registry.rest({
      ...{ id: 'milan', name: 'Milan', vendor: 'fake', origin: 'browser', host: '', link: 'paused', problem: 'Paused' },
    });
    expect(open.desk.sources(ada.principal)).toEqual([]);
    expect(await refusalOf(open.desk.read(queueAt('sales'), ada))).toMatchObject({ code: 'unavailable' });
  });
});

test('lists are searched here where the vendor cannot', async () => {
  expect(await idsOf('queue', ada, null, 'SUPP')).toEqual(['support']);
  expect(await idsOf('queue', ada, null, 'sal es')).toEqual(['sales']);
  expect(await idsOf('queue', ada, null, '%')).toEqual([]);
});

test('history goes on where it stopped', async () => {
  for (let limit = 11; limit < 66; limit += 1) await open.save({ limit });
  const first = await open.desk.history({ sourceId: 'milan', kind: 'queue' }, ada.principal);
  expect([first.changes.length, first.more, first.changes[0]?.after]).toEqual([50, true, { limit: 65 }]);
  const rest = await open.desk.history({ beforeId: first.changes.at(-1)?.id }, ada.principal);
  expect([rest.changes.length, rest.more, rest.changes.at(-1)?.before]).toEqual([5, false, { limit: 10 }]);
});
