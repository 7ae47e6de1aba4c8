import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldValues } from '@/lib/editing/records';
import { createFakeClock } from '@/server/fake-clock';
import type { Edit } from '@/server/vendors/editor';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { ServedReply } from '@/server/vendors/serve-http';
import { configured, serveConfiguration } from './fixtures/configuration';
import { now, password, user, usQueue } from './fixtures/site';
import imagicle from './index';

const us = '561814';
const base = '/fw/Apps/QME/WebAPI';
const ivr = '/fw/Apps/IVR/WebAPI/Services';

let site: SiteUnderTest;
async function start(data = configured, settings: object = {}): Promise<void> {
  await site?.close();
  const fixtures = {
    settings: (url: string) => ({ baseUrl: `${url}${base}`, ...settings }),
    secrets: { user, password },
    site: serveConfiguration(data),
  };
  site = await openSite(imagicle, fixtures, createFakeClock(now));
}
beforeEach(() => start());
afterEach(() => site.close());

const changes = () => site.http.requests.filter(({ method }) => method !== 'GET');
const sent = () => changes().map(({ method, target, body }) => [method, target, body === '' ? null : JSON.parse(body)]);
const answerChanges = (reply: ServedReply, data = configured) =>
  site.http.answer(serveConfiguration(data, ({ method }) => (method === 'GET' ? undefined : reply)));

const creation = (values: FieldValues, parentId: string | null = null): Edit => ({
  ...{ operation: 'create', id: null, parentId, values, fresh: null, original: null },
});
async function changeOf(kind: string, id: string, values: FieldValues, parentId: string | null = null): Promise<Edit> {
  const fresh = await site.editor().read(kind, { id, parentId });
  return { operation: 'update', id, parentId, values, fresh, original: null };
}
async function removalOf(kind: string, id: string, parentId: string | null = null): Promise<Edit> {
  return { ...(await changeOf(kind, id, {}, parentId)), operation: 'remove' };
}
const apply = (kind: string, edit: Edit) => site.editor().apply(kind, edit);
const problemsOf = (edit: Edit, kind = 'queues') => site.editor().check(kind, edit);
const refusal = async (kind: string, edit: Edit, reply: ServedReply, data = configured) => {
  answerChanges(reply, data);
  return site.editRefusalOf(apply(kind, edit));
};
const queue = { name: 'Queue-DE', phoneNumber: ['668009'] };

