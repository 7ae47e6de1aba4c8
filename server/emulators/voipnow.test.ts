import { afterEach, describe, expect, it } from 'vitest';
import { doctorCentre } from './control/doctored-centre';
import { listenFace } from './face-listen';
import { type StubCentre, stubAgent, stubCentre, stubContact, stubNow, stubQueue } from './stub-centre';
import { createVoipnowFace, type VoipnowOptions } from './voipnow';

const credentials = { user: 'app-1', password: 'sécret & more' };
const closers: (() => Promise<void>)[] = [];
// biome-ignore lint/suspicious/noExplicitAny: replies are read field by field.
type Row = Record<string, any>;

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const tokenForm = {
  ...{ client_id: credentials.user, client_secret: credentials.password, grant_type: 'client_credentials' },
  ...{ type: 'unifiedapi', redirect_uri: 'https://pbx.example/ouath/token.php' },
};

async function start(centre: StubCentre = smallCentre(), options: VoipnowOptions = {}) {
  const { url, close } = await listenFace(createVoipnowFace(centre, credentials, options));
  closers.push(close);
  const askToken = (form: Record<string, string>) =>
    fetch(`${url}/oauth/token.php`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = await (await askToken(tokenForm)).json();
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/uapi${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...{ url, centre, token, askToken, call },
    get: (path: string) => call('GET', path),
    json: async (path: string) => (await call('GET', path)).json(),
    code: async (reply: Promise<Response>) => {
      const answer = await reply;
      return [answer.status, (await answer.json()).error.code];
    },
  };
}

const at = (secondsAgo: number) => stubNow - secondsAgo * 1000;
const agentsOf212 = '/extensions/@me/0003*212/queue/agents/';

/** The manual's queue 0003*212 with its agent 0003*210, and a second queue. */
function smallCentre(): StubCentre {
  const memberOf = [
    { queueId: '212', level: 1 },
    { queueId: '213', level: 1 },
  ];
  const loggedIn = { memberOf, joined: ['212', '213'], loggedInSince: at(7200), state: 'idle' as const };
  return stubCentre({
    queues: [
      stubQueue({ id: '212', name: 'Vânzări', number: '0003*212' }),
      stubQueue({ id: '213', name: 'Suport', number: '0003*213' }),
    ],
    agents: [
      stubAgent({ ...loggedIn, id: '210', firstName: 'Ștefan', lastName: 'Țurcanu', extension: '0003*210' }),
      stubAgent({ id: '211', extension: '0003*211', memberOf }),
      stubAgent({ ...loggedIn, id: '214', extension: '0003*214', state: 'talking', contactIds: ['c2'] }),
      stubAgent({ ...loggedIn, id: '215', extension: '0003*215', state: 'paused', pausedSince: at(60) }),
      stubAgent({ ...loggedIn, id: '216', extension: '0003*216', state: 'ringing', contactIds: ['c3'] }),
    ],
    live: [
      stubContact({ id: '1772445591.1', queueId: '212', enteredAt: at(9), caller: '+40721555001' }),
      stubContact({
        ...{ id: 'c2', queueId: '212', phase: 'talking', agentId: '214', caller: '+40721555002' },
        ...{ enteredAt: at(70), ringingSince: at(65), answeredAt: at(60) },
      }),
      stubContact({
        ...{ id: 'c3', queueId: '212', phase: 'ringing', agentId: '216', enteredAt: at(20), ringingSince: at(4) },
      }),
      stubContact({
        ...{ id: 'c4', queueId: '213', phase: 'wrap-up', agentId: '210', enteredAt: at(90), answeredAt: at(80) },
        ...{ releasedAt: at(2) },
      }),
    ],
  });
}

describe('token', () => {
  it('is given for the client’s form, and says for how long', async () => {
    const { askToken } = await start(smallCentre(), { tokenLifeMs: 90_000 });
    const reply = await askToken(tokenForm);
    expect([reply.status, await reply.json()]).toEqual([
      200,
      expect.objectContaining({ access_token: expect.stringMatching(/^[0-9a-f]{64}$/), expires_in: 90 }),
    ]);
  });

  it.each([
    ['invalid_client', { client_secret: 'wrong' }],
    ['invalid_client', { client_id: '' }],
    ['unsupported_grant_type', { grant_type: 'password' }],
    ['invalid_request', { type: 'other' }],
    ['invalid_request', { redirect_uri: '' }],
  ])('is refused with the text %s', async (error, change) => {
    const { askToken } = await start();
    const reply = await askToken({ ...tokenForm, ...change });
    expect([reply.status, (await reply.json()).error]).toEqual([400, error]);
  });

  it('is wanted by every resource, ours, and not run out', async () => {
    const centre = smallCentre();
    const { call, get, code, url, token } = await start(centre, { tokenLifeMs: 60_000 });
    expect((await get(agentsOf212)).status).toBe(200);
    for (const authorization of ['', 'Bearer x', `Basic ${token}`, 'Bearer'])
      expect(await code(call('GET', agentsOf212, undefined, { authorization }))).toEqual([401, 'access_denied']);
    expect((await fetch(`${url}/uapi${agentsOf212}`)).status).toBe(401);
    centre.now = () => stubNow + 60_000;
    expect(await code(get(agentsOf212))).toEqual([401, 'access_denied']);
  });
});

describe('queue agents', () => {
  it('have a number and a status per queue, sorted by status', async () => {
    const { json, url } = await start();
    const [{ entry }] = await json(agentsOf212);
    expect(entry.map((row: Row) => [row.agentNumber, row.status])).toEqual([
      ['0003*211', '0'],
      ['0003*210', '1'],
      ['0003*214', '1'],
      ['0003*216', '1'],
      ['0003*215', '2'],
    ]);
    expect(entry[1]).toEqual({
      ...{ agentNumber: '0003*210', status: '1', queue: '0003*212', type: 'local', identifier: '0003*210' },
      links: { self: `${url}/uapi/extensions/@me/0003*212/queue/agents/0003*210` },
    });
  });

  it('come in each form that has been seen', async () => {
    const forms = ['array', 'entry-in-array', 'entry', 'entry-by-id'] as const;
    const replies: Row[] = [];
    for (const agentsForm of forms) {
      const { json } = await start(smallCentre(), { agentsForm });
      replies.push(await json(`${agentsOf212}?count=2&startIndex=1&fields=agentNumber,status`));
    }
    const [one, two] = [
      { agentNumber: '0003*210', status: '1' },
      { agentNumber: '0003*214', status: '1' },
    ];
    const around = { totalResults: 5, itemsPerPage: 2, startIndex: 1 };
    expect(replies).toEqual([
      [one, two],
      [{ entry: [one, two] }],
      { ...around, entry: [one, two] },
      { ...around, entry: { '0003*210': one, '0003*214': two } },
    ]);
  });

  it('end silently after twenty', async () => {
    const memberOf = [{ queueId: '212', level: 1 }];
    const agents = Array.from({ length: 45 }, (_, place) =>
      stubAgent({ id: String(300 + place), extension: `0003*${300 + place}`, memberOf }),
    );
    const { json, get } = await start(stubCentre({ queues: [stubQueue({ id: '212', number: '0003*212' })], agents }));
    const numbers = async (query: string) =>
      (await json(`${agentsOf212}${query}`))[0].entry.map((row: Row) => row.agentNumber);
    expect(await numbers('')).toHaveLength(20);
    expect(await numbers('?count=4999')).toHaveLength(45);
    expect(await numbers('?count=20&startIndex=40')).toEqual(agents.slice(40).map(({ extension }) => extension));
    const beyond = await get(`${agentsOf212}?startIndex=45`);
    expect([beyond.status, await beyond.text()]).toEqual([204, '']);
  });

  it('can be filtered; nothing found is 204 and an empty body', async () => {
    const { json, get, code } = await start();
    const found = async (query: string) =>
      (await json(`${agentsOf212}?${query}`))[0].entry.map((row: Row) => row.agentNumber);
    expect(await found('filterBy=status&filterOp=equals&filterValue=2')).toEqual(['0003*215']);
    expect(await found('filterBy=agentNumber&filterValue=0003*210')).toEqual(['0003*210']);
    expect(await found('filterBy=agentNumber&filterOp=contains&filterValue=21&count=1')).toEqual(['0003*211']);
    const none = await get(`${agentsOf212}?filterBy=status&filterOp=equals&filterValue=7`);
    expect([none.status, await none.text(), none.headers.get('content-type')]).toEqual([204, '', null]);
    expect(await code(get(`${agentsOf212}?filterBy=name&filterValue=x`))).toEqual([400, 'filterby_invalid']);
    expect(await code(get(`${agentsOf212}?filterBy=status&filterOp=like&filterValue=x`))).toEqual([
      ...[400, 'filterop_invalid'],
    ]);
    for (const query of ['count=0', 'count=5000', 'count=x', 'startIndex=-1', 'startIndex=5000'])
      expect((await get(`${agentsOf212}?${query}`)).status).toBe(400);
  });

  it('are found with and without the last slash, by any name of the user, `*` raw or encoded', async () => {
    const { get, code } = await start();
    for (const path of [
      ...['/extensions/@viewer/0003*212/queue/agents', '/extensions/@owner/0003%2A212/queue/agents/'],
      ...['/extensions/3/0003*212/queue/agents/0003*210', '/extensions/%40me/0003*212/queue/agents/210/'],
    ])
      expect((await get(path)).status, path).toBe(200);
    expect(await code(get('/extensions/4/0003*212/queue/agents/'))).toEqual([403, 'user_invalid']);
    for (const number of ['@self', '0003*210', '0009*212', "'%00<script>"])
      expect(await code(get(`/extensions/@me/${number}/queue/agents/`))).toEqual([400, 'extension_invalid']);
    expect(await code(get(`${agentsOf212}0003*999/`))).toEqual([400, 'qag_agent_invalid']);
    expect(await code(get('/extensions/@me/0003*212/nothing/'))).toEqual([400, 'request_invalid']);
  });

  it('reached outside have a number and an id', async () => {
    const { json, call, centre } = await start(smallCentre(), { remoteAgentIds: ['211'] });
    const [{ entry }] = await json(`${agentsOf212}?filterBy=status&filterValue=0`);
    expect(entry).toMatchObject([{ agentNumber: '+40721555211', type: 'remote', identifier: '9211' }]);
    const put = await call('PUT', `${agentsOf212}9211`, { status: '1' });
    expect(await put.json()).toMatchObject([{ agentNumber: '+40721555211', status: '1' }]);
    expect(centre.agents[1]!.joined).toEqual(['212']);
  });
});

describe('changing a status', () => {
  it('answers the manual’s example with the manual’s answer', async () => {
    const { call, url } = await start();
    const reply = await call('PUT', '/extensions/@me/0003*212/queue/agents/0003*210', { status: '1' });
    expect([reply.status, await reply.json()]).toEqual([
      200,
      [
        {
          ...{ agentNumber: '0003*210', status: '1', queue: '0003*212' },
          links: { self: `${url}/uapi/extensions/@me/0003*212/queue/agents/0003*210` },
        },
      ],
    ]);
  });

  it('changes one queue only', async () => {
    const { call, json, centre } = await start();
    const [agent] = centre.agents;
    const statuses = async () =>
      Promise.all(
        ['212', '213'].map(
          async (queue) => (await json(`/extensions/@me/0003*${queue}/queue/agents/0003*210/`))[0].entry[0].status,
        ),
      );
    const put = (status: string) => call('PUT', `${agentsOf212}0003*210`, { status });
    await put('2');
    expect([await statuses(), agent!.pausedIn]).toEqual([['2', '1'], ['212']]);
    await put('1');
    expect([await statuses(), agent!.pausedIn]).toEqual([['1', '1'], []]);
    await put('0');
    expect([await statuses(), agent!.joined]).toEqual([['0', '1'], ['213']]);
    await call('PUT', '/extensions/@me/0003*213/queue/agents/0003*210/', { status: '0' });
    expect([await statuses(), agent!.state]).toEqual([['0', '0'], 'logged-out']);
    await put('2');
    expect([await statuses(), agent!.joined, agent!.pausedIn]).toEqual([['2', '0'], ['212'], ['212']]);
  });

  it('answers 204 and nothing where set so', async () => {
    const { call, centre } = await start(smallCentre(), { changeReply: 'empty' });
    const reply = await call('PUT', `${agentsOf212}0003*211`, { status: '1' });
    expect([reply.status, await reply.text(), centre.agents[1]!.joined]).toEqual([204, '', ['212']]);
  });

  it.each([[{ status: '3' }], [{ status: 1 }], [{}], [null], [[]], [{ status: '1\0' }]])('refuses %j', async (body) => {
    const { call, code, centre } = await start();
    expect(await code(call('PUT', `${agentsOf212}0003*211`, body))).toEqual([400, 'status_invalid']);
    expect(centre.agents[1]!.state).toBe('logged-out');
  });

  it('refuses a body that does not say it is JSON, and other methods', async () => {
    const { call, code } = await start();
    const headers = { 'content-type': 'text/plain' };
    expect(await code(call('PUT', `${agentsOf212}0003*211`, { status: '1' }, headers))).toEqual([
      400,
      'status_invalid',
    ]);
    expect((await call('DELETE', `${agentsOf212}0003*211`)).status).toBe(405);
    expect((await call('PUT', agentsOf212, { status: '1' })).status).toBe(405);
  });

  it('can be a lie', async () => {
    const truth = smallCentre();
    const doctored = doctorCentre(truth);
    const face = createVoipnowFace(doctored.centre, credentials);
    const { url, close } = await listenFace((request, response) =>
      doctored.under(null, () => face(request, response), request.method === 'PUT' ? () => true : undefined),
    );
    closers.push(close);
    const form = { method: 'POST', body: new URLSearchParams(tokenForm) };
    const { access_token: token } = await (await fetch(`${url}/oauth/token.php`, form)).json();
    const reply = await fetch(`${url}/uapi${agentsOf212}0003*210`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"status":"2"}',
    });
    expect(await reply.json()).toMatchObject([{ status: '2' }]);
    expect(truth.agents[0]).toMatchObject({ state: 'idle', pausedIn: [] });
  });
});

