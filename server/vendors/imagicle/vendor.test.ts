import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import { createFakeClock } from '@/server/fake-clock';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { ServedReply } from '@/server/vendors/serve-http';
import type { Slices } from '@/server/vendors/vendor';
import { empty, good, now, password, type SiteData, serveSite, user, usQueue } from './fixtures/site';
import imagicle from './index';

const at = (time: string) => Date.parse(`2026-03-04T${time}Z`);
const us = 'site/561814';
const ready = { username: 'jdoe', loginStatus: 2, isAvailable: true, isBusy: false };
const call = { id: 'c1', waitingStartTime: '2026-03-04T09:29:30Z', caller: { number: '+39' } };

let site: SiteUnderTest;
const open = async (settings: object = {}, startAt = now) => {
  await site?.close();
  const fixtures = {
    settings: (url: string) => ({ baseUrl: `${url}/fw/Apps/QME/WebAPI`, timeZone: 'Europe/Rome', ...settings }),
    secrets: { user, password },
    site: serveSite(),
  };
  site = await openSite(imagicle, fixtures, createFakeClock(startAt));
};
beforeEach(() => open());
afterEach(() => site.close());

async function records(data: SiteData, before?: Slices, refuse?: (path: string) => ServedReply | undefined) {
  site.http.answer(serveSite(data, refuse));
  return site.normalize(await site.readAll(), before);
}
/** A site whose queues 1, 2 … have these real-time statistics. */
const siteOf = (...realTime: object[]): SiteData => ({
  ...empty,
  queues: realTime.map((_, index) => ({ id: index + 1, name: `Queue ${index + 1}` })),
  realTime: Object.fromEntries(realTime.map((statistics, index) => [index + 1, statistics])),
  statistics: Object.fromEntries(realTime.map((_, index) => [index + 1, {}])),
  agents: Object.fromEntries(realTime.map((_, index) => [index + 1, []])),
});
async function queueOf(realTime: object): Promise<QueueRecord> {
  return (await records(siteOf(realTime))).queues![0]!;
}
/** The agent `jdoe` with one set of statistics per queue. */
async function agentOf(...seats: object[]): Promise<AgentRecord> {
  const data = siteOf(...seats.map((seat) => ({ agents: [{ ...ready, ...seat }], waitingCalls: [] })));
  return (await records(data)).agents![0]!;
}
async function today(statistics: object): Promise<QueueRecord> {
  return (await records({ ...good, statistics: { 561814: statistics } })).queues![0]!;
}

describe('a site after the documents', () => {
  it('shows queues with counts of our own and the day’s figures', async () => {
    expect((await records(good)).queues![0]).toMatchObject({
      id: us,
      name: 'Queue-US',
      channel: 'phone',
      isOpen: true,
      problem: null,
      waiting: 1,
      oldestWaitSince: at('09:29:00'),
      agentsServing: 2,
      agentsFree: 1,
      agentsBusy: 0,
      agentsPaused: 1,
      offered: 25,
      answered: 20,
      answeredInTime: null,
      abandoned: 3,
      shortAbandoned: null,
      answeredWaitMs: 20 * 193_000,
      handlingMs: (36 * 3600 + 25 * 60 + 12) * 1000,
      overflowed: 4,
      todaySince: at('03:00:00.500') - 500,
      todayPartial: false,
    });
  });

  it('shows agents by their names, memberships with the readiness each has, and the waiting caller', async () => {
    const slices = await records(good);
    expect(slices.agents).toMatchObject([
      { id: 'site/jdoe', name: 'Jane Doe', extension: '201', state: 'ready', stateSince: at('09:10:00') },
      { id: 'site/mrossi', name: 'Mario Rossi', state: 'paused', stateSince: at('09:20:00'), pauseReason: 'Lunch' },
    ]);
    expect(slices.memberships?.map(({ id, serving, readiness }) => [id, serving, readiness])).toEqual([
      ['site/561814%3Ajdoe', true, 'ready'],
      ['site/561814%3Amrossi', true, 'paused'],
      ['site/561815%3Amrossi', true, 'paused'],
      ['site/561816%3Ajdoe', null, 'unknown'],
    ]);
    expect(slices.contacts).toMatchObject([
      {
        id: 'site/call-1',
        queueId: us,
        state: 'waiting',
        caller: '+390583123456',
        callerName: 'Anna Bianchi',
        isVip: true,
      },
    ]);
  });
});

