import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createHttpDoor } from '@/server/vendors/http';
import type { HookContext } from '@/server/vendors/receive';
import { type HttpSite, type ServedReply, type ServedRequest, serveHttp } from '@/server/vendors/serve-http';
import { clientId, clientSecret, good, now, type SiteData, serveSite } from './fixtures/site';
import { fold, type Heard, initial, parse } from './heard';
import ringme from './index';
import { register, unregister } from './registrations';
import { type RingMeSecrets, type RingMeSettings, settings as settingsSchema } from './settings';

/** As the manual's own script printed them. */
const documented = {
  agent_status: 'available',
  agent_type: 'local',
  event_source: 'api',
  agent_id: '136',
  extension_name: '000*094@ringme.ru',
};
const request = (fields: Record<string, string>) => ({ method: 'GET', fields }) as const;
const nothing: Heard = new Map();

describe('a callback', () => {
  it('of the documents is an event of that agent', () => {
    expect(parse(request(documented))).toEqual({ key: 'local:136', status: 'available', by: 'api' });
    const remote = { agent_id: '7', agent_status: 'logged_out', agent_type: 'remote', agent_number: '+7383' };
    expect(parse(request(remote))).toEqual({ key: 'remote:7', status: 'logged_out', by: null });
  });

  it('is known by its number where its type is missing, and may be written in capitals', () => {
    const { agent_type: _, ...untyped } = documented;
    expect(parse(request(untyped)).key).toBe('local:136');
    expect(parse(request({ ...untyped, agent_number: '+7383' })).key).toBe('remote:136');
    expect(parse(request({ ...documented, agent_status: ' Logged_Out', event_source: 'fax' }))).toMatchObject({
      status: 'logged_out',
      by: null,
    });
  });

  it.each([
    ['agent_id', ''],
    ['agent_id', '<script>alert(1)</script>'],
    ['agent_id', '1\0'],
    ['agent_id', '9'.repeat(65)],
    ['agent_id', '../137'],
    ['agent_status', 'paused'],
    ['agent_status', '__proto__'],
    ['agent_type', 'foreign'],
  ])('whose %s is %j is refused, and its value is not said', (field, value) => {
    const read = () => parse(request({ ...documented, [field]: value }));
    expect(read).toThrow(expect.objectContaining({ kind: 'bad-response', path: field }));
    if (value.length > 1) expect(read).not.toThrow(value);
    expect(() => parse(request({}))).toThrow('agent_id');
  });
});

describe('what was heard', () => {
  const login = parse(request(documented));
  const logout = parse(request({ ...documented, agent_status: 'logged_out', event_source: 'phone' }));

  it('is the last event received; one that is replayed changes nothing', () => {
    const first = fold(nothing, login, now);
    expect(first.get('local:136')).toEqual({ status: 'available', by: 'api', at: now });
    expect(fold(first, login, now + 5000)).toBe(first);
    const second = fold(first, logout, now + 6000);
    expect(second.get('local:136')).toEqual({ status: 'logged_out', by: 'phone', at: now + 6000 });
    expect([nothing.size, first.get('local:136')?.status]).toEqual([0, 'available']);
  });

  it('does not grow without end, and goes on for those who are known', () => {
    let heard = nothing;
    const entries = Array.from(
      { length: 5000 },
      (_, id) => [`local:${id}`, { status: 'available', by: null, at: 0 }] as const,
    );
    heard = new Map(entries);
    expect(fold(heard, { ...login, key: 'local:9999' }, now)).toBe(heard);
    expect(fold(heard, logout, now).get('local:136')?.status).toBe('logged_out');
  });

  it('comes back after a restart as it was, unknown agents as unknown', () => {
    const record = (id: string, fields: object) =>
      ({ id: `site/${id}`, stateSince: now, vendorState: null, ...fields }) as never;
    const agents = [
      record('local%3A136', { readiness: 'ready', state: 'busy', vendorState: 'available · phone' }),
      record('remote%3A7', { readiness: 'logged-out', stateSince: null, vendorState: 'logged_out' }),
      record('local%3A137', { readiness: 'unknown' }),
    ];
    expect([...initial({ agents })]).toEqual([
      ['local:136', { status: 'available', by: 'phone', at: now }],
      ['remote:7', { status: 'logged_out', by: null, at: 0 }],
    ]);
  });
});