describe('a queue', () => {
  it('is read with all its fields, whether it has one number or several', async () => {
    const one = await site.editor().read('queues', { id: us, parentId: null });
    expect(one.values).toEqual({
      name: 'Queue-US',
      phoneNumber: ['668001'],
      tenantId: usQueue.tenantId,
      canViewRealTimeStats: true,
      'priority.value': null,
      'priority.override': false,
      'loginLogoutPhoneNumber.value': '41578',
      'loginLogoutPhoneNumber.override': true,
      'maxWaitingCalls.value': null,
      'maxWaitingCalls.override': false,
    });
    expect(one.fields.find(({ name }) => name === 'maxWaitingCalls.value')?.help).toContain('Imagicle says 0 here');
    const other = await site.editor().read('queues', { id: '561815', parentId: null });
    expect(other.values.phoneNumber).toEqual(['668002', 'it@imagicle.com']);
    expect(other).toMatchObject({ note: '668002, it@imagicle.com', queueId: 'site/561815' });
  });

  it('is put back whole, its number in the form it came', async () => {
    await start({
      ...configured,
      queues: [{ ...usQueue, overflow: { to: '999' }, priority: { value: 0, override: '0', of: 1 } }],
    });
    await apply('queues', await changeOf('queues', us, { 'priority.override': true, 'priority.value': 7 }));
    expect(sent()).toEqual([
      [
        'PUT',
        `${base}/Queues/FIFO/${us}`,
        {
          name: 'Queue-US',
          phoneNumber: '668001',
          tenantId: usQueue.tenantId,
          loginLogoutPhoneNumber: usQueue.loginLogoutPhoneNumber,
          maxWaitingCalls: usQueue.maxWaitingCalls,
          overflow: { to: '999' },
          priority: { value: 7, override: '1', of: 1 },
        },
      ],
    ]);
  });

  it.each([
    ['668001', ['1'], '1'],
    ['668001', ['1', 'a@b'], ['1', 'a@b']],
    [['668001'], ['1'], ['1']],
    [['668001', '2'], [' 1 ', ''], ['1']],
  ])('of %j becomes %j as %j', async (phoneNumber, wanted, written) => {
    await start({ ...configured, queues: [{ ...usQueue, phoneNumber }] });
    await apply('queues', await changeOf('queues', us, { phoneNumber: wanted }));
    expect(sent()[0]?.[2]).toMatchObject({ phoneNumber: written });
  });

  it('is patched with what changes, where the settings say so', async () => {
    await start(configured, { queueUpdateMethod: 'PATCH', queuePath: 'Queues/FIFO/one/{queueId}' });
    answerChanges({ status: 204 });
    const values = { 'maxWaitingCalls.override': true, 'maxWaitingCalls.value': 9, name: 'Queue-US' };
    const edit = await changeOf('queues', us, values);
    expect(site.editor().calls('queues', edit)).toEqual([
      `PATCH /Queues/FIFO/one/${us}  maxWaitingCalls.override: true, maxWaitingCalls.value: 9`,
    ]);
    await apply('queues', edit);
    expect(sent()).toEqual([
      ['PATCH', `${base}/Queues/FIFO/one/${us}`, { maxWaitingCalls: { value: 9, override: true } }],
    ]);
  });

  it('goes back to what all queues have without a value, as it has none of its own', async () => {
    await start({ ...configured, queues: [{ ...usQueue, priority: { value: 7, override: true } }] });
    await apply('queues', await changeOf('queues', us, { 'priority.override': false, 'priority.value': null }));
    expect(sent()[0]?.[2]).toMatchObject({ priority: { value: 7, override: false } });
  });

  it('is created with one number as a text, no tenant as none, and without what is not its own', async () => {
    const own = { 'maxWaitingCalls.override': true, 'maxWaitingCalls.value': 0 };
    expect(
      await apply(
        'queues',
        creation({ ...queue, ...own, tenantId: '', 'priority.override': false, 'priority.value': null }),
      ),
    ).toBe('99');
    expect(sent()).toEqual([
      [
        'POST',
        `${base}/Queues/FIFO`,
        { name: 'Queue-DE', phoneNumber: '668009', tenantId: null, maxWaitingCalls: { override: true, value: 0 } },
      ],
    ]);
    answerChanges({ status: 201, headers: { location: `${base}/Queues/FIFO/77` } });
    expect(await apply('queues', creation(queue))).toBe('77');
    answerChanges({ status: 201 });
    expect(await apply('queues', creation(queue))).toBeNull();
  });

  it('that was deleted is made again with all it had', async () => {
    const { original, values } = await site.editor().read('queues', { id: '561815', parentId: null });
    await apply('queues', { ...creation(values), original });
    const { id, canViewRealTimeStats, ...rest } = Object(configured.queues[1]);
    expect([id, canViewRealTimeStats]).toEqual([561815, true]);
    expect(sent()[0]?.[2]).toEqual(rest);
  });

  it('in another order of keys has the same lock, and another one once anything changed', async () => {
    const lock = async (raw: object) => {
      await start({ ...configured, queues: [raw] });
      return (await site.editor().read('queues', { id: us, parentId: null })).lock;
    };
    const former = await lock(usQueue);
    expect(await lock(Object.fromEntries(Object.entries(usQueue).reverse()))).toBe(former);
    expect(await lock({ ...usQueue, overflow: 1 })).not.toBe(former);
  });

  it('is asked of the tenant of the settings', async () => {
    await start(configured, { tenantId: 'a b' });
    await site.editor().list('queues', { q: null, parentId: null });
    expect(site.http.requests[0]?.target).toBe(`${base}/Queues/FIFO?tenantId=a%20b`);
    expect((await site.editor().blank('queues', null)).values).toMatchObject({ tenantId: 'a b', phoneNumber: [] });
    await start();
    expect((await site.editor().blank('queues', null)).values).toMatchObject({ tenantId: usQueue.tenantId });
  });
});

