import { afterEach, describe, expect, it } from 'vitest';
import type { Serve } from '@/server/vendors/serve-http';
import { answeredCall, except, lostCall, milan, now, type SiteData, serve } from './fixtures/site';
import { agentOf, type Milan, open, queueOf } from './fixtures/site-under-test';

let opened: Milan[] = [];
async function site(data: SiteData | Serve, settings?: Record<string, unknown>): Promise<Milan> {
  const one = await open(typeof data === 'function' ? data : serve(data), settings);
  opened.push(one);
  return one;
}
const changed = (change: (data: SiteData) => void): SiteData => {
  const data = milan();
  change(data);
  return data;
};
/** A site with just these ended calls. */
const withCalls = (answered: SiteData['answered'], lost: SiteData['lost'] = []) =>
  changed((data) => Object.assign(data, { answered, lost }));
afterEach(async () => {
  await Promise.all(opened.map((one) => one.close()));
  opened = [];
});

describe('the period', () => {
  const periodsOf = (one: Milan) => one.http.requests.map(({ query }) => [query.get('from'), query.get('to')]);

  it('is the business day on the server’s clock, asked for in one call', async () => {
    const rome = await site(milan());
    await rome.read('today');
    expect(rome.http.requests.map(({ target }) => target)).toEqual([
      '/QmStats/jsonStatsApi.do?queues=*&from=2026-03-04.04%3A00%3A00&to=2026-03-05.05%3A00%3A00' +
        '&block=DetailsDO.CallsOkRaw&block=DetailsDO.CallsKoRaw&jsonFormat=simple',
    ]);
    expect(queueOf(await rome.floor(), '300')?.todaySince).toBe(Date.parse('2026-03-04T03:00:00Z'));
  });

  it('began yesterday when its hour has not struck yet', async () => {
    const early = await site(milan(), { businessDayStart: 11 });
    await early.read('today');
    expect(periodsOf(early)).toEqual([['2026-03-03.11:00:00', '2026-03-04.12:00:00']]);
  });

  it('is written on the vendor’s own clock when that is off', async () => {
    const usual = serve(milan());
    const date = new Date(now - 3_600_000).toUTCString();
    const late = await site(async (request) => ({ ...(await usual(request)), headers: { date } }), { timeZone: 'UTC' });
    await late.read('live');
    await late.read('today');
    expect(periodsOf(late)[1]?.[0]).toBe('2026-03-04.03:00:00');
  });

  it('may start at another hour for single queues, one request per hour', async () => {
    const own = { businessDayStartByQueue: { '301': 0, '999': 0, '300': 4 } };
    const mixed = await site(milan(), own);
    const floor = await mixed.floor();
    const asked = mixed.http.requests.filter(({ path }) => path.startsWith('/QmStats'));
    expect(asked.map(({ query }) => [query.get('queues'), query.get('from')])).toEqual([
      ['*', '2026-03-04.04:00:00'],
      ['301|999', '2026-03-04.00:00:00'],
    ]);
    expect(queueOf(floor, '301')?.todaySince).toBe(Date.parse('2026-03-03T23:00:00Z'));
    expect(queueOf(floor, '999')?.answered).toBe(1);
    expect(agentOf(floor, 'agent/105')?.handledToday).toBe(1);
  });
});

