import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import type { EditRecord } from './centre-types';
import { CommandRefused } from './command-refused';
import { hourMs } from './day-shape';
import { listenFace } from './face-listen';
import { createRingmeFace, type RingmeOptions } from './ringme';
import { type StubCentre, stubAgent, stubCentre, stubContact, stubNow, stubQueue } from './stub-centre';

const credentials = { user: 'app-1', password: 'sécret & more' };
const closers: (() => Promise<void>)[] = [];
// biome-ignore lint/suspicious/noExplicitAny: replies are read field by field.
type Row = Record<string, any>;

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const tokenForm = {
  ...{ grant_type: 'client_credentials', client_id: credentials.user, client_secret: credentials.password },
  scope: 'all',
};

async function start(
  centre: StubCentre = smallCentre(),
  options: RingmeOptions = {},
  letEdit?: (edit: EditRecord) => void,
) {
  const { url, close } = await listenFace(createRingmeFace(centre, credentials, options, letEdit));
  closers.push(close);
  const askToken = (form: Record<string, string>) =>
    fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = await (await askToken(tokenForm)).json();
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/ver1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...{ url, centre, askToken, call },
    get: (path: string) => call('GET', path),
    json: async (path: string) => (await call('GET', path)).json(),
    told: async (reply: Promise<Response>) => {
      const answer = await reply;
      return [answer.status, await answer.json()];
    },
  };
}

const at = (secondsAgo: number) => stubNow - secondsAgo * 1000;

/** The manual's agent 136 at 000*094, one reached outside, and a queue. */
function smallCentre(): StubCentre {
  const memberOf = [{ queueId: '30301', level: 1 }];
  return stubCentre({
    queues: [
      stubQueue({ id: '30301', name: 'Продажи', number: '000*301' }),
      stubQueue({ id: '30302', number: '000*302' }),
    ],
    agents: [
      stubAgent({ id: '94', firstName: 'Алёна', lastName: 'Щербакова', extension: '000*094', memberOf }),
      stubAgent({ id: '95', extension: '000*095', memberOf, state: 'talking', contactIds: ['1772445530.2'] }),
      stubAgent({ id: '96', extension: '000*096', memberOf }),
      stubAgent({ id: '97', extension: '000*097' }),
    ],
    live: [
      stubContact({ id: '1772445591.1', queueId: '30301', enteredAt: at(9) + 250, caller: '+73835550001' }),
      stubContact({
        ...{ id: '1772445530.2', queueId: '30301', phase: 'talking', agentId: '95', caller: '+73835550002' },
        ...{ enteredAt: at(70), ringingSince: at(65), answeredAt: at(60), callerName: 'Иван' },
      }),
      stubContact({
        ...{ id: '1772445590.3', queueId: '30302', phase: 'ringing', agentId: '94', direction: 'out' },
        ...{ enteredAt: at(10), ringingSince: at(10), caller: '+73835550003' },
      }),
      stubContact({
        id: 'w',
        queueId: '30301',
        phase: 'wrap-up',
        agentId: '94',
        answeredAt: at(90),
        enteredAt: at(99),
      }),
    ],
  });
}

describe('token', () => {
  it('comes with or without the time it lives', async () => {
    const { askToken } = await start(smallCentre(), { tokenLifeMs: 90_000 });
    const whole = { access_token: expect.stringMatching(/^[0-9a-f]{64}$/), token_type: 'Bearer', expires_in: 90 };
    expect(await (await askToken(tokenForm)).json()).toEqual(whole);
    const silent = await start(smallCentre(), { tellsExpiry: false });
    expect(Object.keys(await (await silent.askToken(tokenForm)).json())).toEqual(['access_token', 'token_type']);
  });

  it('is refused to others, and refused when it has run out', async () => {
    const centre = smallCentre();
    const { askToken, get, call, told, url } = await start(centre, { tokenLifeMs: 60_000 });
    const unauthorized = [401, { status: 401, message: 'Unauthorized' }];
    expect(await told(askToken({ ...tokenForm, client_secret: 'wrong' }))).toEqual(unauthorized);
    expect((await askToken({ ...tokenForm, grant_type: 'magic' })).status).toBe(400);
    expect((await fetch(`${url}/oauth/token`)).status).toBe(405);
    expect((await get('/user/')).status).toBe(200);
    expect(await told(call('GET', '/user/', undefined, { authorization: 'Bearer other' }))).toEqual(unauthorized);
    centre.now = () => stubNow + 60_000;
    expect(await told(get('/user/'))).toEqual(unauthorized);
  });
});