describe('the rules of a queue', () => {
  it.each<[FieldValues, string]>([
    [{ name: 'x'.repeat(51) }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: 7 }, 'name'],
    [{ phoneNumber: [] }, 'phoneNumber'],
    [{ phoneNumber: '668001' }, 'phoneNumber'],
    [{ phoneNumber: ['SIP:668001'] }, 'phoneNumber'],
    [{ phoneNumber: ['1', '1'] }, 'phoneNumber'],
    [{ phoneNumber: ['1'.repeat(200), '2'.repeat(55)] }, 'phoneNumber'],
    [{ 'priority.override': true, 'priority.value': -1 }, 'priority.value'],
    [{ 'priority.override': true, 'priority.value': 1.5 }, 'priority.value'],
    [{ 'priority.value': 1 }, 'priority.value'],
    [{ 'maxWaitingCalls.value': '5' }, 'maxWaitingCalls.value'],
    [{ 'maxWaitingCalls.override': true, 'maxWaitingCalls.value': null }, 'maxWaitingCalls.value'],
    [{ 'loginLogoutPhoneNumber.override': true, 'loginLogoutPhoneNumber.value': '' }, 'loginLogoutPhoneNumber.value'],
    [{ 'priority.override': 'yes' }, 'priority.override'],
    [{ isOpen: true }, 'isOpen'],
  ])('refuse %j beside its field', (values, field) => {
    expect(problemsOf(creation({ ...queue, ...values })).map((problem) => problem.field)).toEqual([field]);
  });

  it('take no limit, a longest name and 255 characters of numbers', () => {
    const values = {
      name: 'ك'.repeat(50),
      phoneNumber: ['1'.repeat(200), '2'.repeat(54)],
      'maxWaitingCalls.value': 0,
      'maxWaitingCalls.override': true,
    };
    expect(problemsOf(creation(values))).toEqual([]);
  });

  it('judge a change by what it leaves', async () => {
    const cleared = await changeOf('queues', us, { 'loginLogoutPhoneNumber.value': '' });
    expect(problemsOf(cleared)).toMatchObject([{ field: 'loginLogoutPhoneNumber.value' }]);
    expect(problemsOf({ ...cleared, values: { ...cleared.values, 'loginLogoutPhoneNumber.override': false } })).toEqual(
      [],
    );
    const seen = await changeOf('queues', us, { canViewRealTimeStats: false });
    expect(problemsOf(seen)).toMatchObject([{ field: 'canViewRealTimeStats' }]);
  });
});

describe('a path that no document names', () => {
  it.each([404, 405])('is told by its setting where a queue is there and HTTP %i comes', async (status) => {
    for (const edit of [await changeOf('queues', us, { name: 'New' }), await removalOf('queues', us)]) {
      const error = await refusal('queues', edit, { status });
      expect(error).toMatchObject({ reason: 'not-known', problems: [] });
      expect(error.message).toContain('"queuePath"');
    }
    const error = await refusal('queues', await changeOf('queues', us, { name: 'New' }), { status });
    expect(error.message).toContain('"queueUpdateMethod"');
  });

  it('is told of lists', async () => {
    const refusalOf = (kind: string, parentId: string | null) =>
      site.editRefusalOf(site.editor().list(kind, { q: null, parentId }));
    site.http.answer(() => ({ status: 404 }));
    expect((await refusalOf('queues', null)).message).toContain('"queuesPath"');
    expect((await refusalOf('ivr-services', null)).message).toContain('"ivrServicesPath"');
    site.http.answer(serveConfiguration({ ...configured, managers: {}, serviceManagers: {} }));
    expect(await refusalOf('queue-managers', us)).toMatchObject({ reason: 'not-known' });
    expect((await refusalOf('queue-managers', us)).message).toContain('"managersPath"');
    expect((await refusalOf('ivr-managers', '71')).message).toContain('"ivrServicePath"');
    expect(await refusalOf('queue-managers', '1')).toMatchObject({ reason: 'gone' });
  });

  it('may lead out of the base address, to another application of the same host', async () => {
    await start(configured, { ivrServicesPath: '../../AA/Services', ivrServicePath: 'One/{serviceId}' });
    site.http.answer(() => ({ body: [{ id: 'a/b', name: 'Menu' }] }));
    const edit = await removalOf('ivr-services', 'a/b');
    expect(site.http.requests[0]?.target).toBe('/fw/Apps/AA/Services');
    expect(site.editor().calls('ivr-services', edit)).toEqual(['DELETE /One/a%2Fb']);
    expect(site.editor().calls('ivr-services', creation({ name: 'x' }))).toEqual([
      'POST /fw/Apps/AA/Services  name: "x"',
    ]);
  });
});

