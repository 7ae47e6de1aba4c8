import { afterEach, describe, expect, it } from 'vitest';
import { listenFace } from './face-listen';
import { createSinchFace, type SinchOptions } from './sinch';
import { type StubCentre, stubAgent, stubCentre, stubContact, stubNow, stubQueue } from './stub-centre';

const credentials = { user: 'wall', password: 'secret', apiKey: 'key-1' };
const basic = `Basic ${Buffer.from('wall:secret').toString('base64')}`;
const gateway = { Authorization: basic, 'x-api-key': 'key-1', Accept: 'application/json' };
const closers: (() => Promise<void>)[] = [];
// biome-ignore lint/suspicious/noExplicitAny: replies are read field by field.
type Row = Record<string, any>;

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(centre: StubCentre, options: SinchOptions = {}) {
  const { url, close } = await listenFace(createSinchFace(centre, credentials, options));
  closers.push(close);
  const get = (path: string) => fetch(`${url}/rmi${path}`, { headers: gateway });
  return {
    url,
    get,
    json: async (path: string) => (await get(path)).json(),
    named: async (path: string, name: string): Promise<Row> =>
      (await (await get(path)).json()).find((row: Row) => row.name === name),
    put: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${url}/rmi${path}`, {
        method: 'PUT',
        headers: { ...gateway, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  };
}

const at = (secondsAgo: number) => stubNow - secondsAgo * 1000;

function smallCentre(): StubCentre {
  const memberOf = [
    { queueId: '1', level: 1 },
    { queueId: '2', level: 1 },
  ];
  const loggedIn = { memberOf, joined: ['1', '2'], loggedInSince: at(7200) };
  return stubCentre({
    queues: [
      stubQueue({ id: '1', name: 'CustomerService', number: '320' }),
      stubQueue({ id: '2', name: 'Sales', channel: 'chat' }),
      stubQueue({ id: '3', name: 'Post', channel: 'email' }),
    ],
    agents: [
      stubAgent({ ...loggedIn, id: '201', extension: '201', state: 'talking', stateSince: at(60), contactIds: ['c2'] }),
      stubAgent({ id: '202', firstName: 'Jane', lastName: 'Wolf', extension: '202', memberOf, stateSince: at(3600) }),
      stubAgent({ ...loggedIn, id: '203', firstName: 'Ann', lastName: 'Hare', state: 'idle', stateSince: at(90) }),
      stubAgent({
        ...loggedIn,
        id: '204',
        lastName: 'Lynx',
        state: 'paused',
        stateSince: at(300),
        pausedSince: at(300),
        pauseCode: '10',
      }),
      stubAgent({ ...loggedIn, id: '205', lastName: 'Bear', state: 'wrap-up', stateSince: at(5), contactIds: ['c3'] }),
    ],
    live: [
      stubContact({ id: 'c1', queueId: '1', enteredAt: at(9) }),
      stubContact({
        id: 'c2',
        queueId: '1',
        phase: 'talking',
        agentId: '201',
        enteredAt: at(70),
        answeredAt: at(60),
      }),
      stubContact({
        id: 'c3',
        queueId: '1',
        phase: 'wrap-up',
        agentId: '205',
        enteredAt: at(100),
        answeredAt: at(95),
        releasedAt: at(5),
      }),
    ],
    ended: [
      stubContact({
        id: 'e1',
        queueId: '1',
        phase: 'ended',
        agentId: '201',
        enteredAt: at(1800),
        answeredAt: at(1762),
        releasedAt: at(1439),
        endedAt: at(1429),
        outcome: 'answered',
      }),
      stubContact({
        id: 'e2',
        queueId: '1',
        phase: 'ended',
        agentId: '203',
        enteredAt: at(1800),
        answeredAt: at(1790),
        releasedAt: at(1690),
        endedAt: at(1690),
        outcome: 'answered',
      }),
      stubContact({
        id: 'e3',
        queueId: '1',
        phase: 'ended',
        enteredAt: at(600),
        endedAt: at(597),
        outcome: 'abandoned',
      }),
      stubContact({
        id: 'e4',
        queueId: '1',
        phase: 'ended',
        enteredAt: at(600),
        endedAt: at(500),
        outcome: 'abandoned',
      }),
    ],
  });
}

describe('doors', () => {
  it('lets the gateway’s callers in with Basic and key, and asks for JSON by name', async () => {
    const { url, get } = await start(smallCentre());
    expect((await get('/queueStatuses')).status).toBe(200);
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${url}/rmi/queueStatuses`, { headers })).status;
    expect(await status({ ...gateway, Authorization: 'Basic d3Jvbmc6d3Jvbmc=' })).toBe(401);
    expect(await status({ Accept: 'application/json' })).toBe(401);
    expect(await status({ ...gateway, 'x-api-key': 'other' })).toBe(403);
    expect(await status({ ...gateway, Accept: '*/*' })).toBe(406);
  });

  it('needs no key on premises', async () => {
    const { url } = await start(smallCentre(), { basePath: '/tenant' });
    const headers = { Authorization: basic, Accept: 'application/json' };
    expect((await fetch(`${url}/tenant/RI/rmi/queueStatuses`, { headers })).status).toBe(200);
    expect((await fetch(`${url}/RI/rmi/queueStatuses`, { headers })).status).toBe(404);
  });

  it('opens a session with ECFAUTH and a form, and ends it after its time', async () => {
    const centre = smallCentre();
    const { url } = await start(centre, { sessionMs: 60_000 });
    const authenticate = (authorization: string, password: string) =>
      fetch(`${url}/ecfs/authentication`, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ Authorization: `Basic ${Buffer.from(`wall:${password}`).toString('base64')}` }),
      });
    expect((await authenticate('ECFAUTH', 'wrong')).status).toBe(401);
    expect((await authenticate(basic, 'secret')).status).toBe(401);
    const opened = await authenticate('ECFAUTH', 'secret');
    expect(opened.status).toBe(200);
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const statuses = (headers: Record<string, string>) =>
      fetch(`${url}/ecfs/RI/rmi/queueStatuses`, { headers: { Accept: 'application/json', ...headers } });
    expect((await statuses({ cookie })).status).toBe(200);
    expect((await statuses({ Authorization: basic })).status).toBe(401);
    centre.now = () => stubNow + 60_000;
    expect((await statuses({ cookie })).status).toBe(401);
  });
});