describe('extensions', () => {
  it('are listed by type', async () => {
    const { json } = await start(smallCentre(), { remoteAgentIds: ['96'] });
    expect(await json('/client/@me/extension/?type=queue')).toEqual([
      {
        ...{ id: 30301, client_id: '12', name: '000*301', label: 'Продажи', type: 'queue', status: 'active' },
        domain: 'ringme.ru',
      },
      expect.objectContaining({ id: 30302, name: '000*302' }),
    ]);
    const phones = await json('/client/12/extension/?type=phone');
    expect(phones.map((row: Row) => [row.name, row.label])).toEqual([
      ['000*094', 'Алёна Щербакова'],
      ['000*095', 'John Fox'],
      ['000*097', 'John Fox'],
    ]);
    expect(await json('/client/@me/extension/?type=ivr')).toEqual([]);
    expect(await json(`/extension/${phones[0].id}`)).toEqual(phones[0]);
  });

  it('come in pages', async () => {
    const { json, get } = await start(smallCentre(), { pageSize: 4 });
    const page = async (number: number) =>
      (await json(`/client/@me/extension/?page=${number}`)).map((row: Row) => row.name);
    expect(await page(1)).toEqual(['000*301', '000*302', '000*094', '000*095']);
    expect(await page(2)).toEqual(['000*096', '000*097']);
    expect(await page(3)).toEqual([]);
    for (const query of ['page=0', 'page=x', 'type=robot', 'page=1%00'])
      expect((await get(`/client/@me/extension/?${query}`)).status).toBe(400);
  });
});

describe('agents', () => {
  const local136 = {
    ...{ id: 136, client_id: '12', agent_type: 'local', extension_id: 900_094 },
    extension_name: '000*094@ringme.ru',
  };

  it('are local or outside, of the client or of a queue', async () => {
    const { json, get, told } = await start(smallCentre(), { remoteAgentIds: ['96'] });
    const ids = async (path: string) => (await json(path)).map((row: Row) => row.id);
    expect((await json('/client/@me/agent/local/'))[0]).toEqual(local136);
    expect(await ids('/client/@me/agent/local/')).toEqual([136, 137]);
    expect(await json('/client/@me/agent/remote/')).toEqual([
      { id: 138, client_id: '12', agent_type: 'remote', agent_number: '+73835550096' },
    ]);
    expect(await ids('/extension/30301/agent/')).toEqual([136, 137, 138]);
    expect(await json('/extension/30302/agent/')).toEqual([]);
    expect(await ids(`/client/@me/agent/local/?${new URLSearchParams({ 'extension_id[]': '900095' })}`)).toEqual([137]);
    expect(await json('/client/@me/agent/local/136')).toEqual(local136);
    const notFound = [404, { message: 'Not found' }];
    for (const path of [
      ...[
        '/client/@me/agent/remote/136',
        '/client/@me/agent/local/139',
        '/client/13/agent/local/',
        '/extension/1/agent/',
      ],
      ...['/extension/900094/agent/', '/nothing', '/client/@me/agent/', "/client/@me/agent/local/'%00<script>"],
    ])
      expect(await told(get(path)), path).toEqual(notFound);
  });
});