describe('refusals', () => {
  it.each([
    [0, 'has no primary extension, which an agent needs'],
    ['1', 'is an agent of this queue already'],
  ])('409 with reason %j stands beside the user name', async (reason, message) => {
    const error = await refusal('queue-agents', creation({ username: 'boss' }, us), { status: 409, body: { reason } });
    expect(error.problems).toEqual([{ field: 'username', message }]);
  });

  it.each([
    [0, 'name'],
    [1, 'name'],
    [2, 'name'],
    [3, 'phoneNumber'],
  ])('400 with reason %i of a clone stands beside %s', async (reason, field) => {
    answerChanges({ status: 400, body: { reason } });
    const values = { name: 'Menu 2', phoneNumber: '668109' };
    const asked =
      site.editor().act?.('ivr-services', 'clone', { id: '71', parentId: null, values }) ?? Promise.reject();
    expect((await site.editRefusalOf(asked)).problems).toMatchObject([{ field }]);
  });

  it('a number that is not documented is told as it is, words are quoted without secrets', async () => {
    const edit = creation(queue);
    expect((await refusal('queues', edit, { status: 400, body: { reason: 17 } })).message).toBe(
      'Imagicle refused (reason 17)',
    );
    expect((await refusal('queues', edit, { status: 409, body: { reason: 4 } })).message).toContain('(reason 4)');
    const words = `the user ${user} with ${password} may not`;
    const { message } = await refusal('queues', edit, { status: 400, body: { message: words } });
    expect(message).toBe('Imagicle refused: “the user … with … may not”');
    for (const kind of ['queue-managers', 'ivr-managers']) {
      const parent = kind === 'ivr-managers' ? '71' : us;
      const error = await refusal(kind, creation({ username: 'jdoe' }, parent), { status: 409, body: { reason: 0 } });
      expect(error).toMatchObject({ problems: [], message: expect.stringContaining('(reason 0)') });
    }
  });

  it('a conflict of a queue tells which of its fields another one has', async () => {
    const edit = creation({ name: 'queue-it', phoneNumber: ['1', '668001'] });
    const { problems } = await refusal('queues', edit, { status: 409, body: {} });
    expect(problems.map(({ field }) => field).sort()).toEqual(['name', 'phoneNumber']);
    const own = await changeOf('queues', us, { name: 'Queue-US' });
    expect((await refusal('queues', own, { status: 409 })).problems).toEqual([]);
  });

  it.each([
    ['403.GlobalAdmin', 'complete management rights'],
    ['403.Self', 'nobody may remove themselves'],
    ['403.GlobalOrSpecificInstanceAdmin', 'to manage all queues, or this one'],
    ['403.Unheard', '“403.Unheard”'],
  ])('%s is told in words', async (reason, words) => {
    const edit = await removalOf('queue-managers', 'boss', us);
    expect((await refusal('queue-managers', edit, { status: 403, body: { reason } })).message).toContain(words);
  });

  it('504 is none: nobody knows what was done', async () => {
    const edit = await changeOf('queues', us, { name: 'New' });
    answerChanges({ status: 504 });
    expect((await site.vendorErrorOf(apply('queues', edit))).kind).toBe('timeout');
    answerChanges({ status: 429, headers: { 'retry-after': '7' } });
    expect(await site.vendorErrorOf(apply('queues', edit))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 7000 });
  });
});