describe('what is asked', () => {
  const targets = () => site.http.requests.map(({ target }) => target.replace('/fw/Apps/QME/WebAPI/', ''));

  it('is the list, then each queue on its documented path; nothing of a queue that says it may not be seen', async () => {
    await site.read('live');
    expect(targets().sort()).toEqual([
      'Queues/FIFO',
      'Queues/FIFO/561814/RealTimeStatistics',
      'Queues/FIFO/561815/RealTimeStatistics',
    ]);
  });

  it('counts the interval back to the start of the business day', async () => {
    await site.read('today');
    expect(targets()).toContain('Queues/FIFO/561814/Statistics?interval=PT6H30M1S');
  });

  it('never asks for more than 24 hours: the 25-hour day is partial, and says so', async () => {
    await open({}, Date.UTC(2026, 9, 25, 2, 30));
    const { queues } = site.normalize(await site.readAll());
    expect(targets()).toContain('Queues/FIFO/561814/Statistics?interval=PT24H');
    expect(queues![0]).toMatchObject({ todayPartial: true, todaySince: Date.UTC(2026, 9, 24, 2, 30) });
  });

  it('follows the settings: tenant and real-time path', async () => {
    await open({ tenantId: 'a b', realTimePath: 'v2/{queueId}/live' });
    site.http.answer(serveSite(good, (path) => (path.endsWith('/live') ? { body: good.realTime[561814] } : undefined)));
    await site.read('live');
    expect(targets()).toEqual(['Queues/FIFO?tenantId=a%20b', 'v2/561814/live', 'v2/561815/live']);
  });

  it('keeps to the number of requests it may have under way', async () => {
    await open({ maxParallel: 2 });
    const many = siteOf(...Array.from({ length: 12 }, () => ({ agents: [] })));
    const held: (() => void)[] = [];
    let underWay = 0;
    let most = 0;
    site.http.answer(async (request) => {
      if (!request.path.endsWith('/RealTimeStatistics')) return serveSite(many)(request);
      most = Math.max(most, ++underWay);
      const turn = new Promise<void>((resolve) => held.push(resolve));
      if (held.length === 2) setImmediate(() => held.splice(0).forEach((release) => void release()));
      await turn;
      underWay -= 1;
      return serveSite(many)(request);
    });
    await site.read('live');
    expect(site.http.requests).toHaveLength(13);
    expect(most).toBe(2);
  });
});

describe('a queue that may not be seen', () => {
  const unknown = { waiting: null, oldestWaitSince: null, isOpen: null, agentsFree: null, agentsServing: null };

  it('is unknown and says why, whether it told so itself or answered 403; the others stay known', async () => {
    const { 561815: _, ...seen } = good.realTime;
    const { queues } = await records({ ...good, realTime: seen });
    expect(queues).toMatchObject([{ waiting: 1, problem: null }, unknown, unknown]);
    expect(queues?.slice(1).map((queue) => queue.problem)).toEqual(
      Array(2).fill(
        'Imagicle does not let this account see the real-time statistics of this queue: give it the right to',
      ),
    );
  });

  it('leaves its agents unknown where no other queue tells of them', async () => {
    const { agents } = await records({ ...good, realTime: {} });
    expect(agents).toMatchObject([
      { id: 'site/jdoe', name: 'Jane Doe', readiness: 'unknown', state: 'unknown', stateSince: null },
      { id: 'site/mrossi', readiness: 'unknown', state: 'unknown' },
    ]);
  });

  it('loses only its counts of the day, or only its list of agents, when just these are refused', async () => {
    const { queues } = await records({ ...good, statistics: {} });
    expect(queues![0]).toMatchObject({ waiting: 1, offered: null, answered: null, overflowed: null });
    expect(queues![0]!.problem).toMatch(/statistics of the day/);
    const slices = await records({ ...good, agents: {} });
    expect(slices.agents).toMatchObject([{ name: 'jdoe', state: 'ready' }, { name: 'mrossi' }]);
    expect(slices.queues![0]!.problem).toBeNull();
  });

  it('is unknown too when it is gone since the list was read', async () => {
    const gone = (path: string) => (path.includes('/561815/Real') ? { status: 404 } : undefined);
    const { queues } = await records(good, undefined, gone);
    expect(queues![1]).toMatchObject({ ...unknown, problem: expect.stringContaining('HTTP 404') });
  });
});

