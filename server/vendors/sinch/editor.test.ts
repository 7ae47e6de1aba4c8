import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldValues } from '@/lib/editing/records';
import { severityOf } from '@/lib/floor/severity';
import { createFakeClock } from '@/server/fake-clock';
import type { Edit } from '@/server/vendors/editor';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { ServedReply } from '@/server/vendors/serve-http';
import { agentQueue } from './fixtures/changes';
import {
  configured,
  jane,
  john,
  lockedQueue,
  otherSetting,
  ownSetting,
  serveConfiguration,
} from './fixtures/configuration';
import { apiKey, ecfs, now, password, serveCollections, user } from './fixtures/site';
import sinch from './index';

let site: SiteUnderTest;
async function start(data = configured): Promise<void> {
  await site?.close();
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl, auth: 'gateway' }),
    secrets: { user, password, apiKey },
    site: serveConfiguration(data),
  };
  site = await openSite(sinch, fixtures, createFakeClock(now));
}
beforeEach(() => start());
afterEach(() => site.close());

const changes = () => site.http.requests.filter(({ method }) => method !== 'GET');
const sent = () => changes().map(({ method, path, body }) => [`${method} ${path}`, JSON.parse(body)]);
const answerChanges = (reply: ServedReply) =>
  site.http.answer(serveConfiguration(configured, ({ method }) => (method === 'GET' ? undefined : reply)));
const read = (kind: string, id: string, parentId: string | null = null) => site.editor().read(kind, { id, parentId });
const list = (kind: string, parentId: string | null = null) => site.editor().list(kind, { q: null, parentId });
const apply = (kind: string, edit: Edit) => site.editor().apply(kind, edit);
async function changeOf(kind: string, id: string, values: FieldValues, parentId: string | null = null): Promise<Edit> {
  return { operation: 'update', id, parentId, values, fresh: await read(kind, id, parentId), original: null };
}
const creation = (values: FieldValues): Edit => ({
  ...{ operation: 'create', id: null, parentId: null, values, fresh: null, original: null },
});

describe('queues of an agent', () => {
  it('are put back whole with serving changed, whatever else they hold', async () => {
    await start({ ...configured, queues: [{ ...agentQueue, skill: { level: 3 } }] });
    const edit = await changeOf('agent-queues', agentQueue.id, { serving: false }, john);
    const path = `agents/${john}/queues/${agentQueue.id}`;
    expect(site.editor().calls('agent-queues', edit)).toEqual([`PUT /${path}  serving: false`]);
    await apply('agent-queues', edit);
    expect(sent()).toEqual([[`PUT /rmi/${path}`, { ...agentQueue, skill: { level: 3 }, serving: false }]]);
  });

  it.each([
    ['1', '0'],
    ['true', 'false'],
    ['TRUE', 'FALSE'],
    [1, 0],
    [true, false],
  ])('keep the form of %j', async (serving, written) => {
    await start({ ...configured, queues: [{ ...agentQueue, serving }] });
    const edit = await changeOf('agent-queues', agentQueue.id, { serving: false }, john);
    expect(edit.fresh?.values.serving).toBe(true);
    await apply('agent-queues', edit);
    expect(sent()[0]?.[1]).toMatchObject({ serving: written });
  });

  it('keep the spelling of their keys', async () => {
    const { serving: _, ...others } = agentQueue;
    await start({ ...configured, queues: [{ ...others, Serving: true }] });
    await apply('agent-queues', await changeOf('agent-queues', agentQueue.id, { serving: false }, john));
    expect(sent()[0]?.[1]).toEqual({ ...others, Serving: false });
  });

  it('that may not be changed are only seen', async () => {
    const edit = await changeOf('agent-queues', lockedQueue.id, { serving: false }, john);
    expect(edit.fresh).toMatchObject({ can: [], queueId: `site/${lockedQueue.id}` });
    expect(site.editor().check('agent-queues', edit)).toMatchObject([{ field: 'serving' }]);
    await site.editRefusalOf(apply('agent-queues', edit));
    expect(changes()).toEqual([]);
  });

  it('are listed with whether they are served', async () => {
    expect(await list('agent-queues', john)).toEqual([
      { id: agentQueue.id, label: 'CustomerService', note: 'Phone · serving', queueId: `site/${agentQueue.id}` },
      { id: lockedQueue.id, label: 'Sales', note: 'Phone · serving', queueId: `site/${lockedQueue.id}` },
    ]);
    expect((await site.editRefusalOf(list('agent-queues', jane))).reason).toBe('gone');
    expect((await site.editRefusalOf(read('agent-queues', '..', john))).reason).toBe('gone');
  });

  it('are refused in Sinch’s words, without what we sent', async () => {
    const edit = await changeOf('agent-queues', agentQueue.id, { serving: false }, john);
    answerChanges({ status: 400, body: `Invalid GUID: '2B8E' of ${user}, key ${apiKey}` });
    const { message } = await site.editRefusalOf(apply('agent-queues', edit));
    expect(message).toBe("Sinch refused: “Invalid GUID: '2B8E' of …, key …”");
    for (const [status, reason] of [
      [403, 'refused'],
      [404, 'gone'],
      [405, 'not-known'],
    ] as const) {
      answerChanges({ status });
      expect((await site.editRefusalOf(apply('agent-queues', edit))).reason).toBe(reason);
    }
    answerChanges({ status: 504 });
    expect((await site.vendorErrorOf(apply('agent-queues', edit))).kind).toBe('timeout');
  });
});

