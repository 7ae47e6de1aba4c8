import { afterEach, describe, expect, it } from 'vitest';
import type { Serve } from '@/server/vendors/serve-http';
import manualClassic from './fixtures/manual-agents-classic.json';
import manualSimple from './fixtures/manual-agents-simple.json';
import { agentRow, ago, callRow, except, milan, now, type SiteData, serve } from './fixtures/site';
import { agentOf, contactOf, type Milan, open, queueOf } from './fixtures/site-under-test';
import { parseAgentRows } from './payloads';
import { parseStatsReply } from './stats-reply';

/** A `Date` header of whole seconds stands for the middle of its second. */
const secondsAgo = (seconds: number) => now - seconds * 1000 - 500;
let opened: Milan[] = [];
async function site(data: SiteData | Serve, settings?: Record<string, unknown>): Promise<Milan> {
  const one = await open(typeof data === 'function' ? data : serve(data), settings);
  opened.push(one);
  return one;
}
/** A site in Milan after some change. */
const changed = (change: (data: SiteData) => void): SiteData => {
  const data = milan();
  change(data);
  return data;
};
afterEach(async () => {
  await Promise.all(opened.map((one) => one.close()));
  opened = [];
});

describe('the two forms of an answer', () => {
  const block = 'RealtimeDO.RtAgentsRaw';
  const rowsOf = (sample: unknown) => {
    const reply = parseStatsReply(JSON.stringify(sample), 'qm.example');
    return parseAgentRows(reply.block(block), block, 'qm.example');
  };

  it('the manual’s two samples give the same agents', () => {
    expect(rowsOf(manualClassic)).toEqual(rowsOf(manualSimple));
    expect(rowsOf(manualClassic)[1]).toEqual({
      agent: 'agent/102',
      queues: ['300'],
      extension: null,
      serverId: null,
      onPause: '',
      pauseCode: '',
      pausedAt: null,
      inStatusSince: 1689601176000,
    });
  });

  it('a server that only knows the classic form gives the same records', async () => {
    const [simple, classic] = [await site(serve(milan(), 'simple')), await site(serve(milan(), 'classic'))];
    expect(await classic.floor()).toEqual(await simple.floor());
  });

  it('a server that refuses the simple form is asked for the classic one, and from then on at once', async () => {
    const usual = serve(milan(), 'classic');
    const old = await site(except(usual, ({ query }) => (query.has('jsonFormat') ? { status: 400 } : undefined)));
    await old.read('live');
    await old.read('live');
    expect(old.http.requests.map(({ query }) => query.get('jsonFormat'))).toEqual(['simple', null, null]);
  });

  it('what is wrong beside the form is told all the same', async () => {
    const closed = await site(({ query }) => ({ status: query.has('jsonFormat') ? 400 : 401 }));
    expect((await closed.failureOf('live')).kind).toBe('auth');
    closed.http.answer(({ query }) => ({ status: query.has('jsonFormat') ? 400 : 500 }));
    expect(await closed.failureOf('live')).toMatchObject({ kind: 'bad-response', status: 400 });
  });

  it('a form that has worked is not given up for one failure', async () => {
    const milanese = await site(milan());
    await milanese.read('live');
    milanese.http.answer(() => ({ status: 500 }));
    expect((await milanese.failureOf('live')).status).toBe(500);
    expect(milanese.http.requests).toHaveLength(2);
  });

  it('block names may be spelled otherwise than asked for', async () => {
    const usual = serve(milan());
    const respelt = await site(async (request) => {
      const { body } = await usual(request);
      return { body: JSON.parse(JSON.stringify(body).replaceAll('RealtimeDO.', 'RealTimeDO.')) };
    });
    expect(queueOf(await respelt.floor(), '300')?.waiting).toBe(2);
  });

  it('columns may be reordered, repeated, blank, in other case, and hold numbers', async () => {
    const titles = [
      '',
      'rt_AGENT',
      'RT_Caller',
      'RT_answered',
      'RT_callid',
      '&nbsp;',
      'RT_entered',
      'RT_QUEUE',
      'RT_queue',
    ];
    const rows = [
      ['x', '', '&nbsp;', 0, 'c.1', '', now / 1000 - 42, 300, '999'],
      ['x', 'Agent/101', 0o255, now / 1000 - 30, 'c.2', '', now / 1000 - 60, 300, '999'],
    ];
    const usual = serve(milan(), 'classic');
    const odd = await site(async (request) => {
      const { body } = await usual(request);
      return { body: { ...(body as object), 'RealtimeDO.RtCallsRaw': [titles, ...rows] } };
    });
    const floor = odd.normalize({ live: await odd.read('live'), today: null, names: null });
    expect(contactOf(floor, 'c.1')).toMatchObject({
      queueId: 'site/300',
      state: 'waiting',
      enteredAt: secondsAgo(42),
      caller: null,
    });
    expect(contactOf(floor, 'c.2')).toMatchObject({
      agentId: 'site/agent%2F101',
      answeredAt: secondsAgo(30),
      caller: '173',
    });
  });

  it('takes the call’s id by its place where its title is another, and makes one where there is no place', async () => {
    const nameless = changed((data) => {
      data.callRows = [{ RT_queue: '300', RT_thing: 'c.77', RT_entered: ago(42), RT_answered: '', RT_caller: '02555' }];
    });
    const idsOf = async (format: 'simple' | 'classic') => {
      const one = await site(serve(nameless, format));
      return (await one.floor()).contacts?.map(({ id }) => decodeURIComponent(id));
    };
    expect(await idsOf('classic')).toEqual(['site/c.77']);
    expect(await idsOf('simple')).toEqual([`site/300|${now - 42_000}|02555`]);
  });
});