describe('failures', () => {
  const on = (part: string, reply: ServedReply) => (path: string) => (path.includes(part) ? reply : undefined);

  it.each([
    ['the list refused', 'WebAPI/Queues/FIFO', { status: 403 }, { kind: 'auth', status: 403 }],
    ['wrong password in the middle', '561815/Real', { status: 401 }, { kind: 'auth', status: 401 }],
    ['one queue failing', '561815/Real', { status: 500 }, { kind: 'bad-response', status: 500 }],
    ['QME not running', '561815/Real', { status: 504 }, { kind: 'timeout', status: 504 }],
    [
      'too many requests',
      '561815/Real',
      { status: 429, headers: { 'retry-after': '30' } },
      { kind: 'rate-limited', retryAfterMs: 30_000 },
    ],
  ])('%s is one of the source', async (_name, part, reply, failure) => {
    site.http.answer(serveSite(good, on(part, reply)));
    expect(await site.failureOf('live')).toMatchObject(failure);
  });

  it('name the setting when the real-time path is known for no queue', async () => {
    site.http.answer(serveSite(good, on('RealTimeStatistics', { status: 404 })));
    const failure = await site.failureOf('live');
    expect(failure).toMatchObject({ kind: 'bad-response', status: 404 });
    expect(failure.message).toMatch(/knows this path for no queue \(HTTP 404\): check "realTimePath"$/);
  });
});

describe('the state of an agent in one queue', () => {
  it.each([
    ['0 none', { loginStatus: 0 }, 'unknown', 'unknown'],
    ['1 logged out', { loginStatus: 1, isBusy: true }, 'logged-out', 'logged-out'],
    ['2 and available', {}, 'ready', 'ready'],
    ['2 as text', { loginStatus: '2' }, 'ready', 'ready'],
    ['2 and not available', { isAvailable: false }, 'not-ready', 'not-ready'],
    ['2 and no word of availability', { isAvailable: undefined }, 'ready', 'unknown'],
    ['2 and busy', { isAvailable: false, isBusy: true }, 'ready', 'busy'],
    ['3 pause', { loginStatus: 3 }, 'paused', 'paused'],
    ['3 pause and busy', { loginStatus: 3, isBusy: true }, 'paused', 'busy'],
    ['4 wrap-up', { loginStatus: 4, isAvailable: false }, 'ready', 'wrap-up'],
    ['a status we do not know', { loginStatus: 9 }, 'unknown', 'unknown'],
    ['no status', { loginStatus: null }, 'unknown', 'unknown'],
  ])('%s', async (_name, seat, readiness, state) => {
    expect(await agentOf(seat)).toMatchObject({ readiness, state });
  });

  it('is ringing while a call booked by the agent is transferred, since we saw it', async () => {
    const data = (booked: object, seat: object = {}) =>
      siteOf({ agents: [{ ...ready, ...seat }], waitingCalls: [{ ...call, ...booked }] }, { agents: [ready] });
    const rings = data({ isBeingTransferred: true, bookedBy: { username: 'JDoe' } }, { isAvailable: false });
    const first = await records(rings);
    expect(first.agents).toMatchObject([
      { readiness: 'ready', state: 'ringing', stateSince: now, stateSinceIsReceipt: true },
    ]);
    expect(first.contacts).toMatchObject([{ state: 'ringing', agentId: 'site/jdoe', answeredAt: null }]);
    expect(first.queues).toMatchObject([
      { waiting: 1, agentsFree: 0, agentsBusy: 1 },
      { waiting: null, agentsFree: 0, agentsBusy: 1 },
    ]);
    await site.clock.advance(4000);
    expect((await records(rings, first)).agents).toMatchObject([{ state: 'ringing', stateSince: now }]);
    const booked = await records(data({ isBeingTransferred: false, bookedBy: { username: 'jdoe' } }));
    expect(booked.agents).toMatchObject([{ state: 'ready' }]);
    expect(booked.contacts).toMatchObject([{ state: 'waiting', agentId: null }]);
  });
});

