import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApiKey, api } from '@/lib/protocol/api';
import type { Endpoint } from '@/lib/protocol/api/endpoint';
import { openAppForTests, type Person } from './app-for-tests';
import { createFakeCentre, setupOf } from './editing/fake-editor';

const centre = createFakeCentre();
const admin: Person = { role: 'admin', name: 'Ada' };
let app: Awaited<ReturnType<typeof openAppForTests>>;
beforeAll(async () => {
  app = await openAppForTests({ sources: [setupOf(centre)] });
});
afterAll(() => app.close());
beforeEach(() => {
  centre.sent.splice(0);
  centre.records.queue = { sales: { name: 'Sales', limit: 10, strategy: 'main', edits: 0 } };
});

/** Asks, and expects an answer of the contract. */
async function ask(key: ApiKey, path: string, body?: unknown, by: Person = admin) {
  const reply = await app.ask(by, key.slice(0, key.indexOf(' ')), path, body);
  const told = await reply.json();
  if (reply.status === 200) expect((api[key] as Endpoint).reply.parse(told)).toEqual(told);
  // biome-ignore lint/suspicious/noExplicitAny: what it is is what is tested
  return { status: reply.status, told: told as any };
}

const at = '/api/editors/milan/queue';
const recordAt = (id: string) => `${at}/record/${encodeURIComponent(id)}`;
const read = (id: string) => ask('GET /api/editors/{id}/{kind}/record/{record}', recordAt(id));
const put = (id: string, body: object, by = admin) =>
  ask('PUT /api/editors/{id}/{kind}/record/{record}', recordAt(id), body, by);
let requests = 0;
const nextId = () => {
  requests += 1;
  return `r${requests}`;
};

test('from the list of kinds to a change that is taken back, all by the contract', async () => {
  const { told: all } = await ask('GET /api/editors', '/api/editors');
  expect(all.sources).toMatchObject([{ id: 'milan', name: 'Milan', canPush: true }]);
  expect((await ask('GET /api/editors/{id}/{kind}', `${at}?q=sal`)).told.records).toMatchObject([{ id: 'sales' }]);
  expect((await ask('GET /api/editors/{id}/{kind}/new', `${at}/new`)).told.values).toMatchObject({ name: null });
  const { told: sales } = await read('sales');
  const calls = await ask('POST /api/editors/{id}/{kind}/record/{record}/calls', `${recordAt('sales')}/calls`, {
    ...{ values: { limit: 12 }, operation: 'update' },
  });
  expect(calls.told).toEqual({ calls: ['update queue sales'] });
  const saved = await put('sales', { values: { limit: 12 }, lock: sales.lock, requestId: nextId() });
  expect(saved).toMatchObject({ status: 200, told: { words: 'Saved.', change: { outcome: 'saved', by: 'Ada' } } });
  const path = '/api/changes?source=milan&kind=queue&record=sales';
  expect((await ask('GET /api/changes', path)).told).toMatchObject({ changes: [saved.told.change], more: false });
  const undone = await ask('POST /api/changes/{id}/undo', `/api/changes/${saved.told.change.id}/undo`);
  expect([undone.status, centre.records.queue?.sales?.limit]).toEqual([200, 10]);
  const audit = await ask('GET /api/audit', '/api/audit?action=config');
  expect(audit.told.entries).toMatchObject([
    { action: 'config.undo', target: 'milan/queue/sales', outcome: 'done', address: '127.0.0.1' },
    { action: 'config.update', before: { limit: 10 }, after: { limit: 12 } },
  ]);
});

test('one is made, cloned and deleted', async () => {
  const made = await ask('POST /api/editors/{id}/{kind}', at, { values: { name: 'New' }, requestId: nextId() });
  const { id, lock } = made.told.record;
  const act = { values: { name: 'Copy' }, requestId: nextId() };
  const cloned = await ask('POST /api/editors/{id}/{kind}/record/{record}/act/{act}', `${recordAt(id)}/act/clone`, act);
  expect(cloned).toMatchObject({ status: 200, told: { change: { operation: 'create', recordId: 'copy' } } });
  const query = new URLSearchParams({ lock, requestId: nextId() });
  const gone = await ask('DELETE /api/editors/{id}/{kind}/record/{record}', `${recordAt(id)}?${query}`);
  expect(gone).toMatchObject({ status: 200, told: { record: null, change: { operation: 'remove' } } });
});

