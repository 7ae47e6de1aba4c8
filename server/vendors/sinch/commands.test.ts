import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandAction } from '@/lib/commands/actions';
import { createFakeClock } from '@/server/fake-clock';
import { type Aim, makeOrder } from '@/server/vendors/make-order';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { Serve, ServedReply, ServedRequest } from '@/server/vendors/serve-http';
import type { Slices } from '@/server/vendors/vendor';
import agents from './fixtures/agents.json';
import { accepting, agentQueue, isChange, presences } from './fixtures/changes';
import * as sites from './fixtures/site';
import sinch from './index';
import { settings as settingsSchema } from './settings';

const john = 'E936C474B22311D38FBE0090279A922E';
const fox = `site/${john}`;
const wolf = 'site/A206C474B22311D38FBE0090279A922E';
const queue = `site/${agentQueue.id}`;
const lunch = { code: '04770429F80BDF1191AD001CC4D98816', label: 'Lunch' };

let site: SiteUnderTest;
let floor: Slices;
/** The document's site, where John Fox differs by these fields. */
async function start(john: object = {}, settings: object = {}): Promise<void> {
  await site?.close();
  const collections = { ...sites.documented, agents: [{ ...agents[0], ...john }, agents[1]] };
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl, auth: 'gateway', ...settings }),
    secrets: { user: sites.user, password: sites.password, apiKey: sites.apiKey },
    site: accepting(sites.serveCollections({ collections }), sites.viaGateway),
  };
  site = await openSite(sinch, fixtures, createFakeClock(sites.now));
  floor = site.normalize(await site.readAll());
}
beforeEach(() => start());
afterEach(() => site.close());

const order = (action: CommandAction, aim: Aim = {}) => makeOrder(floor, action, { agent: fox, ...aim });
const send = (action: CommandAction, aim: Aim = {}) => site.send(order(action, aim));
const refusal = async (action: CommandAction, aim: Aim = {}) => (await site.refusalOf(send(action, aim))).message;
const expects = (action: CommandAction, aim: Aim = {}) =>
  sinch.commands?.[action]?.expects(order(action, aim), settingsSchema.parse({ baseUrl: site.http.url }));
const told = ({ method, path, body }: ServedRequest) => [`${method} ${path}`, body === '' ? '' : JSON.parse(body)];
/** What a command asks for, without the feeds before it. */
async function asked(action: CommandAction, aim: Aim = {}): Promise<unknown[]> {
  const before = site.http.requests.length;
  await send(action, aim);
  return site.http.requests.slice(before).map(told);
}
const changes = () => site.http.requests.filter(isChange);
const answerChanges = (reply: ServedReply): void => {
  const usual: Serve = accepting(sites.serveCollections(), sites.viaGateway);
  site.http.answer((request) => (isChange(request) ? reply : usual(request)));
};
const absent = {
  userStatus: 'Pause',
  contactHandlingStatus: 'Waiting',
  availability: 'Away',
  profile: 'Lunch',
  profileType: 'ABSENCE',
};

