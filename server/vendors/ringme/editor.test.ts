import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldValues } from '@/lib/editing/records';
import { createFakeClock } from '@/server/fake-clock';
import { type ActDone, type Edit, type Editor, EditRefused } from '@/server/vendors/editor';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { OwnHook } from '@/server/vendors/receive';
import type { ServedReply } from '@/server/vendors/serve-http';
import { VendorError } from '@/server/vendors/vendor-error';
import { configured, events, serveConfiguration } from './fixtures/configuration';
import { clientId, clientSecret, now } from './fixtures/site';
import ringme from './index';

const anna = 'local:136';
const path = '/api/ver1.0/client/@me/agent/local/136/event/';
const place = 'p'.repeat(22);
const hookUrl = `https://callboard.example/hooks/${place}.${'s'.repeat(43)}`;
const formerUrl = `https://callboard.example/hooks/${place}.${'f'.repeat(43)}`;
const otherUrl = `https://other.example/hooks/${'o'.repeat(22)}.${'o'.repeat(43)}`;
const own = [hookUrl, formerUrl, otherUrl].map((url, at) => ({
  id: 170 + at,
  url,
  event_type: 'agent-login',
  method: 'POST',
}));

let site: SiteUnderTest;
let hook: OwnHook | null;
/** What a source has where RingMe may call it. */
const hooked = { ...ringme, editor: withHook(ringme.editor) };
beforeEach(async () => {
  hook = { url: hookUrl, reach: async () => {} };
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl }),
    secrets: { clientId, clientSecret },
    site: serveConfiguration(configured([...events, ...own])),
  };
  site = await openSite(hooked, fixtures, createFakeClock(now));
});
afterEach(() => site.close());

function withHook(editor: typeof ringme.editor): NonNullable<typeof ringme.editor> {
  if (!editor) throw new Error('There is no editor');
  type Context = Parameters<typeof editor.list>[0];
  const known = (context: Context): Context => ({ ...context, hook });
  return {
    ...editor,
    list: (context, ...rest) => editor.list(known(context), ...rest),
    read: (context, ...rest) => editor.read(known(context), ...rest),
    act: (context, ...rest) => editor.act?.(known(context), ...rest) ?? Promise.reject(),
  } satisfies Editor<never, never>;
}

const changes = () => site.http.requests.filter((one) => one.method !== 'GET' && one.path !== '/oauth/token');
const sent = () => changes().map(({ method, target, body }) => [method, target, body === '' ? null : JSON.parse(body)]);
const answerChanges = (reply: ServedReply) =>
  site.http.answer(
    serveConfiguration(configured(), ({ method, path: at }) =>
      method === 'GET' || at === '/oauth/token' ? undefined : reply,
    ),
  );
const apply = (edit: Edit) => site.editor().apply('agent-events', edit);
const creation = (values: FieldValues, parentId = anna): Edit => ({
  ...{ operation: 'create', id: null, parentId, values, fresh: null, original: null },
});
async function changeOf(id: string, values: FieldValues): Promise<Edit> {
  const fresh = await site.editor().read('agent-events', { id, parentId: anna });
  return { operation: 'update', id, parentId: anna, values, fresh, original: null };
}
const test = (id: string, parentId = anna): Promise<ActDone> =>
  site.editor().act?.('agent-events', 'test', { id, parentId, values: {} }) ?? Promise.reject();

describe('events of an agent', () => {
  it('are listed without what may be a secret of whoever is called', async () => {
    const lines = await site.editor().list('agent-events', { q: null, parentId: anna });
    expect(lines.map(({ label, note }) => `${label}: ${note}`)).toEqual([
      'agent-login: GET https://somehost.com/fordel/show.php',
      'agent-logout: POST https://crm.example/in?key=…',
      ...Array(3).fill('agent-login: POST Callboard’s own'),
    ]);
  });

  it('are added below the right kind of agent, and changed with all their fields', async () => {
    const values = { event_type: 'agent-login', url: 'https://crm.example/é?q="1"&p=%2F|', method: 'POST' };
    expect(await apply(creation(values, 'remote:136'))).toBe('160');
    await apply(await changeOf('151', { method: 'GET' }));
    expect(sent()).toEqual([
      ['POST', path.replace('local', 'remote'), values],
      ['PUT', `${path}151`, { event_type: 'agent-logout', url: 'https://crm.example/in?key=t0ken', method: 'GET' }],
    ]);
  });

  it('say beforehand which calls it takes, without what may be a secret', async () => {
    const edit = await changeOf('151', { url: 'https://crm.example/new?key=t0ken' });
    expect(site.editor().calls('agent-events', edit)).toEqual([
      'PUT /client/@me/agent/local/136/event/151  url: "https://crm.example/new?key=…"',
    ]);
  });

  it.each([
    ['url', 'crm.example/in'],
    ['url', 'ftp://crm.example/in'],
    ['url', 'javascript:alert(1)'],
    ['url', 'https://crm.example/a b'],
    ['url', `https://crm.example/${'x'.repeat(2000)}`],
    ['url', hookUrl],
    ['url', ''],
    ['event_type', 'agent-pause'],
    ['method', 'PUT'],
  ])('%s %s is refused beside its field', (field, value) => {
    const values = { event_type: 'agent-login', url: 'https://crm.example/in', method: 'GET', [field]: value };
    expect(site.editor().check('agent-events', creation(values))).toMatchObject([{ field }]);
  });

  it('with a word that no document tells can be kept', async () => {
    const odd = { ...events[0], id: 180, event_type: 'agent-pause', method: 'get', url: 'https://crm.example/x' };
    site.http.answer(serveConfiguration(configured([odd])));
    const edit = await changeOf('180', { url: 'https://crm.example/y' });
    expect(site.editor().check('agent-events', edit)).toEqual([]);
    await apply(edit);
    expect(sent()[0]?.[2]).toEqual({ event_type: 'agent-pause', url: 'https://crm.example/y', method: 'get' });
  });

  it('are refused in words', async () => {
    const edit = creation({ event_type: 'agent-login', url: 'https://crm.example/in', method: 'GET' });
    answerChanges({ status: 400, body: { message: `Too many events for ${clientSecret}` } });
    expect((await site.editRefusalOf(apply(edit))).message).toBe('RingMe refused: “Too many events for …”');
    for (const [status, reason] of [
      [403, 'refused'],
      [404, 'gone'],
      [405, 'not-known'],
    ] as const) {
      answerChanges({ status });
      expect((await site.editRefusalOf(apply(edit))).reason).toBe(reason);
    }
    for (const parent of ['local', 'staff:136', '136', 'local:..'])
      expect((await site.editRefusalOf(apply(creation(edit.values, parent)))).reason).toBe('gone');
  });
});

