import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { ServedReply, ServedRequest } from '@/server/vendors/serve-http';
import type { Slices } from '@/server/vendors/vendor';
import { clientId, clientSecret, good, now, type SiteData, serveSite } from './fixtures/site';
import type { Heard } from './heard';
import ringme from './index';
import { settings as settingsSchema } from './settings';

const at = (time: string) => Date.parse(`2026-03-04T${time}Z`);

let site: SiteUnderTest;
let data: SiteData;
let tokens: string[];
/** Short waits, which are over at once, ms. */
let waits: number[];
/** Answers before the site does, while there is one. */
let early: (request: ServedRequest) => ServedReply | undefined;

beforeEach(async () => {
  data = good();
  early = () => undefined;
  const served = serveSite(data, (request) => early(request));
  tokens = served.tokens;
  const settings = (url: string) => ({ baseUrl: url, timeZone: 'Asia/Novosibirsk' });
  site = await openSite(ringme, { settings, secrets: { clientId, clientSecret }, site: served.serve }, hurriedClock());
});
afterEach(() => site.close());

const event = (status: 'available' | 'logged_out', time = '09:00:00', by: 'api' | 'phone' | null = null) => ({
  status,
  by,
  at: at(time),
});
async function records(heard: Readonly<Record<string, ReturnType<typeof event>>> = {}, before?: Slices) {
  const hooks: Heard = new Map(Object.entries(heard));
  return site.normalize({ ...(await site.readAll()), hooks }, before);
}
const agentOf = (slices: Slices, id = 'local%3A136') => slices.agents?.find((agent) => agent.id === `site/${id}`);
const paths = () => site.http.requests.map(({ method, target }) => `${method} ${target}`);

describe('a tenant after the documents', () => {
  it('shows queues by their labels, with what their agents do and nothing that RingMe does not tell', async () => {
    const { queues } = await records({ 'local:136': event('available'), 'remote:136': event('logged_out') });
    expect(queues).toMatchObject([
      { id: 'site/501', name: 'Поддержка', isOpen: null, agentsServing: 1, agentsFree: 0, agentsBusy: 1 },
      { id: 'site/502', name: '000*501', isOpen: false, agentsServing: 0, agentsFree: 0, agentsBusy: 0 },
    ]);
    for (const queue of queues ?? [])
      expect(queue).toMatchObject({
        ...{ waiting: null, oldestWaitSince: null, agentsPaused: null, agentsNotReady: null, agentsWrapUp: null },
        ...{ offered: null, answered: null, answeredInTime: null, abandoned: null, serviceLevelTarget: null },
      });
  });

  it('knows nothing of a queue of whose agents nothing was heard', async () => {
    expect((await records()).queues?.[0]).toMatchObject({ agentsServing: null, agentsFree: null, agentsBusy: null });
    data.members[501] = [];
    expect((await records()).queues?.[0]).toMatchObject({ agentsServing: 0, agentsFree: 0, agentsBusy: 0 });
  });

  it('tells local and remote agents apart though their ids are the same', async () => {
    const { agents, memberships } = await records({ 'remote:136': event('available') });
    expect(agents?.map(({ id, name, extension, readiness }) => [id, name, extension, readiness])).toEqual([
      ['site/local%3A136', 'Анна', '000*094', 'unknown'],
      ['site/local%3A137', 'Борис', '000*095', 'unknown'],
      ['site/remote%3A136', 'Вера', '+73832000000', 'ready'],
    ]);
    expect(memberships?.map(({ id, agentId, serving }) => [id, agentId, serving])).toEqual([
      ['site/501%3Alocal%3A136', 'site/local%3A136', null],
      ['site/501%3Alocal%3A137', 'site/local%3A137', null],
      ['site/502%3Aremote%3A136', 'site/remote%3A136', true],
    ]);
  });

  it('shows the calls at the phones of agents, with times that are GMT without saying so', async () => {
    expect((await records()).contacts).toMatchObject([
      {
        ...{ id: 'site/c-1%3A7001', agentId: 'site/local%3A136', queueId: null, state: 'talking', direction: 'in' },
        ...{ caller: '79130000001', callerName: 'Иван' },
        ...{ enteredAt: at('09:29:00'), answeredAt: at('09:29:12.250') },
      },
      { id: 'site/c-2%3A7002', agentId: 'site/local%3A137', state: 'ringing', answeredAt: null },
    ]);
  });

  it('names the other end of an outgoing call, and leaves out one that is held elsewhere', async () => {
    const call = { init_time_gmt: '2026-03-04 09:29:00', extension_id: 7002, caller_id_number: '101' };
    data.calls = [
      { ...call, call_api_id: 'out', call_flow: 'OUT', called_number: '79139999999' },
      { ...call, call_api_id: 'away', call_flow: 'in', answer_time_gmt: '2026-03-04 09:29:05', real_call: false },
    ];
    const slices = await records({ 'local:137': event('available') });
    expect(slices.contacts).toMatchObject([{ state: 'ringing', direction: 'out', caller: '79139999999' }]);
    expect(agentOf(slices, 'local%3A137')?.state).toBe('ready');
  });
});