test.each([
  `O'Neil "x"`,
  'a|b',
  'a/b',
  'a\\b',
  '50% %2F %',
  'x?y#z&q=1',
  'مبيعات',
  '😀',
  'x'.repeat(51),
  'record',
  'new',
  '..x',
])('an id %j comes through as it is', async (id) => {
  centre.records.queue = { [id]: { name: 'Odd', limit: 1, strategy: 'main', edits: 0 } };
  const { status, told } = await read(id);
  expect([status, told.id]).toEqual([200, id]);
  const saved = await put(id, { values: { limit: 2 }, lock: told.lock, requestId: nextId() });
  expect([saved.status, saved.told.change.recordId]).toEqual([200, id]);
  expect(centre.sent).toMatchObject([{ edit: { id } }]);
});

test('a whole configuration that is longer than any form is planned and pushed', async () => {
  centre.planned = { ...centre.planned, document: JSON.stringify({ agents: ['x'.repeat(3_000_000)] }), lines: [] };
  const { document } = centre.planned;
  const plan = await ask('POST /api/editors/{id}/push/plan', '/api/editors/milan/push/plan', { document });
  const { digest } = plan.told;
  const pushed = await ask('POST /api/editors/{id}/push', '/api/editors/milan/push', {
    ...{ document, digest, requestId: nextId() },
  });
  expect(pushed).toMatchObject({ status: 200, told: { change: { operation: 'push', outcome: 'saved' } } });
  const former = await ask('GET /api/changes/{id}/former', `/api/changes/${pushed.told.change.id}/former`);
  expect(former.told).toEqual({ document: '{"agents":["anna"]}' });
});

describe('what is no change is refused by field', () => {
  const good = { values: { limit: 1 }, lock: 'l', requestId: 'r' };
  test.each<readonly [object | string, string]>([
    [{}, 'values'],
    ['[', 'body'],
    [{ ...good, lock: '' }, 'lock'],
    [{ ...good, requestId: 'x'.repeat(101) }, 'requestId'],
    [{ ...good, requestId: 'a\u0000' }, 'requestId'],
    [{ ...good, parent: 7 }, 'parent'],
    [{ ...good, values: [] }, 'values'],
    [{ ...good, values: { limit: {} } }, 'values.limit'],
    [{ ...good, values: { name: 'x'.repeat(100_001) } }, 'values.name'],
    [{ ...good, values: { ['x'.repeat(201)]: 1 } }, 'values'],
    [{ ...good, values: { name: Array.from({ length: 10_001 }, () => 'x') } }, 'values.name'],
    [{ ...good, by: 'somebody else' }, 'body'],
  ])('%.60j', async (body, field) => {
    const reply = await app.ask(admin, 'PUT', recordAt('sales'), body);
    const { code, problems = [] } = (await reply.json()) as { code: string; problems?: { field: string }[] };
    expect([reply.status, code]).toEqual([400, 'bad-request']);
    expect(problems.map((one) => one.field.slice(0, field.length))).toContain(field);
    expect(centre.sent).toEqual([]);
  });

  test('a body without end is not even read', async () => {
    const reply = await app.ask(admin, 'PUT', recordAt('sales'), { ...good, values: { name: 'x'.repeat(3_000_000) } });
    expect(reply.status).toBe(413);
  });

  test('an id that is none', async () => {
    for (const id of ['%00', '%ff', '%']) {
      const reply = await app.ask(admin, 'GET', `${at}/record/${id}`);
      expect([id, reply.status]).toEqual([id, 400]);
    }
  });
});

test('a lead sees and changes one queue of theirs by the same doors', async () => {
  const scope = { sources: [], queues: ['milan/other'], teams: [] };
  const lead: Person = { role: 'lead', name: 'Lea', scope };
  const list = await ask('GET /api/editors/{id}/{kind}', at, undefined, lead);
  expect(list.told).toEqual({ records: [] });
  const { told } = await read('sales');
  expect((await put('sales', { values: { limit: 1 }, lock: told.lock, requestId: nextId() }, lead)).status).toBe(404);
  const plan = await ask('POST /api/editors/{id}/push/plan', '/api/editors/milan/push/plan', { document: null }, lead);
  expect(plan.status).toBe(403);
});