describe('the state of an agent over queues', () => {
  const out = { loginStatus: 1 };
  const paused = { loginStatus: 3 };
  const unavailable = { isAvailable: false };
  const none = { loginStatus: 0 };
  it.each([
    ['ready before paused', [paused, {}, out], 'ready', 'ready'],
    ['not ready before paused', [paused, unavailable], 'not-ready', 'not-ready'],
    ['paused before logged out', [out, paused], 'paused', 'paused'],
    ['logged out of all', [out, out], 'logged-out', 'logged-out'],
    ['unknown where one is and none is engaged', [out, none], 'unknown', 'unknown'],
    ['known where one is unknown and one engaged', [none, paused], 'paused', 'paused'],
    ['busy in one', [{}, { isBusy: true }], 'ready', 'busy'],
    ['wrapping up in one, ready in another', [{ loginStatus: 4 }, {}], 'ready', 'wrap-up'],
  ])('%s', async (_name, seats, readiness, state) => {
    expect(await agentOf(...seats)).toMatchObject({ readiness, state });
  });

  it('is since the first queue that has it; logged out since the last', async () => {
    const early = { currentStatusStartTime: '2026-03-04T08:00:00Z' };
    const late = { currentStatusStartTime: '2026-03-04T09:00:00Z' };
    expect((await agentOf(early, late, { ...paused, currentStatusStartTime: '2026-03-04T07:00:00Z' })).stateSince).toBe(
      at('08:00:00'),
    );
    expect((await agentOf({ ...out, ...early }, { ...out, ...late })).stateSince).toBe(at('09:00:00'));
    expect((await agentOf({})).stateSince).toBeNull();
  });

  it('tells the end of wrap-up, the reason of a pause, and the vendor’s own words', async () => {
    const wrapUp = { loginStatus: 4, wrapupEnd: '2026-03-04T09:31:00Z' };
    expect(await agentOf(wrapUp, {})).toMatchObject({
      wrapUpEndsAt: at('09:31:00'),
      vendorState: 'Wrap Up · isAvailable / Ready · isAvailable',
    });
    expect(await agentOf({ ...paused, pauseReason: 'Lunch' }, out)).toMatchObject({ pauseReason: 'Lunch' });
    expect(await agentOf({ ...paused, pauseReason: 'Lunch' }, {})).toMatchObject({ pauseReason: null });
  });
});

describe('times', () => {
  const since = async (waitingStartTime: string) =>
    (await queueOf({ waitingCalls: [{ ...call, waitingStartTime }] })).oldestWaitSince;

  it('are in the site’s zone unless they carry an offset', async () => {
    expect(await since('2026-03-04T10:29:30')).toBe(at('09:29:30'));
    expect(await since('2026-03-04T10:29:30.1234567')).toBe(at('09:29:30') + 123);
    expect(await since('2026-03-04T09:29:30Z')).toBe(at('09:29:30'));
    expect(await since('2026-03-04T14:59:30+05:30')).toBe(at('09:29:30'));
  });

  it('are unknown when unset or unreadable', async () => {
    expect(await since('0001-01-01T00:00:00')).toBeNull();
    expect(await since('half past ten')).toBeNull();
  });

  it('are put on our clock when the vendor’s is an hour off', async () => {
    const data = siteOf({ waitingCalls: [{ ...call, waitingStartTime: '2026-03-04T10:29:30Z' }] });
    site.http.answer(async (request) => ({
      ...(await serveSite(data)(request)),
      headers: { date: new Date(now + 3_600_000).toUTCString() },
    }));
    const { queues } = site.normalize(await site.readAll());
    expect(queues![0]!.oldestWaitSince).toBe(at('09:29:30'));
  });
});

describe('waiting', () => {
  it('is the number of calls, none is zero, and no list is unknown', async () => {
    expect(await queueOf({ waitingCalls: [] })).toMatchObject({ waiting: 0, oldestWaitSince: null });
    expect(await queueOf({ agents: [] })).toMatchObject({ waiting: null, oldestWaitSince: null });
    expect(await queueOf({ waitingCalls: [call] })).toMatchObject({ agentsFree: null, agentsServing: null });
    const later = { ...call, id: 'c2', waitingStartTime: '2026-03-04T09:29:50Z' };
    expect(await queueOf({ waitingCalls: [later, call, call] })).toMatchObject({
      waiting: 2,
      oldestWaitSince: at('09:29:30'),
    });
  });
});