describe('the registrations', () => {
  const place = 'https://callboard.example/hooks/place-of-this-source.';
  const hookUrl = `${place}now`;
  let data: SiteData;
  let site: HttpSite;
  let early: (request: ServedRequest) => ServedReply | undefined;
  let context: HookContext<RingMeSettings, RingMeSecrets>;

  beforeEach(async () => {
    data = good();
    early = () => undefined;
    site = await serveHttp(serveSite(data, (sent) => early(sent)).serve);
    const clock = createFakeClock(now);
    const settings = settingsSchema.parse({ baseUrl: site.url });
    context = {
      ...{ sourceId: 'site', settings, secrets: { clientId, clientSecret }, clock, log: createFakeLog().log, hookUrl },
      http: createHttpDoor(ringme.http(settings), clock),
      signal: new AbortController().signal,
      memory: new Map(),
      records: () => ({}),
      formerQueues: new Set(),
    };
  });
  afterEach(async () => {
    await context.http.close();
    await site.close();
  });

  const told = () =>
    Object.fromEntries(
      Object.entries(data.events).map(([agent, events]) => [
        agent,
        events.map(({ event_type, url }) => [event_type, url]),
      ]),
    );
  const changes = () => site.requests.filter(({ method, path }) => method !== 'GET' && path !== '/oauth/token');
  const both = [
    ['agent-login', hookUrl],
    ['agent-logout', hookUrl],
  ];
  const event = (id: number, event_type: string, url: string) => ({ id, event_type, url, method: 'GET' });

  it('are two events for every local and remote agent, and the second time nothing', async () => {
    await register(context);
    expect(told()).toEqual({ 'local/136': both, 'local/137': both, 'remote/136': both });
    expect(JSON.parse(changes()[0]?.body ?? '')).toEqual({ url: hookUrl, event_type: 'agent-login', method: 'POST' });
    expect(changes()[0]?.path).toBe('/api/ver1.0/client/@me/agent/local/136/event/');
    const { length } = changes();
    await register(context);
    expect(changes()).toHaveLength(length);
  });

  it('reuse what is there, mend what is ours at an old address, drop what is there twice, and leave others alone', async () => {
    const other = event(9, 'agent-login', 'https://crm.example/hook');
    data.events['local/136'] = [
      ...[event(1, 'agent-login', hookUrl), event(2, 'agent-login', hookUrl), other],
      ...[event(3, 'agent-logout', `${place}then`), event(4, 'agent-login', `${place}then`)],
    ];
    await register(context);
    expect(data.events['local/136']).toEqual([
      event(1, 'agent-login', hookUrl),
      other,
      { ...event(3, 'agent-logout', hookUrl), method: 'POST' },
    ]);
    expect(
      changes()
        .map(({ method, path }) => `${method} ${path.split('/event/')[1]}`)
        .slice(0, 3),
    ).toEqual(['DELETE 2', 'DELETE 4', 'PUT 3']);
  });

  it('are made for the others though one agent takes no more, and that is said without an address', async () => {
    data.events['local/136'] = Array.from({ length: 10 }, (_, id) => event(id, 'agent-login', 'https://crm.example'));
    const failure = await register(context).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ kind: 'bad-response', status: 400 });
    expect(String(failure)).toContain('takes no event for an agent (HTTP 400)');
    expect(String(failure)).not.toContain('callboard.example');
    expect([told()['local/137'], told()['remote/136']]).toEqual([both, both]);
  });

  it('do without an agent that is gone meanwhile', async () => {
    early = ({ path }) =>
      path.includes('/local/137/event/') ? { status: 404, body: { message: 'Not found' } } : undefined;
    await register(context);
    expect(told()).toEqual({ 'local/136': both, 'remote/136': both });
  });

  it('end with wrong credentials, as they would for everybody', async () => {
    early = ({ path }) => (path.endsWith('/event/') ? { status: 401 } : undefined);
    await expect(register(context)).rejects.toMatchObject({ kind: 'auth' });
    expect(site.requests.filter(({ path }) => path.endsWith('/event/'))).toHaveLength(2);
  });

  it('are taken back, those of old addresses too, and others stay', async () => {
    await register(context);
    data.events['local/136']?.push(
      event(90, 'agent-login', `${place}then`),
      event(91, 'agent-login', 'https://crm.example'),
    );
    await unregister(context);
    expect(told()).toEqual({
      'local/136': [['agent-login', 'https://crm.example']],
      'local/137': [],
      'remote/136': [],
    });
    await unregister(context);
  });
});