describe('monitoring settings', () => {
  it('are written under our id only', async () => {
    const other = await changeOf('monitoring-settings', otherSetting.id, { value: 'y' });
    expect(other.fresh).toMatchObject({ can: [], note: 'of another application' });
    expect(site.editor().check('monitoring-settings', other).length).toBeGreaterThan(0);
    await site.editRefusalOf(apply('monitoring-settings', other));
    const forged = { ...other, fresh: await read('monitoring-settings', ownSetting.id) };
    await site.editRefusalOf(apply('monitoring-settings', forged));
    expect(site.editor().check('monitoring-settings', creation({ id: otherSetting.id, value: 'y' }))).toMatchObject([
      { field: 'id', message: expect.stringContaining('only CALLBOARD') },
    ]);
    expect(changes()).toEqual([]);
  });

  it('are updated whole', async () => {
    await apply('monitoring-settings', await changeOf('monitoring-settings', ownSetting.id, { value: 'ü "1"\n<2>' }));
    expect(sent()).toEqual([['PUT /rmi/settings/CALLBOARD', { ...ownSetting, value: 'ü "1"\n<2>' }]]);
  });

  it('are added once, asking for the id as text', async () => {
    const edit = creation({ id: 'CALLBOARD', uiLanguage: 'EN', value: '' });
    expect((await site.editRefusalOf(apply('monitoring-settings', edit))).message).toContain('already');
    expect(changes()).toEqual([]);
    await start({ ...configured, settings: [otherSetting] });
    expect(await apply('monitoring-settings', { ...edit, values: { id: otherSetting.id, value: 'x' } })).toBe(
      'CALLBOARD',
    );
    expect(sent()).toEqual([['POST /rmi/settings', { id: 'CALLBOARD', uiLanguage: '', value: 'x' }]]);
    expect(changes()[0]?.headers).toMatchObject({ accept: 'text/html', 'content-type': 'application/json' });
  });

  it('may be one, and not known at all', async () => {
    site.http.answer(() => ({ body: ownSetting }));
    expect((await list('monitoring-settings')).map(({ id }) => id)).toEqual(['CALLBOARD']);
    site.http.answer(() => ({ status: 404 }));
    expect((await site.editRefusalOf(list('monitoring-settings'))).reason).toBe('not-known');
  });
});

