import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '@/server/ports';
import { listenFace } from './face-listen';
import { createQueuemetricsFace, type QueuemetricsOptions } from './queuemetrics';
import { uniqueId } from './queuemetrics/values';
import { type StubCentre, stubAgent, stubCentre, stubContact, stubNow, stubQueue } from './stub-centre';

const robot = { Authorization: `Basic ${Buffer.from('robot:secret').toString('base64')}` };
const seconds = (ms: number) => String(Math.floor(ms / 1000));
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A clock whose only timers fire when the test says so. */
function handClock(): Clock & { fire: () => void; delays: number[] } {
  const runs: (() => void)[] = [];
  const delays: number[] = [];
  return {
    delays,
    now: () => stubNow,
    after: (delayMs, run) => {
      delays.push(delayMs);
      runs.push(run);
      return () => undefined;
    },
    fire: () => {
      for (const run of runs.splice(0)) run();
    },
  };
}

async function start(centre: StubCentre, options: QueuemetricsOptions = {}) {
  const face = createQueuemetricsFace(centre, { user: 'robot', password: 'secret' }, options);
  const { url, close } = await listenFace(face);
  closers.push(close);
  const base = `${url}/queuemetrics`;
  const get = (path: string, headers: Record<string, string> = robot) => fetch(`${base}/${path}`, { headers });
  return {
    base,
    url,
    get,
    json: async (path: string) => (await get(path)).json(),
    act: async (body: unknown) => {
      const response = await fetch(`${base}/qm_jsonsvc_do_pbxactions.do`, {
        method: 'POST',
        headers: { ...robot, 'Content-Type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return response.json();
    },
  };
}

const onQueues = (ids: string[]) => ids.map((queueId, place) => ({ queueId, level: place + 1 }));

function smallCentre(): StubCentre {
  return stubCentre({
    queues: [
      stubQueue({ id: '300', name: 'Sales <EU>' }),
      stubQueue({ id: '301', name: 'Support' }),
      stubQueue({ id: '999', name: 'Callouts', outbound: true }),
    ],
    agents: [
      stubAgent({
        id: '101',
        extension: '',
        state: 'idle',
        memberOf: onQueues(['300']),
        joined: ['300'],
        loggedInSince: 1_689_601_183_000,
        stateSince: 1_689_601_183_000,
      }),
      stubAgent({
        id: '102',
        lastName: 'Wolf',
        state: 'talking',
        memberOf: onQueues(['301', '300']),
        joined: ['300', '301'],
        loggedInSince: stubNow - 7_200_000,
        stateSince: stubNow - 60_000,
        contactIds: ['c2'],
      }),
      stubAgent({ id: '103', memberOf: onQueues(['300']) }),
    ],
    live: [
      stubContact({ id: 'c1', queueId: '300', enteredAt: stubNow - 30_000, caller: '555<1>' }),
      stubContact({
        id: 'c2',
        queueId: '301',
        phase: 'talking',
        agentId: '102',
        enteredAt: stubNow - 70_000,
        answeredAt: stubNow - 60_000,
      }),
    ],
  });
}

describe('framing', () => {
  it('gives the manual’s classic sample: result rows, titles first, strings', async () => {
    const qm = await start(smallCentre());
    const reply = await qm.json('QmRealtime/jsonStatsApi.do?queues=300&filter=agent/101&block=RealtimeDO.RtAgentsRaw');
    expect(reply.result.map(([label]: [string]) => label)).toEqual([
      'Status',
      'Description',
      'Time elapsed (ms)',
      'QM Version',
    ]);
    expect(reply.result[0]).toEqual(['Status', 'OK']);
    expect(reply.result[2][1]).toBeTypeOf('number');
    const none = Array.from({ length: 4 }, () => '');
    expect(reply['RealtimeDO.RtAgentsRaw'][1]).toEqual(
      ['300', 'agent/101', '1689601183', '', '', '', '0', '', '', '', '', '', ''].concat(none, '0', '1689601183'),
    );
    expect(reply['RealtimeDO.RtAgentsRaw'][0]).toHaveLength(19);
  });

  it('gives the manual’s simple sample: the same keys in the same (hash) order', async () => {
    const qm = await start(smallCentre());
    const query = 'queues=300&filter=agent/101&block=RealtimeDO.RtAgentsRaw&jsonFormat=simple';
    const reply = await qm.json(`QmRealtime/jsonStatsApi.do?${query}`);
    expect(Object.keys(reply.result)).toEqual(['Status', 'QM Version', 'Description', 'Time elapsed (ms)']);
    const [row] = reply['RealtimeDO.RtAgentsRaw'];
    expect(Object.keys(row).slice(0, 6)).toEqual([
      'ACB_serverId',
      'ACB_onPause',
      'ACB_queue',
      'ACB_logon',
      'ACB_curPauseCode',
      'ACB_lstCallQueue',
    ]);
    expect(Object.keys(row).at(-1)).toBe('ACB_inCurrStatusSinceTst');
    expect(row).toMatchObject({ ACB_agent: 'agent/101', ACB_logon: '1689601183', ACB_freeSincePauOrCallTst: '0' });
  });

  it('echoes the spelling asked for, takes repeated blocks and leaves unknown ones out', async () => {
    const qm = await start(smallCentre());
    const query = 'queues=*&block=RealTimeDO.RtCallsRaw&block=RealtimeDO.RtAgentsRaw&block=RealtimeDO.Nope';
    const reply = await qm.json(`QmRealtime/jsonStatsApi.do?${query}`);
    expect(Object.keys(reply)).toEqual(['result', 'RealTimeDO.RtCallsRaw', 'RealtimeDO.RtAgentsRaw']);
  });

  it('names repeated titles uniquely in the simple form and keeps them repeated in the classic one', async () => {
    const qm = await start(smallCentre());
    const query = 'QmRealtime/jsonStatsApi.do?queues=*&block=RealtimeDO.RTAgentsLoggedIn';
    const classic = (await qm.json(query))['RealtimeDO.RTAgentsLoggedIn'];
    expect(classic[0].filter((title: string) => title === '&nbsp;')).toHaveLength(3);
    const simple = (await qm.json(`${query}&jsonFormat=simple`))['RealtimeDO.RTAgentsLoggedIn'];
    expect(Object.keys(simple[0])).toHaveLength(classic[0].length);
  });

  it('says KO inside a 200 when queues or a date is missing or unreadable', async () => {
    const qm = await start(smallCentre());
    const missing = await qm.get('QmRealtime/jsonStatsApi.do?block=RealtimeDO.RtCallsRaw');
    expect(missing.status).toBe(200);
    expect((await missing.json()).result[0]).toEqual(['Status', 'KO']);
    const noDates = await qm.json('QmStats/jsonStatsApi.do?queues=300&block=DetailsDO.CallsOkRaw');
    expect(noDates.result[0]).toEqual(['Status', 'KO']);
    const badDate = await qm.json('QmStats/jsonStatsApi.do?queues=300&from=2026-03-02%2010:00:00&to=x');
    expect(badDate.result[0]).toEqual(['Status', 'KO']);
  });
});

describe('requests', () => {
  it('takes parameters as a form body as well', async () => {
    const qm = await start(smallCentre());
    const response = await fetch(`${qm.base}/QmRealtime/jsonStatsApi.do`, {
      method: 'POST',
      headers: robot,
      body: new URLSearchParams({ queues: '*', block: 'RealTimeDO.RtCallsRaw' }),
    });
    expect((await response.json())['RealTimeDO.RtCallsRaw']).toHaveLength(3);
  });

  it('splits queues at an encoded pipe and refuses a raw one with 400', async () => {
    const qm = await start(smallCentre());
    const path = '/queuemetrics/QmRealtime/jsonStatsApi.do?block=RealtimeDO.RtCallsRaw&queues=300';
    const reply = await (await fetch(`${qm.url}${path}%7C301`, { headers: robot })).json();
    expect(reply['RealtimeDO.RtCallsRaw']).toHaveLength(3);
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(qm.url);
      const raw = httpRequest({ hostname, port, path: `${path}|301`, headers: robot }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      raw.on('error', reject).end();
    });
    expect(status).toBe(400);
  });

  it('answers wrong or absent credentials with 501 and HTML, or with 401 where set so', async () => {
    const qm = await start(smallCentre());
    const wrong = { Authorization: `Basic ${Buffer.from('robot:wrong').toString('base64')}` };
    for (const headers of [wrong, {}]) {
      const response = await qm.get('agent/jsonEditorApi.do', headers as Record<string, string>);
      expect(response.status).toBe(501);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
    const newer = await start(smallCentre(), { authFailureStatus: 401 });
    expect((await newer.get('agent/jsonEditorApi.do', wrong)).status).toBe(401);
    const loader = await fetch(`${qm.base}/jsonQLoaderApi.do`, { method: 'POST', headers: wrong });
    expect(await loader.json()).toEqual({
      version: '1.0',
      token: '',
      resultStatus: 'KO: Http auth missing or failed',
      result: '',
      name: 'Dummy Invalid',
    });
  });

  it('dates its replies by the centre’s clock', async () => {
    const qm = await start(smallCentre());
    const response = await qm.get('pause/jsonEditorApi.do');
    expect(response.headers.get('date')).toBe(new Date(stubNow).toUTCString());
  });
});

describe('real-time blocks', () => {
  it('shows pauses by code, wrap-up as its own code, and a pause without a code by its start alone', async () => {
    const paused = { loggedInSince: stubNow - 900_000, joined: ['300'], memberOf: onQueues(['300']) };
    const since = stubNow - 120_000;
    const centre = stubCentre({
      queues: [stubQueue({ id: '300' })],
      agents: [
        stubAgent({ ...paused, id: '1', state: 'paused', pauseCode: '10', pausedSince: since, stateSince: since }),
        stubAgent({ ...paused, id: '2', state: 'wrap-up', stateSince: since }),
        stubAgent({ ...paused, id: '3', state: 'paused', pausedSince: since, stateSince: since }),
      ],
    });
    const qm = await start(centre);
    const query = 'queues=*&block=RealtimeDO.RtAgentsRaw&jsonFormat=simple';
    const rows = (await qm.json(`QmRealtime/jsonStatsApi.do?${query}`))['RealtimeDO.RtAgentsRaw'];
    const pause = (row: Record<string, string>) => [row.ACB_curPauseCode, row.ACB_curPauseTst, row.ACB_onPause];
    expect(rows.map(pause)).toEqual([
      ['10', seconds(since), ''],
      ['99', seconds(since), ''],
      ['', seconds(since), seconds(since)],
    ]);
  });

  it('joins an agent’s queues by a colon, or gives a row per queue where set so', async () => {
    const path = 'QmRealtime/jsonStatsApi.do?queues=*&filter=Agent/102&block=RealtimeDO.RtAgentsRaw';
    const joined = await (await start(smallCentre())).json(path);
    expect(joined['RealtimeDO.RtAgentsRaw'].slice(1).map((row: string[]) => row[0])).toEqual(['300:301']);
    const split = await (await start(smallCentre(), { sessionPerQueue: true })).json(path);
    expect(split['RealtimeDO.RtAgentsRaw'].slice(1).map((row: string[]) => row[0])).toEqual(['300', '301']);
  });

  it('puts waiting calls at RT_answered 0 without an agent, in the documented positions', async () => {
    const qm = await start(smallCentre());
    const reply = await qm.json('QmRealtime/jsonStatsApi.do?queues=*&block=RealtimeDO.RtCallsRaw');
    const [titles, waiting, talking] = reply['RealtimeDO.RtCallsRaw'];
    expect(titles[0]).toBe('RT_queue');
    expect([waiting[0], waiting[2], waiting[3], waiting[5], waiting[6]]).toEqual([
      '300',
      seconds(stubNow - 30_000),
      '0',
      '',
      '555<1>',
    ]);
    expect([talking[3], talking[5]]).toEqual([seconds(stubNow - 60_000), 'agent/102']);
  });

  it('knows who dials out before anybody answers, but not whom an inbound call rings', async () => {
    const ringing = { phase: 'ringing', agentId: '101', ringingSince: stubNow } as const;
    const centre = stubCentre({
      queues: [stubQueue({ id: '300' }), stubQueue({ id: '999', outbound: true })],
      live: [
        stubContact({ ...ringing, id: 'in', queueId: '300' }),
        stubContact({ ...ringing, id: 'out', queueId: '999', direction: 'out' }),
      ],
    });
    const qm = await start(centre);
    const reply = await qm.json('QmRealtime/jsonStatsApi.do?queues=*&block=RealtimeDO.RtCallsRaw');
    const rows = reply['RealtimeDO.RtCallsRaw'].slice(1);
    expect(rows.map((row: string[]) => [row[0], row[3], row[5]])).toEqual([
      ['300', '0', ''],
      ['999', '0', 'agent/101'],
    ]);
  });

  it('shows pages with display names, entities, wall clock of the centre and a total that counts agents once', async () => {
    const qm = await start(smallCentre());
    const query = 'queues=*&block=RealtimeDO.RTRiassunto&block=RealtimeDO.RTCallsBeingProc';
    const reply = await qm.json(`QmRealtime/jsonStatsApi.do?${query}`);
    const [titles, total, sales, support] = reply['RealtimeDO.RTRiassunto'];
    expect(titles.slice(0, 3)).toEqual(['&nbsp;', 'Queue &nbsp;', 'N. agents']);
    expect(total.slice(1)).toEqual(['all selected', '2', '1', '0', '0', '1', '1', '1', '0']);
    expect(sales.slice(1, 4)).toEqual(['Sales &lt;EU&gt;', '2', '1']);
    expect(support.slice(1, 4)).toEqual(['Support', '1', '0']);
    expect(reply['RealtimeDO.RTCallsBeingProc'][1].slice(1, 8)).toEqual([
      'Sales &lt;EU&gt;',
      '555&lt;1&gt; &nbsp;',
      '11:59:30',
      '&nbsp;',
      '0:30',
      '-',
      '&nbsp;',
    ]);
  });
});

describe('history', () => {
  it('reports calls over by arrival within wall clock of the server’s zone, wrap-up not awaited', async () => {
    const at = (minutes: number) => stubNow - minutes * 60_000;
    const answered = { phase: 'ended', agentId: '101', answeredAt: at(58), releasedAt: at(55) } as const;
    const centre = stubCentre({
      queues: [stubQueue({ id: '300' })],
      ended: [
        stubContact({ ...answered, id: 'a', queueId: '300', enteredAt: at(60), endedAt: at(54), outcome: 'answered' }),
        stubContact({
          id: 'b',
          queueId: '300',
          phase: 'ended',
          enteredAt: at(50),
          endedAt: at(49),
          outcome: 'abandoned',
        }),
        stubContact({
          id: 'c',
          queueId: '300',
          phase: 'ended',
          enteredAt: at(40),
          endedAt: at(39),
          outcome: 'timed-out',
        }),
        stubContact({
          id: 'd',
          queueId: '300',
          phase: 'ended',
          enteredAt: at(90),
          endedAt: at(40),
          outcome: 'abandoned',
        }),
      ],
      live: [
        stubContact({
          id: 'e',
          queueId: '300',
          phase: 'wrap-up',
          agentId: '101',
          enteredAt: at(10),
          answeredAt: at(9),
          releasedAt: at(1),
        }),
        stubContact({ id: 'f', queueId: '300', enteredAt: at(1) }),
      ],
    });
    const qm = await start(centre);
    // 11:00 in Helsinki is one hour before the centre's now.
    const period = 'from=2026-03-02.11:00:00&to=2026-03-02.12:00:00';
    const blocks = 'block=DetailsDO.CallsOkRaw&block=DetailsDO.CallsKoRaw&jsonFormat=simple';
    const reply = await qm.json(`QmStats/jsonStatsApi.do?queues=*&${period}&${blocks}`);
    expect(reply['DetailsDO.CallsOkRaw']).toHaveLength(2);
    expect(reply['DetailsDO.CallsOkRaw'][0]).toMatchObject({
      CALLOK_queue: '300',
      CALLOK_agent: 'agent/101',
      CALLOK_tstEnter: seconds(at(60)),
      CALLOK_tstEnd: seconds(at(55)),
      CALLOK_waitLen: '120',
      CALLOK_callLen: '180',
      CALLOK_ivr: '&nbsp;',
    });
    expect(reply['DetailsDO.CallsOkRaw'][0].CALLOK_callid).toMatch(/^\d{10}\.\d+$/);
    const lost = reply['DetailsDO.CallsKoRaw'];
    expect(lost.map((row: Record<string, string>) => [row.CALLKO_reason, row.CALLKO_waitLen])).toEqual([
      ['A', '60'],
      ['T', '60'],
    ]);
    expect(lost[0]).not.toHaveProperty('CALLKO_callLen');
  });
});

describe('editors', () => {
  it('lists agents with the manual’s keys, with one slash, two, or a search', async () => {
    const qm = await start(smallCentre());
    const list = await qm.json('agent/jsonEditorApi.do');
    expect(Object.keys(list[0]).sort()).toEqual(
      [
        ['group_name', 'PK_ID', 'location', 'group_by', 'descr_agente', 'chiave_agente', 'loc_name', 'vnc_url'],
        ['group_icon', 'real_name', 'supervised_by', 'current_terminal', 'nome_agente', 'xmpp_address'],
      ]
        .flat()
        .sort(),
    );
    expect(list[0]).toMatchObject({ nome_agente: 'agent/101', descr_agente: 'John Fox (101)' });
    expect(await qm.json('agent//jsonEditorApi.do')).toEqual(list);
    expect(await qm.json('agent/jsonEditorApi.do?q=Agent/102')).toEqual([list[1]]);
  });

  it('gives a record in full at its own address', async () => {
    const qm = await start(smallCentre());
    const [, wolf] = await qm.json('agent/jsonEditorApi.do');
    const record = await qm.json(`agent/${wolf.PK_ID}/jsonEditorApi.do`);
    expect(record).toMatchObject({
      id_agente: wolf.PK_ID,
      nome_agente: 'agent/102',
      aliases: '',
      location__DECODED: 'Espoo',
    });
    expect(record.ltCodeAssociate).toEqual([
      ['inbound', 'Support', 'Main'],
      ['inbound', 'Sales <EU>', 'Wrap'],
    ]);
    expect(Object.keys(record).sort()).toEqual(
      [
        ['aliases', 'chiave_agente', 'current_terminal', 'default_server', 'descr_agente', 'group_by'],
        ['group_by__DECODED', 'id_agente', 'location', 'location__DECODED', 'ltCodeAssociate', 'nome_agente'],
        ['nomedata_insert', 'nomedata_update', 'payroll_code', 'sip_login', 'sip_pwd', 'sip_realm', 'sip_uri'],
        ['supervised_by', 'supervised_by__DECODED', 'sys_dt_creazione', 'sys_dt_modifica', 'sys_optilock'],
        ['sys_user_creazione', 'sys_user_modifica', 'vnc_url', 'xmpp_address'],
      ].flat(),
    );
  });

  it('lists queues of one part and composites of several', async () => {
    const qm = await start(smallCentre(), { composites: [{ name: 'Inbound', queueIds: ['300', '301'] }] });
    const list = await qm.json('queue//jsonEditorApi.do');
    expect(list.map((row: Record<string, string>) => [row.nome_coda, row.composizione_coda, row.q_direction])).toEqual([
      ['Sales <EU>', '300', 'inbound'],
      ['Support', '301', 'inbound'],
      ['Callouts', '999', 'outbound'],
      ['Inbound', '300|301', 'inbound'],
    ]);
    const record = await qm.json(`queue/${list[0].PK_ID}/jsonEditorApi.do`);
    expect(record).toMatchObject({ agenti_membri: 'agent/101|agent/103', agenti_spilloff_1: 'agent/102' });
  });

  it('lists pause codes and answers an unknown editor with 500', async () => {
    const qm = await start(smallCentre());
    expect(await qm.json('pause//jsonEditorApi.do')).toHaveLength(3);
    expect((await qm.get('nonsense//jsonEditorApi.do')).status).toBe(500);
    expect((await qm.get('constructor//jsonEditorApi.do')).status).toBe(500);
  });

  it('tells the queues and pause codes of one agent, and KO for an unknown one', async () => {
    const qm = await start(smallCentre());
    const queues = await qm.json('QmAgentQueues/jsonStatsApi.do?agent=Agent/102');
    expect(queues.output).toEqual([
      ['Agent/102', '301', 'Support', '0'],
      ['Agent/102', '300', 'Sales <EU>', '1'],
      ['Agent/102', '300|301|999', '00 All', '0'],
    ]);
    const codes = await qm.json('QmAgentPCodes/jsonStatsApi.do?agent=agent/101');
    expect(codes.output[0]).toEqual(['agent/101', '10', 'Lunch', 'NPNB']);
    expect((await qm.json('QmAgentPCodes/jsonStatsApi.do?agent=x')).result[0][1]).toBe('KO');
  });
});

describe('PBX actions', () => {
  const pause = { action: 'pause', extension: '', pause: '10', agent: 'Agent/101', server: '' };

  it('answers OK at once and changes the centre only when the PBX gets to it', async () => {
    const centre = smallCentre();
    const clock = handClock();
    const qm = await start(centre, { clock });
    const reply = await qm.act(pause);
    expect(reply).toMatchObject({ action: 'pause', agent: 'Agent/101', pause: '10', resultStatus: 'OK' });
    expect(centre.agents[0]?.state).toBe('idle');
    expect(clock.delays).toEqual([1_500]);
    clock.fire();
    expect(centre.agents[0]).toMatchObject({ state: 'paused', pauseCode: '10' });
    await qm.act({ action: 'unpause', extension: '', agent: 'agent/101', server: '' });
    clock.fire();
    expect(centre.agents[0]?.state).toBe('idle');
  });

  it('logs in and out, joins and removes', async () => {
    const centre = smallCentre();
    const clock = handClock();
    const qm = await start(centre, { clock });
    await qm.act({ action: 'login', extension: '203', agent: 'agent/103', server: '' });
    clock.fire();
    expect(centre.agents[2]?.joined).toEqual(['300']);
    await qm.act({ action: 'logout', agent: 'agent/103', server: '' });
    clock.fire();
    expect(centre.agents[2]?.state).toBe('logged-out');
    await qm.act({ action: 'join', extension: '', queues: ['300', '301'], agent: 'agent/103', server: '' });
    clock.fire();
    expect(centre.agents[2]).toMatchObject({ state: 'idle', joined: ['300', '301'] });
    await qm.act({ action: 'remove', extension: '', queues: ['300'], agent: 'agent/103', server: '' });
    clock.fire();
    expect(centre.agents[2]?.joined).toEqual(['301']);
  });

  it('says KO, with the action lost, for what it cannot queue', async () => {
    const clock = handClock();
    const qm = await start(smallCentre(), { clock });
    const failing = [
      { ...pause, action: 'dance' },
      { ...pause, pause: undefined },
      { ...pause, agent: '' },
      { ...pause, server: 'aleph' },
      { ...pause, surprise: '1' },
      { action: 'login', extension: '', agent: 'agent/103' },
      '{"action":"join", "extension":""," "queues": ["300"]}',
    ];
    for (const body of failing) {
      const reply = await qm.act(body);
      expect(reply.action).toBe('');
      expect(reply.resultStatus).toMatch(/^KO: /);
    }
    expect(clock.delays).toEqual([]);
  });

  it('says OK for an agent the PBX does not know, and nothing happens', async () => {
    const centre = smallCentre();
    const clock = handClock();
    const qm = await start(centre, { clock });
    const before = structuredClone(centre.agents);
    expect((await qm.act({ ...pause, agent: 'Agent/777' })).resultStatus).toBe('OK');
    clock.fire();
    expect(centre.agents).toEqual(before);
  });

  const onCall = { extension: '201', agent: 'Agent/102', callid: '', server: '' };
  const callid = uniqueId(smallCentre().live[1]!);

  async function withCall(options: QueuemetricsOptions = {}) {
    const centre = smallCentre();
    const clock = handClock();
    const qm = await start(centre, { clock, ...options });
    const act = async (action: string, more: object = {}) => {
      const { resultStatus } = await qm.act({ ...onCall, action, callid, ...more });
      clock.fire();
      return resultStatus;
    };
    return { centre, qm, act, call: centre.live[1]! };
  }

  it('hangs up and transfers the agent’s own call only', async () => {
    const { act, call } = await withCall();
    expect(await act('softhangup', { agent: 'agent/101' })).toBe('OK');
    expect(await act('transfer', { agent: 'agent/101', targetext: '201' })).toBe('OK');
    expect(await act('transfer', { callid: '1.1', targetext: '201' })).toBe('OK');
    expect([call.phase, call.agentId]).toEqual(['talking', '102']);
    await act('transfer', { targetext: 'SIP/203' });
    expect(call.agentId).toBe('103');
    await act('softhangup', { agent: 'agent/103' });
    expect(call.phase).toBe('ended');
    for (const missing of ['callid', 'agent', 'extension'])
      expect(await act('softhangup', { [missing]: '' })).toBe(`KO: Missing parameter: '${missing}'`);
  });

  it.each(['targetext', 'targettext'] as const)('reads the target as %s and knows no other spelling', async (field) => {
    const other = field === 'targetext' ? 'targettext' : 'targetext';
    const strict = await withCall({ targetField: field });
    expect(await strict.act('transfer', { [other]: '203' })).toBe('KO: Cannot read the request');
    expect(await strict.act('transfer', { [field]: '203', [other]: '203' })).toBe('KO: Cannot read the request');
    expect(await strict.act('transfer')).toBe(`KO: Missing parameter: '${field}'`);
    expect(strict.call.agentId).toBe('102');
    const lenient = await withCall({ targetField: field, unknownFields: 'ignored' });
    expect(await lenient.act('transfer', { [other]: '203' })).toBe(`KO: Missing parameter: '${field}'`);
    expect(await lenient.act('transfer', { [field]: '203', [other]: 'nonsense', surprise: '1' })).toBe('OK');
    expect(lenient.call.agentId).toBe('103');
    const reply = await lenient.qm.act({ action: 'sendtext', extension: '', [field]: '203' });
    expect([reply[field], other in reply]).toEqual(['203', false]);
  });

  it('keeps outcome and features on the call, and shows features once it is over', async () => {
    const { qm, act, centre, call } = await withCall();
    expect(await act('calloutcome', { outcome: 'SOLD' })).toBe('OK');
    await act('addfeature', { outcome: 'fc01' });
    await act('addfeature', { outcome: 'fc02' });
    await act('remfeature', { outcome: 'fc01' });
    expect([call.disposition, call.features]).toEqual(['SOLD', ['fc02']]);
    expect(await act('addfeature', { outcome: '' })).toBe("KO: Missing parameter: 'outcome'");
    Object.assign(call, { phase: 'ended', releasedAt: stubNow, endedAt: stubNow, outcome: 'answered' });
    centre.ended.push(...centre.live.splice(1, 1));
    const period = 'from=2026-03-02.00:00:00&to=2026-03-03.00:00:00';
    const block = 'DetailsDO.CallsOkRaw';
    const stats = await qm.json(`QmStats/jsonStatsApi.do?queues=*&${period}&block=${block}`);
    const [titles, row] = stats[block];
    expect(row[titles.indexOf('CALLOK_features')]).toBe('fc02');
  });

  it('dials from an extension, or from wherever an agent is logged on', async () => {
    const { act, centre } = await withCall();
    const dial = { agent: '', callid: '', targetext: '5551234', queues: '999' };
    const dialled = () => centre.live.filter(({ direction }) => direction === 'out');
    expect(await act('customdial', { ...dial, extension: 'Agent/103' })).toBe("KO: Agent: 'Agent/103' not logged on");
    expect(await act('customdial', { ...dial, extension: 'Agent/102' })).toBe("KO: Agent: 'Agent/102' not logged on");
    expect(await act('customdial', { ...dial, extension: '203', targetext: '' })).toBe(
      "KO: Missing parameter: 'targetext'",
    );
    expect(dialled()).toEqual([]);
    centre.agents[1]!.joined.push('999');
    expect(await act('customdial', { ...dial, extension: 'Agent/102', queues: ['999'] })).toBe('OK');
    expect(await act('customdial', { ...dial, extension: 'SIP/203' })).toBe('OK');
    expect(await act('customdial', { ...dial, extension: '77' })).toBe('OK');
    expect(dialled()).toMatchObject([
      { agentId: '102', caller: '5551234', queueId: '999' },
      { agentId: '103', caller: '5551234', queueId: '999' },
    ]);
  });

  it('sets the penalty of joined queues from the optional values', async () => {
    const { act, centre } = await withCall();
    const join = { agent: 'agent/103', queues: ['300', '301'], callid: '' };
    await act('join', { ...join, optValues: ['QM_AGENT_PRIOLBL', 'M', 'QM_AGENT_PRIONUM', '2'] });
    expect(centre.agents[2]).toMatchObject({ joined: ['300', '301'], joinedLevels: { '300': 3, '301': 3 } });
    await act('join', { ...join, agent: 'agent/101', queues: ['301'], optValues: ['QM_AGENT_PRIONUM'] });
    expect(centre.agents[0]).toMatchObject({ joined: ['300', '301'], joinedLevels: {} });
  });

  it('says what texts and listening came to, which nothing else shows', async () => {
    const centre = smallCentre();
    const clock = handClock();
    const seen: (readonly [string, boolean])[] = [];
    const command: StubCentre['command'] = ({ deed }, run) => {
      void Promise.resolve(run((values) => values)).then((isDone) => seen.push([deed, isDone]));
      return true;
    };
    const qm = await start(Object.assign(centre, { command }), { clock });
    const act = (action: string, more: object) => qm.act({ ...onCall, action, targetext: '202', ...more });
    await act('sendtext', { targetext: '202', message: 'Call me' });
    await act('sendtext', { targetext: '203', message: 'Call me' });
    await act('inboundmonitor', { callid });
    await act('inboundmonitor', {});
    await act('inboundmonitor', { agent: 'agent/101' });
    await act('outboundmonitor', { callid });
    clock.fire();
    await Promise.resolve();
    expect(seen).toEqual([
      ['sendtext', true],
      ['sendtext', false],
      ['inboundmonitor', true],
      ['inboundmonitor', true],
      ['inboundmonitor', false],
      ['outboundmonitor', false],
    ]);
  });
});

describe('broadcast messages', () => {
  it.each([
    ['everyone=1', ['101', '102', '103']],
    ['agent=Agent/102', ['102']],
    ['queue=Support', ['102']],
    ['queue=301', ['102']],
    ['location=Espoo', ['101', '102', '103']],
    ['supervisor=demosupervisor', ['101', '102', '103']],
    ['location=Espoo&queue=Support', ['102']],
    ['location=Rome', []],
    ['everyone=0', []],
  ])('with %s reach %j', async (query, reached) => {
    const orders: unknown[] = [];
    const command: StubCentre['command'] = (order, run) => Boolean(orders.push(order) && run((values) => values));
    const qm = await start(Object.assign(smallCentre(), { command }));
    const reply = await qm.json(`QmBroadcastMsg/jsonStatsApi.do?text=Hello+world&${query}`);
    expect(reply.result[0]).toEqual(['Status', 'OK']);
    expect(orders).toMatchObject([{ deed: 'message', details: { text: 'Hello world', reached } }]);
  });

  it('need a text', async () => {
    const qm = await start(smallCentre());
    const reply = await qm.json('QmBroadcastMsg/jsonStatsApi.do?everyone=1');
    expect(reply.result[0]).toEqual(['Status', 'KO']);
  });
});
