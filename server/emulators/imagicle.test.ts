import { Duration } from 'luxon';
import { afterEach, describe, expect, it } from 'vitest';
import { createCentre } from './centre';
import type { Centre } from './centre-types';
import { hourMs, minuteMs } from './day-shape';
import { listenFace } from './face-listen';
import { createImagicleFace, type ImagicleOptions } from './imagicle';
import { durationText } from './imagicle/date-times';
import { sitePlans } from './sites';
import { stubAgent, stubCentre, stubContact, stubQueue } from './stub-centre';

const credentials = { user: 'callboard', password: 'pässword' };
const authorization = `Basic ${Buffer.from('callboard:pässword').toString('base64')}`;
const start = Date.parse('2026-03-10T14:00:00Z');

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function open(options: ImagicleOptions = {}, stub?: Centre) {
  const clock = { now: () => start };
  const centre = stub ?? createCentre({ site: sitePlans.lucca, seed: 'test', clock, warmUpMs: 9 * hourMs });
  const { url, close } = await listenFace(createImagicleFace(centre, credentials, options));
  closers.push(close);
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${url}/fw/Apps/QME/WebAPI/${path}`, { ...init, headers: { authorization, ...init.headers } });
  const get = async (path: string) => (await call(path)).json();
  return { centre, call, get };
}

describe('queues', () => {
  it('come as a bare array of queue objects, phone numbers as text or as a list', async () => {
    const { get } = await open();
    const queues = await get('Queues/FIFO');
    expect(queues).toHaveLength(4);
    expect(queues[0]).toEqual({
      id: 561814,
      name: 'Prenotazioni visite',
      phoneNumber: '668001',
      tenantId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      canViewRealTimeStats: true,
      priority: { value: 0, override: false },
      loginLogoutPhoneNumber: { value: '415780', override: false },
      maxWaitingCalls: { value: 12, override: true },
    });
    expect(queues[1].phoneNumber).toEqual(['668002', 'coda2@lucca.example']);
    expect(await get(`Queues/FIFO?tenantId=${queues[0].tenantId}`)).toHaveLength(4);
    expect(await get('Queues/FIFO?tenantId=00000000-0000-0000-0000-000000000000')).toEqual([]);
  });

  it('refuse other credentials, unknown queues and ids that are no number', async () => {
    const { call } = await open();
    const statuses = await Promise.all([
      call('Queues/FIFO', { headers: { authorization: 'Basic bm86bm8=' } }),
      call('Queues/FIFO/999/Users/Agents'),
      call('Queues/FIFO/abc/Users/Agents'),
      call('Queues/FIFO/999/RealTimeStatistics'),
      call('Users/Agents/nobody/Queues'),
      call('Nothing/Here'),
    ]);
    expect(statuses.map((reply) => reply.status)).toEqual([401, 404, 400, 404, 404, 404]);
  });
});

describe('agents of a queue', () => {
  it('are users without a status', async () => {
    const { centre, get } = await open();
    const agents = await get('Queues/FIFO/561814/Users/Agents');
    const members = centre.agents.filter((agent) => agent.memberOf.some(({ queueId }) => queueId === '561814'));
    const { username, firstName, lastName, extension } = members[0]!;
    expect(agents).toHaveLength(members.length);
    expect(agents[0]).toEqual({ username, firstName, lastName, telephoneAddress: extension });
    expect(await get(`Users/Agents/${username}/Queues`)).toMatchObject([{ id: 561814 }, { id: 561815 }]);
  });

  it('can be added once and removed once', async () => {
    const { centre, call, get } = await open();
    const { username } = centre.agents.find((agent) => agent.memberOf.every(({ queueId }) => queueId !== '561821'))!;
    const path = 'Queues/FIFO/561821/Users/Agents';
    const add = () => call(path, { method: 'POST', body: JSON.stringify({ username }) });
    expect((await add()).status).toBe(201);
    const again = await add();
    expect([again.status, await again.json()]).toEqual([409, expect.objectContaining({ reason: 1 })]);
    expect((await get(path)).some((agent: { username: string }) => agent.username === username)).toBe(true);
    expect((await call(`${path}/${username}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call(`${path}/${username}`, { method: 'DELETE' })).status).toBe(404);
    expect((await call(path, { method: 'POST', body: '{}' })).status).toBe(400);
    expect((await call(path, { method: 'POST', body: '{"username":"nobody"}' })).status).toBe(404);
  });

  it('need a primary extension', async () => {
    const agents = [stubAgent({ id: '1', extension: '' })];
    const { centre, call } = await open({}, stubCentre({ queues: [stubQueue({ id: '561821' })], agents }));
    const body = JSON.stringify({ username: 'agent1' });
    const reply = await call('Queues/FIFO/561821/Users/Agents', { method: 'POST', body });
    expect([reply.status, await reply.json()]).toEqual([409, expect.objectContaining({ reason: 0 })]);
    expect(centre.agents[0]?.memberOf).toEqual([]);
  });
});