describe('people of a queue', () => {
  it('are added by user name, and a stranger is told beside it', async () => {
    const edit = creation({ username: ' J.Doe@acme/€ ' }, us);
    expect(await apply('queue-agents', edit)).toBe('J.Doe@acme/€');
    expect(sent()).toEqual([['POST', `${base}/Queues/FIFO/${us}/Users/Agents`, { username: 'J.Doe@acme/€' }]]);
    const { problems } = await refusal('queue-agents', edit, { status: 404 });
    expect(problems).toEqual([{ field: 'username', message: 'is no user of this Imagicle' }]);
    expect((await refusal('queue-agents', creation({ username: 'x' }, '1'), { status: 404 })).reason).toBe('gone');
  });

  it('are removed by the name as it is written there, whatever it holds', async () => {
    const name = 'O\'Neil "%2F" /مبيعات';
    await start({ ...configured, agents: { [us]: [{ username: name }] } });
    await apply('queue-agents', await removalOf('queue-agents', name, us));
    expect(changes()[0]?.target).toBe(`${base}/Queues/FIFO/${us}/Users/Agents/${encodeURIComponent(name)}`);
    expect((await site.editRefusalOf(site.editor().read('queue-agents', { id: '..', parentId: us }))).reason).toBe(
      'gone',
    );
    const away = { ...(await removalOf('queue-agents', name, us)), id: '..' };
    expect((await site.editRefusalOf(apply('queue-agents', away))).reason).toBe('gone');
    expect(changes()).toHaveLength(1);
  });

  it('belong to a queue, which has to be named', async () => {
    const asked = site.editor().list('queue-agents', { q: null, parentId: null });
    expect((await site.editRefusalOf(asked)).message).toContain('whose');
    const lines = await site.editor().list('queue-agents', { q: null, parentId: us });
    expect(lines[0]).toEqual({ id: 'jdoe', label: 'Jane Doe', note: 'jdoe · 201', queueId: `site/${us}` });
  });

  it('are listed over all queues that may be seen, each once', async () => {
    site.http.answer(
      serveConfiguration(configured, ({ path }) => (path.includes('561816') ? { status: 403 } : undefined)),
    );
    const lines = await site.editor().list('agents', { q: null, parentId: null });
    expect(lines.map(({ id }) => id)).toEqual(['jdoe', 'mrossi']);
    const queues = await site.editor().list('agent-queues', { q: null, parentId: 'mrossi' });
    expect(queues.map(({ id }) => id)).toEqual([us, '561815']);
    const strange = site.editor().list('agent-queues', { q: null, parentId: 'nobody' });
    expect((await site.editRefusalOf(strange)).reason).toBe('gone');
  });
});

describe('an IVR service', () => {
  it('is put back whole, and cloned with a name and a number', async () => {
    await apply('ivr-services', await changeOf('ivr-services', '71', { name: 'Menu' }));
    expect(sent()).toEqual([
      ['PUT', `${ivr}/71`, { name: 'Menu', phoneNumber: '668100', tenantId: usQueue.tenantId, language: 'it' }],
    ]);
    const values = { name: 'Menu 2', phoneNumber: '668109' };
    expect(await site.editor().act?.('ivr-services', 'clone', { id: '71', parentId: null, values })).toMatchObject({
      createdId: '90',
    });
    expect(sent()[1]).toEqual(['POST', `${ivr}/71/Clone`, values]);
  });

  it('is not cloned without them, nor one that is not there', async () => {
    const clone = (id: string, values: FieldValues) =>
      site.editRefusalOf(
        site.editor().act?.('ivr-services', 'clone', { id, parentId: null, values }) ?? Promise.reject(),
      );
    expect((await clone('71', { name: 'x'.repeat(51) })).problems.map(({ field }) => field)).toEqual([
      'name',
      'phoneNumber',
    ]);
    expect(changes()).toEqual([]);
    expect((await clone('70', { name: 'x', phoneNumber: '1' })).reason).toBe('gone');
  });
});