describe('Callboard’s own events', () => {
  it.each(['170', '171', '172'])('are seen without their address: %s', async (id) => {
    const edit = await changeOf(id, { url: 'https://crm.example/in' });
    expect(edit.fresh).toMatchObject({ can: [], values: { url: 'Callboard’s own' } });
    expect(edit.fresh?.fields.every(({ isReadOnly }) => isReadOnly)).toBe(true);
    expect(JSON.stringify(edit.fresh)).not.toContain('/hooks/');
    expect(site.editor().check('agent-events', edit)).toMatchObject([{ field: 'url' }]);
    await site.editRefusalOf(apply(edit));
    await site.editRefusalOf(apply({ ...edit, operation: 'remove', values: {} }));
    expect(changes()).toEqual([]);
  });

  it('are known by their form where this Callboard has no address', async () => {
    hook = null;
    expect((await changeOf('170', {})).fresh?.can).toEqual([]);
  });
});

describe('a test of an event', () => {
  it('tells what would be sent, and sends nothing', async () => {
    expect((await test('150')).words).toBe(
      'Nothing was sent: RingMe calls only as the agent logs in. It then sends GET https://somehost.com/fordel/show.php?' +
        'agent_id=136&agent_status=available&agent_type=local&extension_name=000*094%40ringme.ru&event_source=phone',
    );
    expect((await test('151')).words).toContain(
      'POST https://crm.example/in?key=… with the form agent_id=136&agent_status=logged_out',
    );
    expect(changes()).toEqual([]);
  });

  it('of our own tries our address', async () => {
    expect((await test('170')).words).toContain('can be reached');
    hook = {
      url: hookUrl,
      reach: () => Promise.reject(new VendorError('unreachable', 'callboard.example cannot be reached (ECONNREFUSED)')),
    };
    const { message } = await site.editRefusalOf(test('170'));
    expect(message).toContain('ECONNREFUSED); check CALLBOARD_URL');
    expect(message).not.toContain('/hooks/');
    for (const id of ['171', '172']) expect(await site.editRefusalOf(test(id))).toBeInstanceOf(EditRefused);
  });
});

describe('what is only seen', () => {
  it('are queues with whatever settings RingMe tells, but for what may be a secret', async () => {
    const { values, can, queueId } = await site.editor().read('queues', { id: '501', parentId: null });
    expect({ can, queueId }).toEqual({ can: [], queueId: 'site/501' });
    expect(values).toMatchObject({
      label: 'Поддержка',
      status: 'active',
      'queue.max_wait': 300,
      'queue.members': ['id: 136, penalty: 1'],
      'queue.sounds.hold': 'moh',
    });
    for (const secret of ['pin', 'sip_pwd', 'api_key', 'userpass'])
      expect(Object.keys(values)).not.toContain(`queue.${secret}`);
    expect((await site.editor().read('queues', { id: '502', parentId: null })).values).toMatchObject({
      status: 'blocked',
    });
  });

  it('are agents of both kinds, of all pages', async () => {
    const lines = await site.editor().list('agents', { q: null, parentId: null });
    expect(lines.map(({ id, label, note, agentId }) => [id, label, note, agentId])).toEqual([
      ['local:136', 'Анна', 'local · 000*094', 'site/local%3A136'],
      ['local:137', 'Борис', 'local · 000*095', 'site/local%3A137'],
      ['remote:136', 'Вера', 'external · +73832000000', 'site/remote%3A136'],
    ]);
  });
});