describe('agent events', () => {
  const events = '/client/@me/agent/local/136/event/';
  const wanted = { url: 'https://somehost.com/fordel/show.php', method: 'GET', event_type: 'agent-login' };

  it('are made as in the manual, listed, changed and removed', async () => {
    const { call, json, get, told } = await start();
    expect(await json(events)).toEqual([]);
    expect(await told(call('POST', events, wanted))).toEqual([201, { ...wanted, id: 150 }]);
    expect(await json(events)).toEqual([{ ...wanted, id: 150 }]);
    expect(await json(`${events}150`)).toEqual({ ...wanted, id: 150 });
    expect(await told(call('PUT', `${events}150`, { method: 'POST' }))).toEqual([
      200,
      { ...wanted, id: 150, method: 'POST' },
    ]);
    const removed = await call('DELETE', `${events}150`);
    expect([removed.status, await removed.text()]).toEqual([204, '']);
    expect(await told(get(`${events}150`))).toEqual([404, { message: 'Not found' }]);
    expect((await call('DELETE', `${events}150`)).status).toBe(404);
  });

  it('belong to one agent, local or outside', async () => {
    const { call, json, get } = await start(smallCentre(), { remoteAgentIds: ['96'] });
    await call('POST', '/client/@me/agent/remote/138/event/', wanted);
    expect(await json('/client/@me/agent/remote/138/event/')).toHaveLength(1);
    expect(await json(events)).toEqual([]);
    expect((await get(`${events}150`)).status).toBe(404);
    expect((await get('/client/@me/agent/local/138/event/')).status).toBe(404);
  });

  it('keep what a change does not name, and refuse a change to something that is none', async () => {
    const { call, json, told } = await start();
    await call('POST', events, wanted);
    const url = 'https://somehost.com/“x”/%7C?a=1&b=🎧';
    expect(await told(call('PUT', `${events}150`, { url }))).toEqual([200, { ...wanted, id: 150, url }]);
    expect(await told(call('PUT', `${events}150`, { event_type: 'agent-logout', id: 7, agent_id: 1 }))).toMatchObject([
      200,
      {},
    ]);
    const kept = { ...wanted, id: 150, url, event_type: 'agent-logout' };
    for (const [change, message] of [
      [{ url: 'nowhere' }, 'Invalid url'],
      [{ method: null }, 'Invalid method'],
      [{ event_type: '' }, 'Invalid event_type'],
      ['text', 'The body must be a JSON object'],
    ] as const) {
      expect(await told(call('PUT', `${events}150`, change))).toEqual([400, { message }]);
    }
    expect(await json(events)).toEqual([kept]);
    expect((await call('PUT', `${events}151`, {})).status).toBe(404);
    expect((await call('PUT', '/client/@me/agent/local/137/event/150', {})).status).toBe(404);
  });

  it('pass the gate of commands, where they can be refused or stored otherwise', async () => {
    const centre = smallCentre();
    const deeds: string[] = [];
    let words: string | null = null;
    centre.command = ({ deed }, run) => {
      deeds.push(deed);
      if (words !== null) throw new CommandRefused(words);
      return run((values) => ({ ...values, method: 'POST' })) !== false;
    };
    const { call, json, told } = await start(centre);
    expect(await told(call('POST', events, wanted))).toEqual([201, { ...wanted, id: 150, method: 'POST' }]);
    await call('PUT', `${events}150`, { method: 'GET' });
    expect(await json(events)).toMatchObject([{ id: 150, method: 'POST' }]);
    words = 'Not today';
    expect(await told(call('DELETE', `${events}150`))).toEqual([403, { message: 'Not today' }]);
    expect([await json(events), deeds]).toMatchObject([[{ id: 150 }], ['add-event', 'change-event', 'remove-event']]);
  });

  it('are changed and removed by somebody else as well', async () => {
    let edit: EditRecord = () => null;
    const { call, json } = await start(smallCentre(), {}, (letEdit) => {
      edit = letEdit;
    });
    await call('POST', events, wanted);
    expect(edit('event', '150', { event_type: 'agent-logout' })).toMatchObject({ id: 150, event_type: 'agent-logout' });
    expect(await json(events)).toEqual([{ ...wanted, id: 150, event_type: 'agent-logout' }]);
    expect(() => edit('event', '150', { url: 'nowhere' })).toThrow('Invalid url');
    expect(edit('event', '150', null)).toMatchObject({ id: 150 });
    expect([await json(events), edit('event', '150', null), edit('queue', '150', {})]).toEqual([[], null, null]);
  });

  it('are limited in number', async () => {
    const { call, told } = await start(smallCentre(), { eventsPerAgent: 2 });
    await call('POST', events, wanted);
    await call('POST', events, wanted);
    expect(await told(call('POST', events, wanted))).toEqual([400, { message: 'Too many events for this agent' }]);
    await call('DELETE', `${events}150`);
    expect((await call('POST', events, wanted)).status).toBe(201);
  });

  it.each([
    ['Invalid url', { ...wanted, url: 'ftp://x.example' }],
    ['Invalid url', { ...wanted, url: `https://x.example/${'x'.repeat(2000)}` }],
    ['Invalid method', { ...wanted, method: 'get' }],
    ['Invalid event_type', { ...wanted, event_type: 'agent-pause' }],
    ['Invalid url', { method: 'GET', event_type: 'agent-login' }],
    ['The body must be a JSON object', [1]],
  ])('refuse with “%s” what is wrong', async (message, body) => {
    const { call, told, json } = await start();
    expect(await told(call('POST', events, body))).toEqual([400, { message }]);
    expect(await told(call('POST', events, wanted, { 'content-type': 'text/plain' }))).toMatchObject([400, {}]);
    expect(await json(events)).toEqual([]);
  });
});