describe('the day', () => {
  const counts = { servedCalls: 0, abandonedCalls: 1, exceedingWaitingTimeCalls: 2, overflowedCalls: 9 };

  it('offers what was served, abandoned or waited too long; what overflowed stands apart', async () => {
    expect(await today({ ...counts, servedCalls: '7', avgWaitingTime: 'PT10S' })).toMatchObject({
      offered: 10,
      answered: 7,
      abandoned: 1,
      overflowed: 9,
      answeredWaitMs: 70_000,
    });
  });

  it('knows the wait of nobody, and nothing of what is missing', async () => {
    expect(await today(counts)).toMatchObject({ offered: 3, answeredWaitMs: 0, handlingMs: null });
    expect(await today({ ...counts, servedCalls: 2 })).toMatchObject({ answeredWaitMs: null });
    expect(await today({ ...counts, exceedingWaitingTimeCalls: undefined })).toMatchObject({
      offered: null,
      abandoned: 1,
    });
    expect(await today({ ...counts, totalConversationTime: '36:25:12' })).toMatchObject({ handlingMs: null });
    expect(await today({ ...counts, totalConversationTime: 'PT0S' })).toMatchObject({ handlingMs: 0 });
  });
});

describe('odd answers', () => {
  it('show markup in names as the text it is', async () => {
    const name = '<script>alert(1)</script> &amp; Söhne';
    const data = siteOf({ agents: [ready], waitingCalls: [{ ...call, caller: { number: 7, displayName: name } }] });
    const slices = await records({
      ...data,
      queues: [{ id: 1, name }],
      agents: { 1: [{ username: 'jdoe', firstName: name }] },
    });
    expect([slices.queues![0]!.name, slices.agents![0]!.name]).toEqual([name, name]);
    expect(slices.contacts).toMatchObject([{ caller: '7', callerName: name }]);
  });

  it('take phone numbers in either form, ids as text, keys in any case, and each queue once', async () => {
    const { name: _, ...nameless } = usQueue;
    const queues = [
      { ...nameless, PhoneNumber: ['668001', 'us@example.com'], phoneNumber: undefined },
      { ...nameless, id: '561815', phoneNumber: '668002' },
      { ...nameless, id: '561815', phoneNumber: '668002' },
      { id: 7, CanViewRealTimeStats: false },
    ];
    const slices = await records({ ...good, queues });
    expect(slices.queues?.map(({ id, name }) => [id, name])).toEqual([
      [us, '668001'],
      ['site/561815', '668002'],
      ['site/7', '7'],
    ]);
  });

  it('name callers by display name, full name or company', async () => {
    const nameOf = async (caller: object) =>
      (await records(siteOf({ waitingCalls: [{ ...call, caller }] }))).contacts![0]!.callerName;
    expect(await nameOf({ displayName: 'A. B.', firstName: 'Anna', company: 'ACME' })).toBe('A. B.');
    expect(await nameOf({ firstName: 'Anna', lastName: 'Bianchi', company: 'ACME' })).toBe('Anna Bianchi');
    expect(await nameOf({ displayName: '', company: 'ACME' })).toBe('ACME');
    expect(await nameOf({})).toBeNull();
  });

  it('bring an agent who vanishes and returns back under the same ids, and one agent however the name is written', async () => {
    const present = siteOf({ agents: [ready], waitingCalls: [] });
    const first = await records(present);
    const without = await records(siteOf({ agents: [], waitingCalls: [] }), first);
    expect([without.agents, without.memberships]).toEqual([[], []]);
    const again = await records(present, without);
    expect([again.agents, again.memberships]).toEqual([first.agents, first.memberships]);
    const shouted = await records({ ...present, agents: { 1: [{ username: 'JDOE', firstName: 'Jane' }] } });
    expect(shouted.agents).toMatchObject([{ id: 'site/jdoe', name: 'Jane' }]);
    expect(shouted.memberships).toHaveLength(1);
  });
});