describe('what is only seen', () => {
  it('are agents, asked for since the day began', async () => {
    expect((await list('agents')).map(({ label, note }) => [label, note])).toEqual([
      ['Fox, John', '201 · Sales'],
      ['Wolf, Jane', '202 · Support'],
    ]);
    expect(site.http.requests[0]?.query.get('startTime')).toBe('2019-08-30T04:00:00.000Z');
    expect((await list('agents')).map(({ queueId, agentId }) => [queueId, agentId])).toEqual([
      [null, `site/${john}`],
      [null, `site/${jane}`],
    ]);
    expect((await read('agents', john)).values).toMatchObject({
      name: 'Fox, John',
      profile: 'Available',
      chatCapacity: 1,
    });
  });

  it('are presence profiles, which can be chosen and not made', async () => {
    const kind = site
      .editor()
      .kinds()
      .find(({ id }) => id === 'presences');
    expect(kind).toMatchObject({ can: [], parent: 'agents', help: expect.stringContaining('not created') });
    expect((await list('presences', john)).map(({ label, note, agentId }) => [label, note, agentId])).toContainEqual([
      ...['Lunch', 'ABSENCE', `site/${john}`],
    ]);
    await site.editRefusalOf(site.editor().blank('presences', john));
    await site.editRefusalOf(apply('presences', { ...creation({ name: 'Nap' }), parentId: john }));
    expect(changes()).toEqual([]);
  });

  it('are queue groups with what their levels mean', async () => {
    const group = await read('queue-groups', 'ALL_QUEUES');
    expect(group).toMatchObject({ can: [], note: '3 queues' });
    expect(group.values['queues.F8C2697F37D044DB929B10F75381C624']).toEqual([
      'Waiting: warning 2 or more, critical 1 or more',
      'Longest wait: warning 0.002 s or more, critical 0.001 s or more',
      'Free agents: warning 2 or fewer, critical 1 or fewer',
      'Serving agents: warning 2 or fewer, critical 1 or fewer',
      'Service level: warning below 50 %, critical below 20 %',
    ]);
    expect(group.values['queues.E936C499B22311D38FBE0090279A922E']).toEqual([
      'Service level: warning below 50 %, critical below 20 %',
    ]);
    expect(site.http.requests[0]?.target).toBe('/rmi/queueGroups/ALL_QUEUES?showThresholds=1');
  });

  it('and those levels are what the wall judges a queue by', async () => {
    site.http.answer(serveCollections());
    const floor = site.normalize(await site.readAll());
    const queue = floor.queues?.find(({ name }) => name === 'CustomerService');
    const levels = floor.groupQueues?.filter(({ queueId }) => queueId === queue?.id) ?? [];
    if (!queue) throw new Error('There is no queue');
    expect(levels.length).toBeGreaterThan(0);
    const calm = { ...queue, waiting: 0, oldestWaitSince: null, agentsServing: 9, agentsFree: 9, answered: null };
    expect(severityOf(calm, levels, now)).toEqual({ severity: 'ok', reason: null });
    expect(severityOf({ ...calm, agentsFree: 1 }, levels, now)).toEqual({
      severity: 'critical',
      reason: 'free-agents',
    });
    expect(severityOf({ ...calm, agentsFree: 1 }, [], now)).toEqual({ severity: 'ok', reason: null });
  });
});

describe('a session that has ended', () => {
  it('is opened again for a change that a 401 kept from being done', async () => {
    await site.close();
    const session = { ...ecfs(), rmi: '/ecfs/RI/rmi' };
    const usual = serveCollections(session);
    const path = `/ecfs/RI/rmi/agents/${john}/queues/${agentQueue.id}`;
    const fixtures = {
      settings: (baseUrl: string) => ({ baseUrl, auth: 'session' }),
      secrets: { user, password },
      site: ((request) => {
        if (request.path !== path) return usual(request);
        if (!session.isSignedIn(request)) return { status: 401 };
        return request.method === 'GET' ? { body: agentQueue } : { status: 204 };
      }) satisfies Parameters<SiteUnderTest['http']['answer']>[0],
    };
    site = await openSite(sinch, fixtures, createFakeClock(now));
    const edit = await changeOf('agent-queues', agentQueue.id, { serving: false }, john);
    session.end();
    await apply('agent-queues', edit);
    expect(changes().filter(({ method }) => method === 'PUT')).toHaveLength(2);
    expect(session.signIns()).toBe(2);
  });
});