describe('the counts', () => {
  it('add up what was answered, lost and how long it took', async () => {
    const floor = await (await site(milan())).floor();
    expect(queueOf(floor, '300')).toMatchObject({
      offered: 6,
      answered: 3,
      answeredInTime: 2,
      abandoned: 2,
      shortAbandoned: 1,
      abandonedInTime: 2,
      answeredWaitMs: 75_000,
      handlingMs: 210_000,
      overflowed: null,
      todayPartial: false,
      answerWithinMs: 20_000,
      shortAbandonMs: 5000,
      serviceLevelTarget: 0.8,
    });
  });

  it('are zero for a queue without calls, and unknown before the report came', async () => {
    const milanese = await site(milan());
    expect(queueOf(await milanese.floor(), '301')).toMatchObject({
      offered: 0,
      answered: 0,
      abandoned: 0,
      handlingMs: 0,
    });
    const before = milanese.normalize({ ...(await milanese.readAll()), today: null });
    expect(queueOf(before, '301')).toMatchObject({ offered: null, answered: null, abandoned: null, todaySince: null });
    expect(agentOf(before, 'agent/101')?.handledToday).toBeNull();
  });

  it('of a queue for outbound calls hold no waiting and no service level', async () => {
    const calls = withCalls([answeredCall('a.1', '999', 'agent/105', '0', '300')], [lostCall('l.1', '999', '20')]);
    expect(queueOf(await (await site(calls)).floor(), '999')).toMatchObject({
      offered: null,
      answered: 1,
      answeredInTime: null,
      abandoned: null,
      answeredWaitMs: null,
      handlingMs: 300_000,
      answerWithinMs: null,
    });
  });

  it.each([
    ['1,477', 1_477_000],
    ['387.1 s.', 387_100],
    ['1:22:45', 4_965_000],
    ['0:00', 0],
    [12, 12_000],
    ['&nbsp;', null],
  ])('read a wait of %j as %j ms', async (wait, answeredWaitMs) => {
    const calls = withCalls([answeredCall('a.1', '301', 'agent/101', wait, '1')]);
    expect(queueOf(await (await site(calls)).floor(), '301')).toMatchObject({
      answered: 1,
      answeredWaitMs,
      handlingMs: 1000,
    });
  });

  it('take a wait of exactly the limit as in time, of exactly the short limit as not short', async () => {
    const waits = ['19', '20', '20.1'].map((wait) => answeredCall(wait, '301', 'agent/101', wait, '1'));
    const lost = ['4', '5', '20', '21'].map((wait) => lostCall(wait, '301', wait));
    expect(queueOf(await (await site(withCalls(waits, lost))).floor(), '301')).toMatchObject({
      answeredInTime: 2,
      shortAbandoned: 1,
      abandonedInTime: 3,
    });
  });

  it('use the editor’s own limit and target of a queue', async () => {
    const strict = changed((data) => {
      Object.assign(data.queues[0]!, { rsa_sla: '10', req_sla: '95' });
    });
    const floor = await (await site(strict)).floor();
    expect(queueOf(floor, '300')).toMatchObject({
      answerWithinMs: 10_000,
      serviceLevelTarget: 0.95,
      answeredInTime: 1,
    });
    const off = await (await site(strict, { answerWithinColumn: '', serviceLevelTargetColumn: '' })).floor();
    expect(queueOf(off, '300')).toMatchObject({ answerWithinMs: 20_000, serviceLevelTarget: 0.8, answeredInTime: 2 });
  });

  it('call lost only those an abandon whose reason says so', async () => {
    const lost = ['A', 'abandon', '', 'T', 'K', 'X'].map((reason) => lostCall(`l.${reason}`, '301', '30', reason));
    const floor = await (await site(withCalls([], lost))).floor();
    expect(queueOf(floor, '301')).toMatchObject({ offered: 6, abandoned: 3 });
    const own = await (await site(withCalls([], lost), { abandonReasons: ['a', 't'] })).floor();
    expect(queueOf(own, '301')).toMatchObject({ offered: 6, abandoned: 2 });
  });

  it('leave abandons unknown where no reason is told', async () => {
    const { CALLKO_reason: _, ...lost } = lostCall('l.1', '301', '30');
    const floor = await (await site(withCalls([], [lost]))).floor();
    expect(queueOf(floor, '301')).toMatchObject({
      offered: 1,
      abandoned: null,
      shortAbandoned: null,
      abandonedInTime: null,
    });
  });

  it('leave handled contacts unknown where no agent is told', async () => {
    const { CALLOK_agent: _, ...call } = answeredCall('a.1', '301', '', '3', '30');
    expect(agentOf(await (await site(withCalls([call]))).floor(), 'agent/101')?.handledToday).toBeNull();
  });

  it('count a repeated row once, and a call that came back twice', async () => {
    const call = answeredCall('a.1', '301', 'agent/101', '5', '60');
    const again = answeredCall('a.1', '301', 'agent/101', '9', '30');
    expect(queueOf(await (await site(withCalls([call, call, again]))).floor(), '301')).toMatchObject({ answered: 2 });
  });

  it('keep to the chosen queues', async () => {
    const floor = await (await site(milan(), { queues: ['301'] })).floor();
    expect(floor.queues?.map(({ id }) => id)).toEqual(['site/301']);
  });

  it('fail as a whole where a block or the queue column is missing', async () => {
    const usual = serve(milan());
    const half = await site(async (request) => {
      const { 'DetailsDO.CallsKoRaw': _, ...body } = (await usual(request)).body as Record<string, unknown>;
      return { body };
    });
    expect(await half.failureOf('today')).toMatchObject({ kind: 'bad-response', path: 'DetailsDO.CallsKoRaw' });
    const { CALLOK_queue: _, ...call } = answeredCall('a.1', '301', 'agent/101', '5', '60');
    const odd = await site(withCalls([call]));
    expect(await odd.failureOf('today')).toMatchObject({
      kind: 'bad-response',
      path: 'DetailsDO.CallsOkRaw.CALLOK_queue',
    });
  });

  it('do not take the live feed down with them', async () => {
    const broken = await site(
      except(serve(milan()), ({ path }) => (path.startsWith('/QmStats') ? { status: 503 } : undefined)),
    );
    expect((await broken.failureOf('today')).kind).toBe('bad-response');
    expect(await broken.read('live')).not.toBeNull();
  });
});