describe('requests', () => {
  it('asks for both blocks in one call, in all queues, as the vendor’s own scripts do', async () => {
    const milanese = await site(milan());
    await milanese.read('live');
    const [request] = milanese.http.requests;
    expect(milanese.http.requests).toHaveLength(1);
    expect(request?.target).toBe(
      '/QmRealtime/jsonStatsApi.do?queues=*&block=RealtimeDO.RtAgentsRaw&block=RealtimeDO.RtCallsRaw&jsonFormat=simple',
    );
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('robot:a-secret-word').toString('base64')}`,
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'curl/7.88.1',
      referer: `${milanese.http.url}/index.jsp`,
    });
  });

  it('sends a chosen list with encoded bars, composites taken apart', async () => {
    const milanese = await site(milan(), { queues: ['300|301', '300', '999'] });
    await milanese.read('live');
    expect(milanese.http.requests[0]?.target).toContain('?queues=300%7C301%7C999&');
  });
});

describe('refusals', () => {
  it.each([401, 403, 501])('HTTP %i is auth', async (status) => {
    const closed = await site(() => ({ status }));
    expect(await closed.failureOf('live')).toMatchObject({ kind: 'auth', status });
  });

  it.each([
    [
      [
        ['Status', 'K0: something broke'],
        ['Description', 'java.lang.Error at com.loway.AuthFilter.missing(X.java)'],
      ],
      'bad-response',
    ],
    [{ Status: 'ok' }, 'bad-response'],
    [{ Description: 'no status' }, 'bad-response'],
    [{ Status: 'KO: Http auth missing or failed' }, 'auth'],
    [{ Status: 'ERR', Description: 'User robot does not hold the key ROBOT' }, 'auth'],
  ])('result %j is not OK: %s', async (result, kind) => {
    const usual = serve(milan());
    const broken = await site(async (request) => ({ body: { ...((await usual(request)).body as object), result } }));
    expect(await broken.failureOf('live')).toMatchObject({ kind, path: 'result.Status' });
  });

  it('a resultStatus without credentials is auth', async () => {
    const body = { version: '1.0', token: '', resultStatus: 'KO: Http auth missing or failed', result: '', name: 'x' };
    expect((await (await site(() => ({ body }))).failureOf('live')).kind).toBe('auth');
  });

  it('a sign-in page with status 200 says so', async () => {
    const page = await site(() => ({ body: '<html><title>QueueMetrics login</title></html>' }));
    expect(await page.failureOf('live')).toMatchObject({
      kind: 'bad-response',
      message: expect.stringContaining('web page'),
    });
  });

  it('an answer without the calls is no answer', async () => {
    const usual = serve(milan());
    const half = await site(async (request) => {
      const body = { ...((await usual(request)).body as Record<string, unknown>) };
      delete body['RealtimeDO.RtCallsRaw'];
      return { body };
    });
    expect(await half.failureOf('live')).toMatchObject({ kind: 'bad-response', path: 'RealtimeDO.RtCallsRaw' });
  });

  it('an answer without the agents leaves them unknown, never free and never gone', async () => {
    const usual = serve(milan());
    const half = await site(async (request) => {
      const { body } = await usual(request);
      if (!request.path.startsWith('/QmRealtime')) return { body };
      return { body: { ...(body as object), 'RealtimeDO.RtAgentsRaw': null } };
    });
    const floor = await half.floor();
    expect(agentOf(floor, 'agent/101')).toMatchObject({ state: 'unknown', readiness: 'unknown' });
    expect(agentOf(floor, 'agent/104')).toMatchObject({ state: 'busy', readiness: 'unknown' });
    expect(queueOf(floor, '300')).toMatchObject({ waiting: 2, agentsServing: null, agentsFree: null });
    expect(floor.memberships?.every(({ serving }) => serving === null)).toBe(true);
    const all = await half.readAll();
    expect(() => half.normalize({ ...all, names: null })).toThrow('no block of agents');
  });

  it.each([
    [
      'a cell',
      (data: SiteData) => Object.assign(data.callRows[1]!, { RT_queue: ['300'] }),
      'RealtimeDO.RtCallsRaw[1].RT_queue',
    ],
    [
      'an instant',
      (data: SiteData) => Object.assign(data.callRows[0]!, { RT_answered: '10:15' }),
      'RealtimeDO.RtCallsRaw[0].RT_answered',
    ],
    [
      'a column',
      (data: SiteData) => data.agentRows.splice(0, 9, { ACB_queue: '300' }),
      'RealtimeDO.RtAgentsRaw.ACB_agent',
    ],
  ])('names %s that does not fit', async (_, spoil, path) => {
    const odd = await site(changed(spoil));
    const failure = await odd.failureOf('live');
    expect([failure.kind, failure.path?.toLowerCase()]).toEqual(['bad-response', path.toLowerCase()]);
  });
});

describe('agents', () => {
  it('tells what each does and since when', async () => {
    const floor = await (await site(milan())).floor();
    expect(agentOf(floor, 'agent/101')).toMatchObject({
      state: 'ready',
      readiness: 'ready',
      stateSince: secondsAgo(600),
      name: 'John Doe (101)',
      extension: 'SIP/101',
      team: 'Default',
      location: 'Main',
      pauseReason: null,
      vendorState: 'ACB_onPause "", ACB_curPauseCode ""',
      handledToday: 2,
    });
    expect(agentOf(floor, 'agent/102')).toMatchObject({
      state: 'paused',
      readiness: 'paused',
      stateSince: secondsAgo(120),
      name: "Zoè O'Brien (102)",
      pauseReason: 'Lunch & rest',
      vendorState: 'ACB_onPause "", ACB_curPauseCode "10"',
    });
    expect(agentOf(floor, 'agent/103')).toMatchObject({
      state: 'wrap-up',
      readiness: 'ready',
      stateSince: secondsAgo(15),
    });
    expect(agentOf(floor, 'agent/106')).toMatchObject({
      state: 'logged-out',
      readiness: 'logged-out',
      stateSince: null,
    });
  });

  it('folds aliases and spellings into one agent', async () => {
    const floor = await (await site(milan())).floor();
    expect(agentOf(floor, 'agent/104')).toMatchObject({
      state: 'busy',
      stateSince: secondsAgo(180),
      extension: 'SIP/204',
      handledToday: 1,
    });
    expect(agentOf(floor, 'john_doe')).toBeUndefined();
    expect(floor.agents).toHaveLength(6);
  });

  it('shows markup in names as the text it is', async () => {
    const odd = changed((data) => {
      Object.assign(data.agents[2]!, { descr_agente: '&lt;script&gt;alert(1)&lt;/script&gt;' });
      Object.assign(data.callRows[0]!, { RT_caller: '&quot;O&#x27;Neil&quot;&nbsp;&amp;lt; 0255' });
    });
    const floor = await (await site(odd)).floor();
    expect(agentOf(floor, 'agent/103')?.name).toBe('<script>alert(1)</script>');
    expect(contactOf(floor, 'c.1')?.caller).toBe(`"O'Neil" &lt; 0255`);
  });

  it('is busy on a call also when paused, and keeps what was declared', async () => {
    const talking = changed((data) => {
      Object.assign(data.callRows[2]!, { RT_agent: 'agent/102' });
    });
    const floor = await (await site(talking)).floor();
    expect(agentOf(floor, 'agent/102')).toMatchObject({
      state: 'busy',
      readiness: 'paused',
      pauseReason: 'Lunch & rest',
    });
  });

  it.each([
    [{ ACB_onPause: '11:44' }, 'paused', null],
    [{ ACB_onPause: '1', ACB_curPauseTst: ago(9) }, 'paused', null],
    [{ ACB_curPauseCode: '77', ACB_curPauseTst: ago(9) }, 'paused', '77'],
    [{ ACB_onPause: '&nbsp;', ACB_curPauseCode: '-' }, 'ready', null],
    [{ ACB_onPause: 0, ACB_curPauseCode: '0' }, 'ready', null],
  ])('%j is %s', async (cells, state, pauseReason) => {
    const paused = changed((data) => Object.assign(data.agentRows[0]!, cells));
    const floor = await (await site(paused)).floor();
    const stateSince = 'ACB_curPauseTst' in cells ? secondsAgo(9) : secondsAgo(600);
    expect(agentOf(floor, 'agent/101')).toMatchObject({ state, pauseReason, stateSince });
  });

  it('takes several rows of one agent together', async () => {
    const twice = changed((data) => {
      const row = agentRow('AGENT/101', '999', {
        ACB_curPauseCode: '10',
        ACB_curPauseTst: ago(5),
        ACB_serverId: 'aleph',
      });
      data.agentRows.push(row, row);
    });
    const floor = await (await site(twice)).floor();
    const agents = floor.agents?.filter(({ id }) => id === 'site/agent%2F101');
    expect(agents).toHaveLength(1);
    expect(agents?.[0]).toMatchObject({
      state: 'paused',
      extension: 'SIP/101',
      serverId: 'aleph',
      stateSince: secondsAgo(5),
    });
    const queues = floor.memberships?.filter(({ agentId, serving }) => agentId === 'site/agent%2F101' && serving);
    expect(queues?.map(({ queueId }) => queueId).sort()).toEqual(['site/300', 'site/301', 'site/999']);
  });

  it('says logged out since when it was seen, and comes back as the same agent', async () => {
    const milanese = await site(milan());
    const first = await milanese.floor();
    milanese.http.answer(serve(changed((data) => data.agentRows.shift())));
    await milanese.clock.advance(3000);
    const second = await milanese.floor(first);
    expect(agentOf(second, 'agent/101')).toMatchObject({
      state: 'logged-out',
      stateSince: now + 3000,
      stateSinceIsReceipt: true,
    });
    await milanese.clock.advance(3000);
    expect(agentOf(await milanese.floor(second), 'agent/101')).toEqual(agentOf(second, 'agent/101'));
    milanese.http.answer(serve(milan()));
    expect(agentOf(await milanese.floor(second), 'agent/101')).toEqual(agentOf(first, 'agent/101'));
  });

  it('is unknown without a row when only some queues are asked for', async () => {
    const some = await site(
      changed((data) => data.agentRows.splice(1, 1)),
      { queues: ['300'] },
    );
    const floor = await some.floor();
    expect(agentOf(floor, 'agent/102')).toMatchObject({ state: 'unknown', readiness: 'unknown', stateSince: null });
    expect(agentOf(floor, 'agent/103')).toMatchObject({ state: 'wrap-up' });
    expect(agentOf(floor, 'agent/105')).toMatchObject({ state: 'ready' });
    expect(floor.queues?.map(({ id }) => id)).toEqual(['site/300']);
    expect(floor.groups).toEqual([]);
  });

  it('corrects a vendor clock that is an hour off', async () => {
    const usual = serve(milan());
    const late = await site(async (request) => {
      const reply = await usual(request);
      const hour = (text: string) => text.replace(/"(17\d{8})"/g, (_, at) => `"${Number(at) - 3600}"`);
      return {
        body: JSON.parse(hour(JSON.stringify(reply.body))),
        headers: { date: new Date(now - 3_600_000).toUTCString() },
      };
    });
    const floor = await late.floor();
    expect(agentOf(floor, 'agent/102')?.stateSince).toBe(secondsAgo(120));
    expect(queueOf(floor, '300')?.oldestWaitSince).toBe(secondsAgo(42));
  });
});

describe('queues, contacts and memberships', () => {
  it('counts those who wait and those who serve', async () => {
    const floor = await (await site(milan())).floor();
    expect(queueOf(floor, '300')).toMatchObject({
      name: 'Sales & Co',
      waiting: 2,
      oldestWaitSince: secondsAgo(42),
      agentsServing: 3,
      agentsFree: 1,
      agentsBusy: 1,
      agentsPaused: 1,
      agentsWrapUp: 0,
      agentsNotReady: null,
    });
    expect(queueOf(floor, '301')).toMatchObject({
      waiting: 0,
      oldestWaitSince: null,
      agentsServing: 2,
      agentsWrapUp: 1,
    });
  });

  it('lets no call wait in a queue for outbound calls', async () => {
    const floor = await (await site(milan())).floor();
    expect(queueOf(floor, '999')).toMatchObject({ waiting: 0, agentsFree: 1 });
    expect(contactOf(floor, 'c.4')).toMatchObject({ state: 'ringing', direction: 'out', agentId: 'site/agent%2F105' });
    expect(contactOf(floor, 'c.1')).toMatchObject({ state: 'waiting', direction: 'in', agentId: null });
    expect(agentOf(floor, 'agent/105')?.state).toBe('ready');
  });

  it('takes the setting’s word for outbound queues where the editor may not be read', async () => {
    const floor = await (await site(milan(), { editors: [], outboundQueues: ['999'] })).floor();
    expect(queueOf(floor, '999')?.waiting).toBe(0);
    expect(queueOf(floor, '300')?.waiting).toBe(2);
    expect(contactOf(floor, 'c.1')?.direction).toBeNull();
  });

  it('makes a composite a group of its parts, not a queue', async () => {
    const floor = await (await site(milan())).floor();
    expect(floor.queues?.map(({ id }) => id).sort()).toEqual(['site/300', 'site/301', 'site/999']);
    expect(floor.groups).toEqual([{ id: 'site/300%7C301', sourceId: 'site', name: 'All inbound' }]);
    expect(floor.groupQueues?.map(({ groupId, queueId }) => [groupId, queueId])).toEqual([
      ['site/300%7C301', 'site/300'],
      ['site/300%7C301', 'site/301'],
    ]);
  });

  it('knows members who do not serve, with their level, and those who serve unasked', async () => {
    const floor = await (await site(milan())).floor();
    const member = (code: string, queue: string) =>
      floor.memberships?.find(
        ({ agentId, queueId }) => agentId === `site/${encodeURIComponent(code)}` && queueId === `site/${queue}`,
      );
    expect(member('agent/101', '300')).toMatchObject({ serving: true, level: 0, readiness: null });
    expect(member('agent/106', '300')).toMatchObject({ serving: false, level: 1 });
    expect(member('agent/104', '300')).toMatchObject({ serving: true, level: null });
  });

  it('lists a call once, where it has got to', async () => {
    const twice = changed((data) => {
      data.callRows.push(
        callRow('c.1', '301', 5),
        callRow('c.2', '301', 3, { RT_answered: ago(1), RT_agent: 'agent/101' }),
      );
    });
    const floor = await (await site(twice)).floor();
    expect(contactOf(floor, 'c.1')).toMatchObject({ queueId: 'site/301', state: 'waiting' });
    expect(contactOf(floor, 'c.2')).toMatchObject({ queueId: 'site/301', state: 'talking' });
    expect(floor.contacts).toHaveLength(4);
    expect(queueOf(floor, '300')?.waiting).toBe(0);
  });

  it('tells calls of two servers apart', async () => {
    const cluster = changed((data) => {
      data.callRows = [
        callRow('c.1', '300', 5, { RT_serverId: 'aleph' }),
        callRow('c.1', '300', 6, { RT_serverId: 'beth' }),
      ];
    });
    expect((await (await site(cluster)).floor()).contacts?.map(({ id }) => id)).toEqual([
      'site/aleph%2Fc.1',
      'site/beth%2Fc.1',
    ]);
  });

  it('shows a call that is answered but whose agent is not told as talking', async () => {
    const blind = changed((data) => Object.assign(data.callRows[2]!, { RT_agent: '' }));
    expect(contactOf(await (await site(blind)).floor(), 'c.3')).toMatchObject({ state: 'talking', agentId: null });
  });
});