describe('calls', () => {
  const calls = (number: string) => `/phoneCalls/@me/${number}/`;

  it('of a queue wait until somebody has answered', async () => {
    const { json } = await start();
    const { entry, totalResults } = await json(calls('0003*212'));
    expect(totalResults).toBe(3);
    expect(entry.map((row: Row) => [row.id, row.published, row.answered])).toEqual([
      ['1772445591.1', '2026-03-02T09:59:51Z', null],
      ['c2', '2026-03-02T09:58:50Z', '2026-03-02T09:59:00Z'],
      ['c3', '2026-03-02T09:59:40Z', null],
    ]);
    expect(entry[0]).toMatchObject({
      ...{ extension: '0003*212', ownerId: '3', ownerName: 'Vânzări' },
      phoneCallView: [{ id: '1', extension: '0003*212', source: '+40721555001', destination: '0003*212' }],
    });
    expect(entry[1].phoneCallView.map((view: Row) => view.extension)).toEqual(['0003*212', '0003*214']);
  });

  it('of a phone are what it rings for and talks to', async () => {
    const { json, get, code } = await start();
    expect((await json(calls('0003*214'))).entry).toMatchObject([{ id: 'c2', answered: '2026-03-02T09:59:00Z' }]);
    expect((await json(calls('0003*216'))).entry).toMatchObject([
      { id: 'c3', published: '2026-03-02T09:59:56Z', answered: null, ownerName: 'John Fox' },
    ]);
    const none = await get(calls('0003*210'));
    expect([none.status, await none.text()]).toEqual([204, '']);
    expect((await json(calls('@self'))).totalResults).toBe(5);
    expect(await code(get(calls('0003*999')))).toEqual([400, 'extension_invalid']);
  });

  it('of who is reached outside are the queue’s alone', async () => {
    const { json, code, get } = await start(smallCentre(), { remoteAgentIds: ['214'] });
    const { entry } = await json(`${calls('0003*212')}c2/`);
    expect(entry[0].phoneCallView[1]).toMatchObject({ extension: '+40721555214', destination: '+40721555214' });
    expect(await code(get(calls('0003*214')))).toEqual([400, 'extension_invalid']);
  });

  it('are paged, filtered and asked for one by one', async () => {
    const { json, get } = await start(smallCentre(), { listsForm: 'entry-by-id' });
    expect(Object.keys((await json(`${calls('0003*212')}?count=1&startIndex=1`)).entry)).toEqual(['c2']);
    expect((await json(`${calls('0003*212')}?filterBy=id&filterOp=equals&filterValue=c3`)).entry.c3.id).toBe('c3');
    expect((await json(`${calls('0003*212')}c2/`)).entry.c2.id).toBe('c2');
    expect((await get(`${calls('0003*212')}other/`)).status).toBe(204);
  });

  it('tell times and ringing in the ways that are left open', async () => {
    const offset = await start(smallCentre(), { times: 'offset', answersByRinging: true });
    const { entry } = await offset.json(calls('0003*212'));
    expect(entry.map((row: Row) => row.answered)).toEqual([
      ...[null, '2026-03-02T11:59:00+02:00', '2026-03-02T11:59:56+02:00'],
    ]);
    const seconds = await start(smallCentre(), { times: 'seconds' });
    expect((await seconds.json(calls('0003*214'))).entry[0].answered).toBe(String(at(60) / 1000));
  });

  it('are held, recorded, parked and joined', async () => {
    const { json, call } = await start();
    const view = async () => (await json(calls('0003*214'))).entry[0].phoneCallView;
    const put = async (action: string, more: object = {}) =>
      (await call('PUT', `${calls('0003*214')}c2/`, { action, ...more })).status;
    const before = await view();
    expect([await put('OnHold', { phoneCallViewId: '1' }), await view()]).toMatchObject([200, [{ onHold: true }]]);
    expect([await put('StartRecording'), await view()]).toMatchObject([200, [{ recording: true }]]);
    await put('OffHold');
    await put('StopRecording');
    expect(await view()).toEqual(before);
    await put('Whisper', { sendCallTo: '0003*210' });
    await put('BargeIn', { sendCallTo: '0003*215' });
    expect((await view()).slice(1)).toMatchObject([
      { id: '2', extension: '0003*210', as: 'Whisper' },
      { id: '3', extension: '0003*215', as: 'BargeIn' },
    ]);
    await put('Park');
    expect((await view()).map((leg: Row) => [leg.extension, leg.parked])).toEqual([
      ['0003*210', true],
      ['0003*215', true],
    ]);
    await put('UnPark');
    expect((await view()).map((leg: Row) => leg.extension)).toEqual(['0003*214', '0003*210', '0003*215']);
  });

  it('are picked up, handed over and sent away', async () => {
    const { call, centre } = await start();
    const put = (number: string, id: string, body: object) => call('PUT', `${calls(number)}${id}/`, body);
    const contact = (id: string) => centre.live.find((one) => one.id === id);
    const picked = await put('0003*212', '1772445591.1', { action: 'PickUp', sendCallTo: '0003*210' });
    expect(await picked.json()).toMatchObject([{ id: '1772445591.1', answered: '2026-03-02T10:00:00Z' }]);
    expect(contact('1772445591.1')).toMatchObject({ phase: 'talking', agentId: '210' });
    const moved = await put('0003*214', 'c2', { action: 'Transfer', sendCallTo: '0003*215' });
    expect([moved.status, await moved.text(), contact('c2')!.agentId]).toEqual([204, '', '215']);
    await put('0003*215', 'c2', { action: 'Transfer', sendCallTo: '+40215550100' });
    expect(contact('c2')).toBeUndefined();
    await put('0003*212', 'c3', { action: 'TransferToVoicemail' });
    expect(contact('c3')).toBeUndefined();
  });

  it.each([
    ['action_invalid', { action: 'Explode' }],
    ['action_invalid', { action: 'toString' }],
    ['action_invalid', {}],
    ['phonecallviewid_invalid', { action: 'OnHold', phoneCallViewId: '7' }],
    ['sendcallto_invalid', { action: 'Transfer' }],
    ['sendcallto_invalid', { action: 'Transfer', sendCallTo: '0003*999' }],
    ['sendcallto_invalid', { action: 'Whisper', sendCallTo: '+40215550100' }],
    ['phonecall_state_invalid', { action: 'OnHold' }],
  ])('refuse with %s what cannot be: %j', async (expected, body) => {
    const { call, code } = await start();
    expect(await code(call('PUT', `${calls('0003*212')}1772445591.1/`, body))).toEqual([400, expected]);
  });
});