describe('queueStatuses', () => {
  const keys = ['id', 'name', 'type', 'inQueue', 'waitingDurationMax', 'inQueueCurrent', 'waitingDurationCurrentMax'];
  const agentKeys = ['agentsServing', 'agentsFree', 'agentsBusy', 'agentsNotReady', 'agentsPause', 'agentsWrapUp'];

  it('has the keys of the vendor’s example and counts every serving agent once', async () => {
    const rmi = await start(smallCentre());
    const row = await rmi.named('/queueStatuses', 'CustomerService');
    expect(Object.keys(row)).toEqual([...keys, ...agentKeys]);
    expect(row.id).toMatch(/^[0-9A-F]{32}$/);
    expect(row).toMatchObject({
      type: 'Phone',
      inQueue: 1,
      inQueueCurrent: 1,
      waitingDurationCurrentMax: 9000,
      agentsServing: 4,
      agentsFree: 1,
      agentsBusy: 1,
      agentsNotReady: 0,
      agentsPause: 1,
      agentsWrapUp: 1,
    });
  });

  it('leaves the current figures out of some queues where set so', async () => {
    const rmi = await start(smallCentre(), { someWithoutInQueueCurrent: true });
    const rows: Row[] = await rmi.json('/queueStatuses');
    const without = rows.filter((row) => !('inQueueCurrent' in row)).map((row) => row.name);
    expect(without).toEqual(['Post']);
  });

  it('filters by type, id and pattern, sorts, and answers one queue', async () => {
    const rmi = await start(smallCentre());
    const names = async (query: string) => (await rmi.json(`/queueStatuses?${query}`)).map((row: Row) => row.name);
    expect(await names('')).toEqual(['CustomerService', 'Post', 'Sales']);
    expect(await names('type=Phone,Chat')).toEqual(['CustomerService', 'Sales']);
    expect(await names('name=*s*e*')).toEqual(['CustomerService', 'Sales']);
    expect(await names('sort=-name,LOCALE-en-US')).toEqual(['Sales', 'Post', 'CustomerService']);
    expect(await names('offset=1&limit=1')).toEqual(['Post']);
    const { id } = await rmi.named('/queueStatuses', 'Sales');
    expect(await names(`id=${id}`)).toEqual(['Sales']);
    expect(await rmi.json(`/queueStatuses/${id}`)).toMatchObject({ id, name: 'Sales', type: 'Chat' });
  });

  it('cuts a list without limit at 100 and says nothing of it', async () => {
    const queues = Array.from({ length: 130 }, (_, index) => stubQueue({ id: `${index}` }));
    const rmi = await start(stubCentre({ queues }));
    expect(await rmi.json('/queueStatuses')).toHaveLength(100);
    expect(await rmi.json('/queueStatuses?offset=100')).toHaveLength(30);
    expect(await rmi.json('/queueStatuses?offset=130')).toEqual([]);
    expect(await rmi.json('/queueStatuses?limit=1000')).toHaveLength(130);
  });

  it('refuses what is no GUID in plain text, and has no queue for an unknown one', async () => {
    const rmi = await start(smallCentre());
    for (const path of ['/queueStatuses?id=2B8ED', '/queueStatuses/2B8ED', '/contacts?queueId=2B8ED']) {
      const response = await rmi.get(path);
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toBe('text/plain');
      expect(await response.text()).toBe("Invalid GUID: '2B8ED'");
    }
    const unknown = await rmi.get(`/queueStatuses/${'0'.repeat(32)}`);
    expect([unknown.status, await unknown.text()]).toEqual([404, 'HTTP 404 Not Found']);
  });
});