describe('changes, as the document has them', () => {
  it('ready is a switch, sent as JSON with the credentials', async () => {
    await start({ userStatus: 'NotReady', availability: 'Away' });
    expect(await asked('ready')).toEqual([[`PUT /rmi/agents/${john}/readyState`, { readyState: 'Ready' }]]);
    expect(changes()[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(`${sites.user}:${sites.password}`).toString('base64')}`,
      'x-api-key': sites.apiKey,
      'content-type': 'application/json',
    });
  });

  it('pause without a reason turns it off, by the word of the settings', async () => {
    expect(await asked('pause')).toEqual([[`PUT /rmi/agents/${john}/readyState`, { readyState: 'NotReady' }]]);
    await start({}, { notReadyWord: 'Not_Ready' });
    expect(await asked('pause')).toMatchObject([[expect.any(String), { readyState: 'Not_Ready' }]]);
    await start({}, { notReadyWord: '' });
    expect(await refusal('pause')).toContain('choose one');
    expect(changes()).toEqual([]);
  });

  it('pause with a reason puts the whole profile back', async () => {
    const list = [`GET /rmi/agents/${john}/presences`, ''];
    expect(await asked('pause', { reason: lunch })).toEqual([
      list,
      list,
      [`PUT /rmi/agents/${john}/presences/${lunch.code}`, presences[1]],
    ]);
  });

  it('a reason that is gone is refused before anything is changed', async () => {
    expect(await refusal('pause', { reason: { code: '0', label: 'Gone' } })).toContain('no longer');
    expect(changes()).toEqual([]);
  });

  it('ready out of an absence takes up a presence first', async () => {
    await start(absent);
    expect((await asked('ready')).slice(-2)).toEqual([
      [`PUT /rmi/agents/${john}/presences/${presences[0]?.id}`, presences[0]],
      [`PUT /rmi/agents/${john}/readyState`, { readyState: 'Ready' }],
    ]);
  });

  it('ready may name which presence', async () => {
    await start(absent, { readyProfile: 'available' });
    expect((await asked('ready')).at(-2)).toEqual([
      `PUT /rmi/agents/${john}/presences/${presences[0]?.id}`,
      presences[0],
    ]);
    await start(absent, { readyProfile: 'Lunch' });
    expect(await refusal('ready')).toContain('"readyProfile"');
    expect(changes()).toEqual([]);
  });

  it.each([
    ['join', true],
    ['leave', false],
  ] as const)('%s reads the agent’s queue and puts it back whole', async (action, serving) => {
    const path = `/rmi/agents/${john}/queues/${agentQueue.id}`;
    expect(await asked(action, { queue })).toEqual([
      [`GET ${path}`, ''],
      [`PUT ${path}`, { ...agentQueue, serving }],
    ]);
  });
});

describe('refusals', () => {
  it('come before asking where RMI said that this account may not', async () => {
    const queues = { queue: [{ ...agentQueue, canChangeQueueLogin: false }] };
    await start({ manageablePresence: false, queues });
    expect(await refusal('ready')).toContain('presence');
    expect(await refusal('pause', { reason: lunch })).toContain('presence');
    expect(await refusal('join', { queue })).toContain('queue');
    expect(site.http.requests.filter(({ path }) => path.includes(john))).toEqual([]);
  });

  it('come with the record where it was changed meanwhile', async () => {
    const usual = accepting(sites.serveCollections(), sites.viaGateway);
    const locked = { ...agentQueue, canChangeQueueLogin: false };
    site.http.answer((request) => (request.path.includes('/queues/') ? { body: locked } : usual(request)));
    expect(await refusal('leave', { queue })).toContain('Sinch does not let');
    expect(changes()).toEqual([]);
  });

  it('of a logged-out agent, and of one who has not this queue', async () => {
    await start({ userStatus: 'LoggedOut', availability: 'LoggedOut' });
    expect(await refusal('ready')).toContain('logged out');
    expect(await refusal('join', { queue: 'site/990556DC18244B4AB5BF35D75A89CDEF' })).toContain('any more');
    expect(changes()).toEqual([]);
  });

  it('in plain text are quoted, without what we sent', async () => {
    answerChanges({ status: 400, body: `Invalid GUID: '2B8ED95B' for ${sites.user}, key ${sites.apiKey}` });
    expect(await refusal('ready')).toBe("Sinch refused: “Invalid GUID: '2B8ED95B' for …, key …”");
    answerChanges({ status: 404, body: 'HTTP 404 Not Found' });
    expect(await refusal('ready')).toContain('any more');
  });

  it('403 is one of the account', async () => {
    answerChanges({ status: 403 });
    expect((await site.vendorErrorOf(send('ready'))).kind).toBe('auth');
  });

  it('the second of two changes may fail when the first was done', async () => {
    await start(absent);
    const usual = accepting(sites.serveCollections(), sites.viaGateway);
    site.http.answer((request) => (request.path.endsWith('/readyState') ? { status: 503 } : usual(request)));
    expect((await site.vendorErrorOf(send('ready'))).status).toBe(503);
    expect(changes()).toHaveLength(2);
  });
});

describe('a session that has ended', () => {
  it('is opened again after a 401, which kept the change from being done', async () => {
    await site.close();
    const session = { ...sites.ecfs(), rmi: '/ecfs/RI/rmi' };
    const fixtures = {
      settings: (baseUrl: string) => ({ baseUrl, auth: 'session' }),
      secrets: { user: sites.user, password: sites.password },
      site: accepting(sites.serveCollections(session), session.isSignedIn, session.rmi),
    };
    site = await openSite(sinch, fixtures, createFakeClock(sites.now));
    floor = site.normalize(await site.readAll());
    session.end();
    await send('ready');
    expect(changes()).toHaveLength(2);
    expect(session.signIns()).toBe(2);
    session.end();
    answerChanges({ body: '<html>Please sign in</html>' });
    expect((await site.vendorErrorOf(send('ready'))).kind).toBe('bad-response');
    expect(changes()).toHaveLength(3);
  });
});

describe('what the floor will show', () => {
  it('is the switch, the profile or the queue', () => {
    const agent = { kind: 'agents', id: fox };
    expect(expects('ready')).toEqual([{ ...agent, becomes: { readiness: 'ready' }, what: 'ready' }]);
    expect(expects('pause')).toEqual([{ ...agent, becomes: { readiness: 'not-ready' }, what: 'the pause' }]);
    expect(expects('pause', { reason: lunch })).toEqual([
      { ...agent, becomes: { readiness: 'paused', pauseReason: 'Lunch' }, what: 'Lunch' },
    ]);
    const membership = floor.memberships?.find(({ agentId, queueId }) => agentId === fox && queueId === queue);
    expect(expects('leave', { queue })).toEqual([
      { kind: 'memberships', id: membership?.id, becomes: { serving: false }, what: 'CustomerService' },
    ]);
  });

  it('shows when it was done', async () => {
    await start(absent);
    expect(floor.agents?.[0]).toMatchObject({ readiness: 'paused', pauseReason: 'Lunch', canManageReadiness: true });
    expect(expects('pause')).toMatchObject([{ becomes: { readiness: 'paused' } }]);
    await start({ userStatus: 'NotReady', userReadyStatus: false, availability: 'Away' });
    expect(floor.agents?.[0]).toMatchObject({ readiness: 'not-ready' });
    expect(floor.agents?.[1]).toMatchObject({ canManage: false, canManageReadiness: false });
    expect(floor.memberships?.map(({ canChange }) => canChange)).toContain(true);
  });
});

describe('choices', () => {
  const choices = (id = fox) => {
    const agent = floor.agents?.find((one) => one.id === id);
    if (!agent) throw new Error('The agent is not on the floor');
    return site.choices(agent);
  };

  it('are the absences, and what is left of the day’s pause', async () => {
    expect(await choices()).toEqual({
      pauseReasons: [
        lunch,
        { code: '12684EA701114105A1D73F532AB80C28', label: 'Vacation' },
        { code: '2EA19675EA7DDF11B644463500000031', label: 'Meeting / Deny calls (Def: 1 hour)' },
      ],
      queues: null,
      breakLeftMs: 0,
    });
  });

  it.each([
    [{ dailyPauseDuration: 1_800_000, pauseTime: 600_000 }, 1_200_000],
    [{ dailyPauseDuration: 0, pauseTime: 600_000 }, null],
    [{ dailyPauseDuration: 1_800_000 }, null],
    [{}, null],
  ])('of %j leave %j ms', async (times, left) => {
    const usual = accepting(sites.serveCollections(), sites.viaGateway);
    site.http.answer((request) =>
      request.path === `/rmi/agents/${john}` ? { body: { id: john, ...times } } : usual(request),
    );
    expect((await choices()).breakLeftMs).toBe(left);
    expect(site.http.requests.find(({ path }) => path === `/rmi/agents/${john}`)?.target).toContain(
      '?startTime=2019-08-30T04%3A00%3A00.000Z&showQueueInfo=0',
    );
  });

  it('know no break where the agent’s own record is not told', async () => {
    const usual = accepting(sites.serveCollections(), sites.viaGateway);
    site.http.answer((request) =>
      request.path === `/rmi/agents/${john}` ? { status: 404, body: 'HTTP 404 Not Found' } : usual(request),
    );
    expect((await choices()).breakLeftMs).toBeNull();
    expect((await choices(wolf)).breakLeftMs).toBeNull();
  });
});