describe('call events', () => {
  const events = '/extensions/@me/0003*212/phoneCallEvents/';
  const wanted = { type: '0', method: '1', url: 'https://board.example/hooks/x?y=1', note: 'callboard' };

  it('are made, listed by type, changed and removed', async () => {
    const { call, json, get, url } = await start();
    const made = await (await call('POST', events, wanted)).json();
    const self = `${url}/uapi${events}0/101`;
    expect(made).toEqual([{ id: '101', ...wanted, status: '1', links: { self } }]);
    await call('POST', `${events}2/`, { ...wanted, type: undefined, method: 0 });
    expect((await json(events)).entry.map((row: Row) => [row.type, row.method])).toEqual([
      ['0', '1'],
      ['2', '0'],
    ]);
    expect((await json(`${events}2/`)).entry).toMatchObject([{ id: '102' }]);
    const changed = await call('PUT', `${events}0/101/`, { status: '0', note: '' });
    expect(await changed.json()).toMatchObject([{ id: '101', url: wanted.url, status: '0', note: '' }]);
    expect((await call('DELETE', `${events}0/101/`)).status).toBe(204);
    expect((await get(`${events}0/101/`)).status).toBe(204);
    expect((await get('/extensions/@me/0003*213/phoneCallEvents/')).status).toBe(204);
  });

  it.each([
    ['type_invalid', { ...wanted, type: '5' }],
    ['method_invalid', { ...wanted, method: 'POST' }],
    ['url_invalid', { ...wanted, url: 'javascript:alert(1)' }],
    ['url_invalid', { ...wanted, url: `https://x.example/${'x'.repeat(2000)}` }],
    ['note_invalid', { ...wanted, note: 'x'.repeat(256) }],
    ['status_invalid', { ...wanted, status: '2' }],
  ])('refuse with %s what is wrong', async (expected, body) => {
    const { call, code } = await start();
    expect(await code(call('POST', events, body))).toEqual([400, expected]);
  });

  it('are of an extension that is there, and removed once', async () => {
    const { call, code } = await start();
    expect(await code(call('POST', '/extensions/@me/0003*999/phoneCallEvents/', wanted))).toEqual([
      ...[400, 'extension_invalid'],
    ]);
    expect(await code(call('DELETE', `${events}0/101/`))).toEqual([400, 'event_invalid']);
    expect(await code(call('GET', `${events}9/`))).toEqual([400, 'type_invalid']);
    expect((await call('DELETE', events)).status).toBe(405);
  });
});