describe('agents', () => {
  const personKeys = [
    ['id', 'name', 'reportingGroupid', 'reportingGroupName', 'number', 'mobileNumber', 'externalNumber', 'location'],
    ['manageable', 'manageablePresence', 'chatName', 'chat', 'email'],
    ['userStatus', 'userStatusDuration', 'userReadyStatus'],
  ].flat();
  const presentKeys = [
    ['contactHandlingStatus', 'contactHandlingStatusDuration'],
    ['profileId', 'profile', 'profileDuration', 'profileType'],
  ].flat();
  const figureKeys = [
    ['activePhoneContacts', 'activeChatContacts', 'activeEmailContacts', 'activeContactDuration', 'chatCapacity'],
    ['handledContactsCallIn', 'handledContactsChatIn', 'handledContactseEmailIn', 'handledContactsCbrIn'],
    ['handledContactsTotalIn', 'handledContactsCallOut', 'handledContactsChatOut', 'handledContactsEmailOut'],
    ['handledContactsTotalOut', 'handledContactsTotal', 'totalHandlingDuration', 'totalWrapupDuration'],
    ['readyTime', 'notReadyTime', 'pauseTime', 'queues'],
  ].flat();
  const dailyKeys = ['availability', 'dailyPauseDuration', 'dailyWorkDuration'];

  it('has the keys of the vendor’s example, queues nested, number an integer', async () => {
    const rmi = await start(smallCentre());
    const fox = await rmi.named('/agents?showQueueInfo=3', 'Fox, John');
    expect(Object.keys(fox)).toEqual([...personKeys, ...presentKeys, ...dailyKeys, ...figureKeys]);
    expect(fox).toMatchObject({
      number: 201,
      userStatus: 'Ready',
      userReadyStatus: true,
      contactHandlingStatus: 'Talking_Inbound',
      contactHandlingStatusDuration: 60_000,
      profile: 'Available',
      profileType: 'PRESENCE',
      availability: 'Busy',
      activePhoneContacts: 1,
      activeContactDuration: 60_000,
      handledContactsCallIn: 1,
      totalHandlingDuration: 323_000,
      totalWrapupDuration: 10_000,
    });
    expect(Object.keys(fox.queues)).toEqual(['queue']);
    expect(fox.queues.queue[0]).toEqual({
      id: expect.stringMatching(/^[0-9A-F]{32}$/),
      name: 'CustomerService',
      type: 'Phone',
      serving: true,
      externalServing: false,
      canChangeQueueLogin: true,
      handledContactsCallIn: 1,
      handledContactsCallOut: 0,
      handledContactsChatIn: 0,
      handledContactsEmailIn: 0,
      handlingDuration: 323_000,
      wrapUpDuration: 10_000,
    });
  });

  it('tells neither queues nor profile of a logged-out agent', async () => {
    const rmi = await start(smallCentre());
    const wolf = await rmi.named('/agents?showQueueInfo=3', 'Wolf, Jane');
    expect(Object.keys(wolf)).toEqual([...personKeys, ...dailyKeys]);
    expect(wolf).toMatchObject({ userStatus: 'LoggedOut', availability: 'LoggedOut', userReadyStatus: false });
  });

  it('shows a pause as an absence and wrap-up as busy while waiting', async () => {
    const rmi = await start(smallCentre());
    expect(await rmi.named('/agents', 'Lynx, John')).toMatchObject({
      userStatus: 'Pause',
      userStatusDuration: 300_000,
      profile: 'Lunch',
      profileType: 'ABSENCE',
      profileDuration: 300_000,
      contactHandlingStatus: 'Waiting',
      availability: 'Away',
    });
    expect(await rmi.named('/agents', 'Bear, John')).toMatchObject({
      userStatus: 'Ready',
      contactHandlingStatus: 'Waiting',
      availability: 'Busy',
    });
  });

  it('gives with showQueueInfo what was asked: 0 nothing, 1 (and none) statistics, 2 configuration', async () => {
    const rmi = await start(smallCentre());
    const queue = async (query: string) => (await rmi.named(`/agents${query}`, 'Fox, John')).queues?.queue[0];
    expect(await queue('?showQueueInfo=0')).toBeUndefined();
    expect(await queue('')).not.toHaveProperty('serving');
    expect(await queue('?showQueueInfo=1')).toHaveProperty('handlingDuration');
    expect(await queue('?showQueueInfo=2')).toHaveProperty('serving', true);
    expect(await queue('?showQueueInfo=2')).not.toHaveProperty('handlingDuration');
    const withStatistics: Row[] = await rmi.json('/agents?showQueueInfo=4');
    expect(withStatistics.map((row) => row.name)).toEqual(['Bear, John', 'Fox, John', 'Hare, Ann']);
  });

  it('filters by availability, id, queue and any field', async () => {
    const rmi = await start(smallCentre());
    const names = async (query: string) => (await rmi.json(`/agents?${query}`)).map((row: Row) => row.name);
    expect(await names('availability=Free,Away')).toEqual(['Hare, Ann', 'Lynx, John']);
    expect(await names('name=Fox,%20John')).toEqual(['Fox, John']);
    expect(await names('number=202')).toEqual(['Wolf, Jane']);
    const { id } = await rmi.named('/agents', 'Fox, John');
    expect(await names(`id=${id}`)).toEqual(['Fox, John']);
    const post = await rmi.named('/queueStatuses', 'Post');
    expect(await names(`queueId=${post.id}`)).toEqual([]);
  });

  it('counts from startTime, which may be left out unless set to be required', async () => {
    const rmi = await start(smallCentre());
    const since = new Date(at(1000)).toISOString();
    const fox = await rmi.named(`/agents?startTime=${since}`, 'Fox, John');
    expect(fox.handledContactsCallIn).toBe(0);
    expect((await rmi.get('/agents?startTime=yesterday')).status).toBe(400);
    const strict = await start(smallCentre(), { requireStartTime: true });
    expect((await strict.get('/agents')).status).toBe(400);
    expect((await strict.get(`/agents?startTime=${since}`)).status).toBe(200);
  });

  it('keeps Ready through a contact and restarts it after a pause', async () => {
    const centre = smallCentre();
    const rmi = await start(centre);
    const hare = centre.agents.find((agent) => agent.id === '203');
    expect((await rmi.named('/agents', 'Hare, Ann')).userStatusDuration).toBe(90_000);
    Object.assign(hare!, { state: 'talking', stateSince: stubNow });
    centre.now = () => stubNow + 10_000;
    expect((await rmi.named('/agents', 'Hare, Ann')).userStatusDuration).toBe(100_000);
    Object.assign(hare!, { state: 'paused', pauseCode: '10', pausedSince: stubNow + 10_000 });
    expect((await rmi.named('/agents', 'Hare, Ann')).userStatusDuration).toBe(0);
    Object.assign(hare!, { state: 'idle', pauseCode: null, pausedSince: null, stateSince: stubNow + 20_000 });
    centre.now = () => stubNow + 25_000;
    expect((await rmi.named('/agents', 'Hare, Ann')).userStatusDuration).toBe(5_000);
  });

  it('shows at once that an agent asked to be away after the contact', async () => {
    const centre = smallCentre();
    const rmi = await start(centre);
    const fox = centre.agents.find((agent) => agent.id === '201');
    Object.assign(fox!, { pendingPause: '10' });
    const away = { userStatus: 'Pause', profile: 'Lunch', contactHandlingStatus: 'Talking_Inbound' };
    expect(await rmi.named('/agents', 'Fox, John')).toMatchObject(away);
    Object.assign(fox!, { pendingPause: '' });
    expect(await rmi.named('/agents', 'Fox, John')).toMatchObject({ userStatus: 'NotReady', profile: 'Available' });
  });

  it('keeps a chatting agent Free below capacity', async () => {
    const chat = { queueId: '2', channel: 'chat', phase: 'talking', agentId: '1', answeredAt: at(30) } as const;
    const centre = stubCentre({
      queues: [stubQueue({ id: '2', name: 'Sales', channel: 'chat' })],
      agents: [stubAgent({ id: '1', state: 'talking', loggedInSince: at(900), joined: ['2'], contactIds: ['x', 'y'] })],
      live: [stubContact({ ...chat, id: 'x' }), stubContact({ ...chat, id: 'y', answeredAt: at(10) })],
    });
    const [row] = await (await start(centre)).json('/agents');
    expect(row).toMatchObject({
      availability: 'Free',
      contactHandlingStatus: 'Chatting_Inbound',
      activeChatContacts: 2,
    });
    const [full] = await (await start(centre, { chatCapacity: 2 })).json('/agents');
    expect(full.availability).toBe('Busy');
  });
});