describe('the state of an agent', () => {
  it('is what was heard last; never heard of is unknown', async () => {
    data.calls = [];
    const slices = await records({
      'local:136': event('available', '09:10:00', 'phone'),
      'local:137': event('logged_out'),
    });
    expect(slices.agents).toMatchObject([
      {
        ...{ readiness: 'ready', state: 'ready', stateSince: at('09:10:00'), stateSinceIsReceipt: true },
        vendorState: 'available · phone',
      },
      { readiness: 'logged-out', state: 'logged-out', stateSince: at('09:00:00'), vendorState: 'logged_out' },
      { readiness: 'unknown', state: 'unknown', stateSince: null, vendorState: null },
    ]);
  });

  it('is busy or ringing by the calls, but for one who is logged out', async () => {
    const both = { 'local:136': event('available'), 'local:137': event('available') };
    const slices = await records(both);
    expect(slices.agents?.slice(0, 2)).toMatchObject([
      { readiness: 'ready', state: 'busy', stateSince: now },
      { readiness: 'ready', state: 'ringing', stateSince: now },
    ]);
    expect(agentOf(await records())).toMatchObject({ readiness: 'unknown', state: 'busy' });
    expect(agentOf(await records({ 'local:136': event('logged_out') }))?.state).toBe('logged-out');
  });

  it('counts from when we saw a call begin and end', async () => {
    const heard = { 'local:136': event('available') };
    const busy = await records(heard);
    await site.clock.advance(60_000);
    expect(agentOf(await records(heard, busy))?.stateSince).toBe(now);
    data.calls = [];
    const free = await records(heard, busy);
    expect(agentOf(free)).toMatchObject({ state: 'ready', stateSince: now + 60_000 });
    await site.clock.advance(60_000);
    expect(agentOf(await records(heard, free))?.stateSince).toBe(now + 60_000);
    expect(agentOf(await records({ 'local:136': event('available', '09:50:00') }, free))?.stateSince).toBe(
      at('09:50:00'),
    );
  });

  it('is not free before the calls were asked for', async () => {
    const names = await site.read('names');
    const hooks: Heard = new Map([['local:136', event('available')]]);
    const slices = site.normalize({ live: null, today: null, names, hooks });
    expect(agentOf(slices)).toMatchObject({ readiness: 'ready', state: 'unknown' });
    expect([slices.queues?.[0]?.agentsServing, slices.queues?.[0]?.agentsFree]).toEqual([1, null]);
    expect(slices.contacts).toBeUndefined();
  });
});

describe('what is asked', () => {
  it('is lists that end with a slash, page by page until one brings nothing new', async () => {
    await site.read('names');
    expect(paths().slice(0, 1)).toEqual(['POST /oauth/token']);
    expect(paths()).toEqual(
      expect.arrayContaining([
        'GET /api/ver1.0/client/@me/extension/?type=queue&page=1',
        'GET /api/ver1.0/client/@me/extension/?type=queue&page=2',
        'GET /api/ver1.0/client/@me/extension/?type=phone&page=1',
        'GET /api/ver1.0/client/@me/agent/local/?page=2',
        'GET /api/ver1.0/client/@me/agent/remote/?page=1',
        'GET /api/ver1.0/extension/501/agent/?page=1',
      ]),
    );
    expect(paths()).toHaveLength(1 + 2 + 2 + 2 + 2 + 2 + 2);
  });

  it('ends where a list knows no pages, and finds a list under a name', async () => {
    data.pageSize = 1000;
    const { queues } = data;
    early = ({ path }) =>
      path.endsWith('/extension/') ? { body: { page: 1, per_page: 20, extension: queues } } : undefined;
    expect((await records()).queues).toHaveLength(2);
  });

  it('needs no list of remote agents, nor a queue that was just removed', async () => {
    early = ({ path }) =>
      path.endsWith('/remote/') || path.endsWith('/502/agent/')
        ? { status: 404, body: { message: 'Not found' } }
        : undefined;
    const slices = await records();
    expect([slices.agents?.length, slices.queues?.length, slices.memberships?.length]).toEqual([2, 2, 2]);
  });
});