describe('real-time statistics', () => {
  it('show agents by their log-in status in that queue', async () => {
    const { centre, get } = await open();
    const statistics = await get('Queues/FIFO/561814/RealTimeStatistics');
    expect(Object.keys(statistics).toSorted()).toEqual(
      ['agents', 'availableChannels', 'callsBeingServed', 'isManualMode', 'isOpen', 'waitingCalls'].toSorted(),
    );
    const talking = centre.liveContacts().filter(({ queueId, phase }) => queueId === '561814' && phase === 'talking');
    expect(statistics.callsBeingServed).toBe(talking.length);
    for (const shown of statistics.agents) {
      const agent = centre.agents.find(({ username }) => username === shown.username)!;
      const paused = agent.state === 'paused' || agent.pendingPause !== null;
      const onDuty = paused ? 3 : agent.state === 'wrap-up' ? 4 : 2;
      expect(shown.loginStatus).toBe(agent.joined.includes('561814') ? onDuty : 1);
      expect(shown.isBusy).toBe(agent.state === 'talking');
      expect('pauseReason' in shown).toBe(shown.loginStatus === 3);
      expect('wrapupEnd' in shown).toBe(shown.loginStatus === 4);
      expect(shown.currentStatusStartTime).toMatch(/^2026-03-\d\dT\d\d:\d\d:\d\d\+01:00$/);
    }
    expect(new Set(statistics.agents.map((agent: { loginStatus: number }) => agent.loginStatus)).size).toBeGreaterThan(
      1,
    );
  });

  it('show waiting calls oldest first, a ringing one as booked', async () => {
    const agents = [stubAgent({ id: '7', username: 'zoe.nicoli', extension: '4007' })];
    const queues = [stubQueue({ id: '1' })];
    const common = { queueId: '1', caller: '+393005551234', callerName: null };
    const live = [
      stubContact({ ...common, id: 'b', enteredAt: start - 5_000, isVip: true, callerName: 'Zoë Nicolì' }),
      stubContact({
        ...common,
        id: 'a',
        enteredAt: start - 9_000,
        phase: 'ringing',
        agentId: '7',
        ringingSince: start,
      }),
      stubContact({ ...common, id: 'c', enteredAt: start - 1_000, caller: 'anonymous' }),
    ];
    const { get } = await open(
      { hiddenQueueIds: [], dateTimes: 'utc', realTimePath: 'RealTime/{queueId}' },
      stubCentre({ agents, queues, live }),
    );
    const { waitingCalls } = await get('RealTime/1');
    expect(waitingCalls.map((call: { id: string }) => call.id)).toEqual(['a', 'b', 'c']);
    expect(waitingCalls[0]).toMatchObject({
      waitingStartTime: '2026-03-10T13:59:51Z',
      isBeingTransferred: true,
      bookedBy: { username: 'zoe.nicoli', telephoneAddress: '4007' },
      caller: { number: '+393005551234', displayName: '', isVip: false, isInternal: false, country: 'IT' },
    });
    expect(waitingCalls[1]).toMatchObject({ isBeingTransferred: false, caller: { lastName: 'Nicolì', isVip: true } });
    expect(waitingCalls[1]).not.toHaveProperty('bookedBy');
    expect(waitingCalls[2].caller.number).toBe('');
  });

  it('are refused for the queue that may not be seen', async () => {
    const { call, get } = await open();
    const hidden = (await get('Queues/FIFO')).filter((queue: Record<string, unknown>) => !queue.canViewRealTimeStats);
    expect(hidden).toMatchObject([{ id: 561821 }]);
    expect((await call('Queues/FIFO/561821/RealTimeStatistics')).status).toBe(403);
    expect((await call('Queues/FIFO/561821/Statistics')).status).toBe(403);
    expect((await call('Queues/FIFO/561821/Users/Agents')).status).toBe(200);
  });
});

describe('historical statistics', () => {
  it('count backwards from now, in ISO durations', async () => {
    const { get } = await open();
    const [minute, hours] = [
      await get('Queues/FIFO/561814/Statistics'),
      await get('Queues/FIFO/561814/Statistics?interval=PT8H'),
    ];
    expect(Object.keys(hours)).toEqual([
      ...['avgWaitingTime', 'maxWaitingTime', 'avgConversationTime', 'maxConversationTime', 'totalConversationTime'],
      ...['servedCalls', 'servedVipCalls', 'abandonedCalls', 'abandonedVipCalls', 'exceedingWaitingTimeCalls'],
      ...['exceedingWaitingTimeVipCalls', 'overflowedCalls', 'overflowedVipCalls'],
    ]);
    expect(hours.servedCalls).toBeGreaterThan(100);
    expect(minute.servedCalls).toBeLessThan(hours.servedCalls / 20);
    expect(hours.servedVipCalls).toBeLessThan(hours.servedCalls);
    const [average, total] = [hours.avgConversationTime, hours.totalConversationTime].map((text) =>
      Duration.fromISO(text).toMillis(),
    );
    expect(Math.abs(total! - average! * hours.servedCalls)).toBeLessThan(1000 * hours.servedCalls);
  });

  it.each(['PT24H1S', 'P2D', '5 minutes', '', 'PT0S'])('refuse the interval "%s"', async (interval) => {
    const { call } = await open();
    expect((await call(`Queues/FIFO/561814/Statistics?interval=${encodeURIComponent(interval)}`)).status).toBe(400);
  });

  it('never roll hours into days', () => {
    expect(durationText(36 * hourMs + 25 * minuteMs + 12_000)).toBe('PT36H25M12S');
    expect(durationText(0)).toBe('PT0S');
    expect(durationText(3 * minuteMs)).toBe('PT3M');
  });
});

it('limits requests a minute when told to', async () => {
  const { call } = await open({ requestsPerMinute: 2, clock: { now: () => start } });
  expect((await call('Queues/FIFO')).status).toBe(200);
  expect((await call('Queues/FIFO')).status).toBe(200);
  const refused = await call('Queues/FIFO');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
});