describe('commands', () => {
  const target = async (rmi: Awaited<ReturnType<typeof start>>, name: string) =>
    `/agents/${(await rmi.named('/agents', name)).id}`;

  it('reads and sets readyState', async () => {
    const centre = smallCentre();
    const rmi = await start(centre);
    const hare = await target(rmi, 'Hare, Ann');
    expect(await rmi.json(`${hare}/readyState`)).toEqual({ readyState: 'Ready' });
    const response = await rmi.put(`${hare}/readyState`, { readyState: 'NotReady' });
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(await rmi.json(hare)).toMatchObject({ userStatus: 'NotReady', profile: 'Available' });
    await rmi.put(`${hare}/readyState`, { readyState: 'Ready' });
    expect(await rmi.json(hare)).toMatchObject({ userStatus: 'Ready' });
    expect((await rmi.put(`${hare}/readyState`, { readyState: 'Asleep' })).status).toBe(400);
    expect((await rmi.put(`${hare}/readyState`, {}, { 'Content-Type': 'text/plain' })).status).toBe(415);
  });

  it('lists presences as the vendor’s example and sets one, all properties given', async () => {
    const rmi = await start(smallCentre());
    const hare = await target(rmi, 'Hare, Ann');
    const presences: Row[] = await rmi.json(`${hare}/presences`);
    expect(presences.map(({ name, reason, type, priority }) => [name, reason, type, priority])).toEqual([
      ['Available', 'NONE', 'PRESENCE', 100],
      ['Lunch', 'NONE', 'ABSENCE', 100],
      ['Meeting', 'MEETING', 'ABSENCE', 100],
    ]);
    const [available, lunch] = presences;
    expect((await rmi.put(`${hare}/presences/${lunch?.id}`, { id: lunch?.id })).status).toBe(400);
    expect((await rmi.put(`${hare}/presences/${lunch?.id}`, lunch)).status).toBe(204);
    expect(await rmi.json(hare)).toMatchObject({ userStatus: 'Pause', profileId: lunch?.id });
    expect((await rmi.put(`${hare}/presences/${available?.id}`, available)).status).toBe(204);
    expect(await rmi.json(hare)).toMatchObject({ userStatus: 'Ready', profile: 'Available' });
    expect((await rmi.put(`${hare}/presences/${'0'.repeat(32)}`, lunch)).status).toBe(404);
  });

  it('logs in to a queue and out of it by `serving`', async () => {
    const centre = smallCentre();
    const rmi = await start(centre);
    const hare = await target(rmi, 'Hare, Ann');
    const [queue] = await rmi.json(`${hare}/queues`);
    expect(Object.keys(queue)).toEqual(['id', 'name', 'type', 'serving', 'externalServing', 'canChangeQueueLogin']);
    expect((await rmi.put(`${hare}/queues/${queue.id}`, { ...queue, serving: false })).status).toBe(204);
    expect(await rmi.json(`${hare}/queues/${queue.id}`)).toEqual({ ...queue, serving: false });
    await rmi.put(`${hare}/queues/${queue.id}`, queue);
    expect(centre.agents.find((agent) => agent.id === '203')?.joined.sort()).toEqual(['1', '2']);
  });

  it('keeps an absence when only the ready state is set, unless set otherwise', async () => {
    for (const readyEndsAbsence of [false, true]) {
      const rmi = await start(smallCentre(), { readyEndsAbsence });
      const lynx = await target(rmi, 'Lynx, John');
      expect(await rmi.json(lynx)).toMatchObject({ userStatus: 'Pause', profile: 'Lunch' });
      expect((await rmi.put(`${lynx}/readyState`, { readyState: 'Ready' })).status).toBe(204);
      expect((await rmi.json(lynx)).userStatus).toBe(readyEndsAbsence ? 'Ready' : 'Pause');
    }
  });

  it('refuses in plain text what the account may not do, and a record of something else', async () => {
    const centre = smallCentre();
    const rmi = await start(centre, { unmanageable: ['203'], fixedQueues: ['2'] });
    const hare = await target(rmi, 'Hare, Ann');
    const bear = await target(rmi, 'Bear, John');
    expect(await rmi.json(hare)).toMatchObject({ manageable: false, manageablePresence: false });
    expect(await rmi.json(bear)).toMatchObject({ manageable: true, manageablePresence: true });
    const [available] = await rmi.json(`${hare}/presences`);
    const [service, sales] = await rmi.json(`${bear}/queues`);
    expect([service.canChangeQueueLogin, sales.canChangeQueueLogin]).toEqual([true, false]);
    const refused = [
      await rmi.put(`${hare}/readyState`, { readyState: 'NotReady' }),
      await rmi.put(`${hare}/presences/${available.id}`, available),
      await rmi.put(`${bear}/queues/${sales.id}`, { ...sales, serving: false }),
      await rmi.put(`${bear}/queues/${service.id}`, { ...sales, serving: false }),
      await rmi.put(`${bear}/queues/${service.id}`, { serving: false }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect(refused.every((reply) => reply.headers.get('content-type') === 'text/plain')).toBe(true);
    expect((await rmi.put(`${bear}/queues/${sales.id}`, sales)).status).toBe(204);
    expect(centre.agents.find(({ id }) => id === '203')?.state).toBe('idle');
    expect(centre.agents.find(({ id }) => id === '205')?.joined).toEqual(['1', '2']);
  });

  it('adds up the pauses of the day against the budget for them, and being not ready apart', async () => {
    const centre = smallCentre();
    const lynx = centre.agents.find(({ id }) => id === '204')!;
    lynx.pauses = [
      { code: '20', since: at(90_000), until: at(30_000) },
      { code: '10', since: at(3000), until: at(2400) },
      { code: null, since: at(2000), until: at(1900) },
    ];
    const rmi = await start(centre);
    const startTime = new Date(at(7200)).toISOString();
    const row = await rmi.json(`${await target(rmi, 'Lynx, John')}?startTime=${startTime}`);
    expect(row).toMatchObject({ pauseTime: 900_000, notReadyTime: 100_000, readyTime: 6_200_000 });
    expect(row.dailyPauseDuration).toBe(4_800_000);
  });

  it('commands nobody who is logged out or unknown', async () => {
    const rmi = await start(smallCentre());
    const wolf = await target(rmi, 'Wolf, Jane');
    expect((await rmi.put(`${wolf}/readyState`, { readyState: 'Ready' })).status).toBe(400);
    expect((await rmi.put(`/agents/${'0'.repeat(32)}/readyState`, { readyState: 'Ready' })).status).toBe(404);
    expect((await rmi.put('/queueStatuses', {})).status).toBe(405);
  });
});

describe('contacts', () => {
  it('has the keys of the vendor’s example once a call is over', async () => {
    const rmi = await start(smallCentre());
    const rows: Row[] = await rmi.json('/contacts');
    const call = rows.find((row) => row.status === 'Handled');
    const exampleKeys = [
      ['id', 'queueId', 'queueName', 'origQueueId', 'origQueueName', 'applicationId', 'applicationName', 'agentId'],
      ['agentName', 'reportingGroupId', 'reportingGroupName', 'contactGroupId', 'source', 'destination'],
      ['arrivalTime', 'arrivalQueueTime', 'connectTime', 'disconnectTime', 'wrapUpBeginTime', 'wrapUpEndTime'],
      ['queuingDuration', 'handlingDuration', 'wrapUpTotalDuration', 'wrapUpScriptingDuration'],
      ['wrapUpRestingDuration', 'totalDuration', 'serviceClosed', 'waitingDuration', 'status', 'channel', 'type'],
      ['record', 'answeredOnTimeThreshold', 'falseAttemptTimeThreshold', 'queueLoginType'],
    ].flat();
    expect(Object.keys(call ?? {}).sort()).toEqual(exampleKeys.sort());
    expect(call).toMatchObject({
      agentName: 'Fox, John',
      source: '0401234567',
      destination: '320',
      channel: 'PHONE',
      type: 'CallIn',
      queuingDuration: 38_000,
      handlingDuration: 323_000,
      wrapUpTotalDuration: 10_000,
      wrapUpScriptingDuration: 7_000,
      wrapUpRestingDuration: 3_000,
      answeredOnTimeThreshold: 20,
      falseAttemptTimeThreshold: 5,
      disconnectTime: new Date(at(1439)).toISOString(),
    });
  });

  it('tells apart every status', async () => {
    const rmi = await start(smallCentre());
    const rows: Row[] = await rmi.json('/contacts?sort=status');
    expect(rows.map((row) => row.status)).toEqual([
      'Handled',
      'Handled_AOT',
      'InProcess',
      'InProcess_WrapUp',
      'InQueue',
      'NotHandled_Ab',
      'NotHandled_FA',
    ]);
    const waiting = rows.find((row) => row.status === 'InQueue');
    expect(waiting).toMatchObject({ disconnectTime: null, queuingDuration: 9_000, record: false });
    expect(waiting).not.toHaveProperty('agentId');
    expect(waiting).not.toHaveProperty('connectTime');
  });

  it('keeps to the times given, and adds everything in process when asked', async () => {
    const rmi = await start(smallCentre());
    const statuses = async (query: string) => (await rmi.json(`/contacts?${query}`)).map((row: Row) => row.status);
    const span = `startTime=${new Date(at(1000)).toISOString()}&endTime=${new Date(at(500)).toISOString()}`;
    expect(await statuses(span)).toEqual(['NotHandled_FA', 'NotHandled_Ab']);
    expect(await statuses(`${span}&showAllInProcess=1`)).toHaveLength(5);
    expect(await statuses('showAllInProcess=1')).toEqual(['InProcess_WrapUp', 'InProcess', 'InQueue']);
  });

  it('filters by queue, agent, field and number, and pages', async () => {
    const rmi = await start(smallCentre());
    const count = async (query: string) => (await rmi.json(`/contacts?${query}`)).length;
    const { id: queueId } = await rmi.named('/queueStatuses', 'CustomerService');
    const { id: agentId } = await rmi.named('/agents', 'Fox, John');
    expect(await count(`queueId=${queueId}`)).toBe(7);
    expect(await count(`agentId=${agentId}`)).toBe(2);
    expect(await count('agentName=Fox,%20John')).toBe(2);
    expect(await count('status=InProcess*')).toBe(2);
    expect(await count('search=04012')).toBe(7);
    expect(await count('search=999')).toBe(0);
    expect(await count('limit=5')).toBe(5);
    expect(await count('limit=5&offset=5')).toBe(2);
    expect((await rmi.get('/contacts?limit=many')).status).toBe(400);
  });

  it('answers one contact by id, and may lack the time of arrival in the queue', async () => {
    const ended = Array.from({ length: 40 }, (_, index) =>
      stubContact({ id: `${index}`, queueId: '1', phase: 'ended', endedAt: stubNow, outcome: 'abandoned' }),
    );
    const centre = stubCentre({ queues: [stubQueue({ id: '1' })], ended });
    const rmi = await start(centre, { someWithoutArrivalQueueTime: true });
    const rows: Row[] = await rmi.json('/contacts');
    const without = rows.filter((row) => !('arrivalQueueTime' in row));
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(40);
    expect(await rmi.json(`/contacts/${rows[0]?.id}`)).toEqual(rows[0]);
  });

  it('writes chats and e-mails in their own words', async () => {
    const centre = stubCentre({
      queues: [stubQueue({ id: '2', channel: 'chat' }), stubQueue({ id: '3', channel: 'email' })],
      live: [
        stubContact({ id: 'a', queueId: '2', channel: 'chat' }),
        stubContact({ id: 'b', queueId: '3', channel: 'email', enteredAt: stubNow + 1 }),
      ],
    });
    const [chat, email] = await (await start(centre)).json('/contacts');
    expect(chat).toMatchObject({ channel: 'CHAT', type: 'ChatIn', subtype: 'text' });
    expect(email).toMatchObject({ channel: 'EMAIL', type: 'EMAILIN', subject: expect.any(String) });
    expect(email).not.toHaveProperty('record');
  });
});

describe('contactSummaries', () => {
  it('has a row per queue and quarter, in the keys and spellings of the vendor’s example', async () => {
    const rmi = await start(smallCentre());
    const rows: Row[] = await rmi.json('/contactSummaries?sort=hourTime');
    expect(rows.map((row) => row.hourTime)).toEqual(['2026-03-02T09:30:00.00Z', '2026-03-02T09:45:00.00Z']);
    const [half, quarter] = rows;
    expect(Object.keys(half ?? {})).toEqual(
      [
        ['applicationId', 'applicationName', 'changeTimeStamp', 'hourTime', 'id', 'inAbandoned', 'inAnsweredOnTime'],
        ['inArrivedHandled', 'inArrivedActive', 'inFalseAttempt', 'inHandleTimeMax', 'inHandleTimeTotal', 'inHandled'],
        ['inQueueTimeMax', 'inAnsweredQueueTimeTotal', 'inAbandonedQueueTimeTotal', 'inFalseAttemptQueueTimeTotal'],
        ['inServiceClosed', 'outHandleTimeMax', 'outHandleTimeTotal', 'outHandled', 'queueId', 'queueName', 'type'],
      ].flat(),
    );
    expect(half).toMatchObject({
      id: `${half?.queueId}20260302T093000Z`,
      inHandled: 2,
      inAnsweredOnTime: 1,
      inHandleTimeTotal: 423_000,
      inHandleTimeMax: 323_000,
      inAnsweredQueueTimeTotal: 48_000,
    });
    expect(quarter).toMatchObject({
      inAbandoned: 1,
      inFalseAttempt: 1,
      inAbandonedQueueTimeTotal: 100_000,
      inFalseAttemptQueueTimeTotal: 3_000,
      inQueueTimeMax: 100_000,
      inArrivedActive: 3,
      inHandled: 0,
    });
  });

  it('filters by startTime, queue and type, and answers one by its id', async () => {
    const rmi = await start(smallCentre());
    const rows: Row[] = await rmi.json('/contactSummaries?startTime=2026-03-02T09:45:00.000Z');
    expect(rows).toHaveLength(1);
    expect(await rmi.json('/contactSummaries?type=Chat,Email')).toEqual([]);
    expect(await rmi.json(`/contactSummaries?queueId=${rows[0]?.queueId}`)).toHaveLength(2);
    expect(await rmi.json(`/contactSummaries/${rows[0]?.id}`)).toEqual(rows[0]);
    expect((await rmi.get('/contactSummaries/nothing')).status).toBe(404);
  });
});

describe('queueGroups', () => {
  it('nests queues, has ALL_QUEUES among GUIDs and shows levels only when asked', async () => {
    const rmi = await start(smallCentre());
    const plain: Row[] = await rmi.json('/queueGroups');
    expect(plain.map((row) => row.name).sort()).toEqual(['ALL_QUEUES', 'Chat queues', 'Email queues', 'Phone queues']);
    const all = plain.find((row) => row.id === 'ALL_QUEUES');
    expect(all?.queues.queue).toHaveLength(3);
    expect(Object.keys(all?.queues.queue[0])).toEqual(['id', 'name', 'type']);
    const levels = await rmi.json('/queueGroups/ALL_QUEUES?showThresholds=1');
    expect(Object.keys(levels.queues.queue[0])).toHaveLength(12);
    expect(levels.queues.queue[0]).toMatchObject({ maxWaitTimeCriticalLevel: 120_000, serviceLevelWarningLevel: 80 });
    expect(levels.queues.queue[1]).not.toHaveProperty('freeAgentWarningLevel');
    expect((await rmi.get('/queueGroups?id=SOME_QUEUES')).status).toBe(400);
    expect(await rmi.json('/queueGroups?id=ALL_QUEUES')).toHaveLength(1);
  });
});

describe('userStatuses', () => {
  it('counts active contacts by kind', async () => {
    const rmi = await start(smallCentre());
    const fox = await rmi.named('/userStatuses', 'Fox, John');
    expect(fox).toMatchObject({ status: 'Ready', activeIbCallCnt: 1, activeIbChatCnt: 0 });
    expect(Object.keys(fox)).toHaveLength(16);
    expect(await rmi.json(`/userStatuses/${fox.id}`)).toEqual(fox);
  });
});