describe('the token', () => {
  it('is asked for once for all who need it, and used until shortly before its end', async () => {
    await Promise.all([site.read('live'), site.read('live'), site.read('names')]);
    expect(tokens).toHaveLength(1);
    await site.clock.advance(3_539_000);
    await site.read('live');
    expect(tokens).toHaveLength(1);
    await site.clock.advance(2000);
    await site.read('live');
    expect(tokens).toHaveLength(2);
  });

  it('without a word of its life is used until it is refused', async () => {
    data.token = {};
    await site.read('live');
    await site.clock.advance(86_400_000);
    await site.read('live');
    expect(tokens).toHaveLength(1);
  });

  it('that is refused before its end is renewed once, and the request is answered', async () => {
    await site.read('live');
    tokens.push('another');
    expect((await site.read('live'))?.value).toHaveLength(3);
    expect(tokens).toEqual(['token-1', 'another', 'token-3']);
  });

  it('that is refused again means the credentials', async () => {
    early = ({ path }) =>
      path === '/oauth/token' ? undefined : { status: 401, body: { status: 401, message: 'Unauthorized' } };
    expect(await site.failureOf('live')).toMatchObject({ kind: 'auth', status: 401 });
    expect(tokens).toHaveLength(2);
    early = ({ path }) => (path === '/oauth/token' ? { status: 400, body: { error: 'invalid_client' } } : undefined);
    site.memory.clear();
    expect(await site.failureOf('live')).toMatchObject({ kind: 'auth', status: 400 });
  });
});

describe('a 429', () => {
  const busy: ServedReply = {
    status: 429,
    body: { message: 'Stats request already exists, concurrent request not allowed' },
  };
  const quota = (headers: Record<string, string>): ServedReply => ({
    status: 429,
    headers,
    body: { message: 'rate_limit_exceeded' },
  });
  const answer = (reply: ServedReply, times = 99) => {
    let left = times;
    early = ({ path }) => (path.startsWith('/api') && left-- > 0 ? reply : undefined);
  };

  it('for a request beside ours is asked again in a moment', async () => {
    answer(busy, 2);
    expect((await site.read('live'))?.value).toHaveLength(3);
    expect(waits).toEqual([400, 800]);
  });

  it('for the same again and again ends as rate-limited, for a second only', async () => {
    answer(busy);
    expect(await site.failureOf('live')).toMatchObject({ kind: 'rate-limited', retryAfterMs: 1000 });
    expect(waits).toEqual([400, 800, 1200]);
  });

  it.each([
    ['Retry-After', { 'retry-after': '30', 'x-ratelimit-reset': '99' }, 30_000],
    ['a reset in seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800' }, 1_800_000],
    ['a reset at an instant', { 'x-ratelimit-reset': String(Math.floor(now / 1000) + 60) }, 60_000],
    ['no word', {}, undefined],
  ])('for the quota, with %s, is obeyed and not asked again', async (_, headers, retryAfterMs) => {
    answer(quota(headers));
    expect(await site.failureOf('live')).toMatchObject({ kind: 'rate-limited', retryAfterMs });
    expect(paths().filter((path) => path.includes('current_calls'))).toHaveLength(1);
  });
});

it('takes a path of the API that is another, and no other settings', () => {
  const parse = (settings: object) => settingsSchema.safeParse({ baseUrl: 'https://pbx.example', ...settings });
  expect(parse({}).data?.apiPath).toBe('/api/ver1.0');
  expect(parse({ apiPath: 'api/ver1.0/' }).success).toBe(true);
  for (const wrong of [{ apiPath: '/api/../x y' }, { apiPath: 'https://other' }, { answerWithinSeconds: 20 }])
    expect([wrong, parse(wrong).success]).toEqual([wrong, false]);
});

/** A fake clock on which short waits are over at once, while answers come over a real network. */
function hurriedClock(): FakeClock {
  const clock = createFakeClock(now);
  waits = [];
  const after: FakeClock['after'] = (delayMs, run) => {
    if (delayMs >= 5000) return clock.after(delayMs, run);
    waits.push(delayMs);
    setImmediate(run);
    return () => {};
  };
  return { ...clock, after };
}