describe('configuration of a queue', () => {
  it('can be read, of queues only', async () => {
    const { call, json } = await start();
    expect(await json('/extension/30301/queue/')).toMatchObject({
      extension_id: 30301,
      max_calls: 12,
      service_level: 20,
    });
    expect((await call('GET', '/extension/900094/queue/')).status).toBe(404);
    expect((await call('GET', '/extension/30301/queue/status/')).status).toBe(404);
    expect((await call('PUT', '/extension/30301/queue/', { max_calls: 1 })).status).toBe(405);
  });
});

describe('current calls', () => {
  it('have a row per call and extension, in GMT without saying so', async () => {
    const { json, centre } = await start();
    const rows: Row[] = await json('/client/@me/current_calls/');
    expect(rows.map((row) => [row.extension_id, row.call_flow, row.init_time_gmt, row.answer_time_gmt])).toEqual([
      [30301, 'in', '2026-03-02 09:59:51.25', null],
      [30301, 'in', '2026-03-02 09:58:50', '2026-03-02 09:59:00'],
      [900_094, 'out', '2026-03-02 09:59:50', null],
      [900_095, 'in', '2026-03-02 09:58:55', '2026-03-02 09:59:00'],
    ]);
    expect(rows[3]).toMatchObject({
      ...{ call_api_id: rows[1]!.call_api_id, called_number: '000*301', called_extension: '000*095@ringme.ru' },
      ...{ caller_id_number: '+73835550002', caller_id_name: 'Иван', caller_extension: '', real_call: true },
    });
    expect(rows[2]).toMatchObject({ called_number: '+73835550003', caller_extension: '000*094@ringme.ru' });
    centre.live.splice(0);
    expect(await json('/client/@me/current_calls/')).toEqual([]);
  });

  it('can be asked for by extension, with or without those who wait', async () => {
    const { json } = await start();
    expect(await json('/extension/30301/current_calls/')).toHaveLength(2);
    expect(await json('/extension/900095/current_calls/')).toHaveLength(1);
    const blind = await start(smallCentre(), { showsWaiting: false });
    expect(await blind.json('/extension/30301/current_calls/')).toMatchObject([
      { answer_time_gmt: '2026-03-02 09:59:00' },
    ]);
  });
});

describe('limits', () => {
  it('are told with every reply, and refuse above them until the hour is over', async () => {
    const clock = createFakeClock(stubNow);
    const { get, told } = await start(smallCentre(), { requestsPerHour: 3, clock });
    const first = await get('/user/');
    const header = (name: string) => first.headers.get(`x-ratelimit-${name}`);
    expect([header('limit'), header('remaining'), header('reset')]).toEqual([
      '3',
      '1',
      String((stubNow + hourMs) / 1000),
    ]);
    await get('/user/');
    expect(await told(get('/user/'))).toEqual([429, { message: 'rate_limit_exceeded' }]);
    await clock.advance(hourMs);
    expect((await get('/user/')).status).toBe(200);
  });

  it('let nobody make two statistics at once', async () => {
    const clock = createFakeClock(stubNow);
    const { get, told } = await start(smallCentre(), { statisticsMs: 500, clock });
    const slow = get('/client/@me/current_calls/');
    while (clock.pending() === 0) await get('/user/');
    expect(await told(get('/client/@me/call_history/'))).toEqual([
      ...[429, { message: 'Stats request already exists, concurrent request not allowed' }],
    ]);
    await clock.advance(500);
    expect((await slow).status).toBe(200);
  });
});

it('has a history in pages', async () => {
  const ended = [5, 4, 3].map((minutes) =>
    stubContact({
      id: `${minutes}`,
      queueId: '30301',
      enteredAt: at(minutes * 60),
      endedAt: at(10),
      outcome: 'abandoned',
    }),
  );
  const { json, get } = await start(stubCentre({ queues: [stubQueue({ id: '30301' })], ended }));
  const history = await json('/client/@me/call_history/?page=2&per_page=2');
  expect(history).toMatchObject({
    page: 2,
    per_page: 2,
    call_history: [{ call_uuid: '5-stub', answer_time_gmt: null }],
  });
  expect((await get('/client/@me/call_history/?page=-1')).status).toBe(400);
});
