import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandAction } from '@/lib/commands/actions';
import { type Aim, makeOrder } from '@/server/vendors/make-order';
import type { ServedReply } from '@/server/vendors/serve-http';
import type { Slices } from '@/server/vendors/vendor';
import queuemetrics from '.';
import { accepting, agentQueues, isChange, pauseCodes, pbxPath, pbxReply } from './fixtures/pbx';
import { agentRow, callRow, except, milan, type SiteData, serve } from './fixtures/site';
import { agentOf, type Milan, open } from './fixtures/site-under-test';
import { settingsSchema } from './settings';

const john = 'site/agent%2F101';
const zoe = 'site/agent%2F102';
const ann = 'site/agent%2F104';
const off = 'site/agent%2F106';

/** Milan, where Zoè has no phone that is known, Ann is on a call of the other server and calls somebody herself. */
function busyMilan(): SiteData {
  const data = milan();
  data.callRows.push(
    callRow('1489669688.208', '300', 30, { RT_answered: '1', RT_agent: 'agent/104', RT_serverId: 'aleph' }),
    callRow('c.9', '999', 30, { RT_answered: '1', RT_agent: 'agent/104' }),
    callRow('', '300', 30),
  );
  return data;
}

let site: Milan;
let floor: Slices;
async function start(settings: Record<string, unknown> = {}, data = busyMilan()): Promise<void> {
  await site?.close();
  site = await open(accepting(serve(data)), settings);
  floor = await site.floor();
}
beforeEach(() => start());
afterEach(() => site.close());

const order = (action: CommandAction, aim: Aim = {}) => makeOrder(floor, action, aim);
const send = (action: CommandAction, aim: Aim = {}) => site.send(order(action, aim));
const refusal = async (action: CommandAction, aim: Aim = {}) => (await site.refusalOf(send(action, aim))).message;
const expects = (action: CommandAction, aim: Aim = {}, settings: object = {}) =>
  queuemetrics.commands?.[action]?.expects(
    order(action, aim),
    settingsSchema.parse({ baseUrl: site.http.url, ...settings }),
  );
const bodies = () => site.http.requests.filter(isChange).map(({ body }) => JSON.parse(body) as object);
/** The bodies that a command is sent with. */
async function sent(action: CommandAction, aim: Aim = {}): Promise<object[]> {
  await send(action, aim);
  return bodies();
}
const answer = (reply: ServedReply) =>
  site.http.answer(except(serve(milan()), ({ path }) => (path === pbxPath ? reply : undefined)));

describe('actions of the PBX, as the manual has them', () => {
  it('go out as JSON with the credentials, to one address', async () => {
    await send('ready', { agent: zoe });
    const request = site.http.requests.find(isChange);
    expect([request?.method, request?.target]).toEqual(['POST', pbxPath]);
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('robot:a-secret-word').toString('base64')}`,
      'content-type': 'application/json',
      accept: 'application/json',
    });
  });

  it('ready unpauses; an extension that is not known is blank', async () => {
    expect(await sent('ready', { agent: zoe })).toEqual([
      { action: 'unpause', extension: '', agent: 'agent/102', server: '' },
    ]);
  });

  it('pause carries the code', async () => {
    expect(await sent('pause', { agent: john, reason: { code: '10', label: 'Lunch & rest' } })).toEqual([
      { action: 'pause', extension: 'SIP/101', agent: 'agent/101', pause: '10', server: '' },
    ]);
  });

  it('pause without a reason takes the code of the settings, or is refused', async () => {
    expect(await refusal('pause', { agent: john })).toContain('choose one');
    expect(bodies()).toEqual([]);
    await start({ defaultPauseCode: '26' });
    expect(await sent('pause', { agent: john })).toMatchObject([{ pause: '26' }]);
  });

  it('login takes the phone that is named, else the one that is known', async () => {
    expect(await sent('login', { agent: off, fields: { extension: '206' } })).toEqual([
      { action: 'login', extension: '206', agent: 'agent/106', server: '' },
    ]);
    await start();
    expect(await refusal('login', { agent: off })).toContain('extension');
    expect(bodies()).toEqual([]);
  });

  it('logout names no phone', async () => {
    expect(await sent('logout', { agent: john })).toEqual([{ action: 'logout', agent: 'agent/101', server: '' }]);
  });

  it('join names queue and level: the chosen one, else the one the agent has there', async () => {
    const atomic = { action: 'join', queues: ['300'], extension: 'SIP/101', agent: 'agent/101', server: '' };
    expect(await sent('join', { agent: john, queue: 'site/300', fields: { level: '1' } })).toEqual([
      { ...atomic, optValues: ['QM_AGENT_PRIONUM', '1', 'QM_AGENT_PRIOLBL', 'W'] },
    ]);
    await start();
    expect(await sent('join', { agent: john, queue: 'site/300' })).toEqual([
      { ...atomic, optValues: ['QM_AGENT_PRIONUM', '0', 'QM_AGENT_PRIOLBL', 'M'] },
    ]);
    await start();
    expect(await sent('join', { agent: john, queue: 'site/999' })).toEqual([{ ...atomic, queues: ['999'] }]);
  });

  it.each(['3', '-1', 'M', '0x1'])('join knows no level %j', async (level) => {
    expect(await refusal('join', { agent: john, queue: 'site/300', fields: { level } })).toContain('0 (main)');
    expect(bodies()).toEqual([]);
  });

  it('leave removes from the queue', async () => {
    expect(await sent('leave', { agent: john, queue: 'site/301' })).toEqual([
      { action: 'remove', queues: ['301'], extension: 'SIP/101', agent: 'agent/101', server: '' },
    ]);
  });

  it('names the server an agent is on', async () => {
    const data = milan();
    data.agentRows = [agentRow('agent/101', '300', { ACB_extension: '101', ACB_serverId: 'trix1' })];
    await start({}, data);
    expect(await sent('leave', { agent: john, queue: 'site/300' })).toMatchObject([{ server: 'trix1' }]);
  });

  it('dial goes through a queue; an agent without a known phone is dialled by code, as with hot desking', async () => {
    const aim = { queue: 'site/999', fields: { number: '+39 (02) 555-1234' } };
    expect(await sent('dial', { agent: john, ...aim })).toEqual([
      { action: 'customdial', extension: 'SIP/101', targetext: '+39025551234', queues: ['999'], server: '' },
    ]);
    await start();
    expect(await sent('dial', { agent: zoe, ...aim })).toMatchObject([{ extension: 'agent/102' }]);
  });

  it.each(['', '1&SIP/9', '12|34', '1;2', '1\n2', '<b>1</b>', '\u0000', '9'.repeat(65), '١٢٣'])(
    'never dials %j',
    async (number) => {
      await refusal('dial', { agent: john, queue: 'site/999', fields: { number } });
      expect(bodies()).toEqual([]);
    },
  );

  it('send-text goes to the agent’s own phone, in ASCII', async () => {
    expect(await sent('send-text', { agent: john, fields: { text: 'Il caffè è pronto' } })).toEqual([
      {
        action: 'sendtext',
        extension: 'SIP/101',
        targetext: 'SIP/101',
        message: 'Il caffe e pronto',
        server: '',
      },
    ]);
    expect(await refusal('send-text', { agent: john, fields: { text: 'кофе' } })).toContain('Latin');
    expect(await refusal('send-text', { agent: zoe, fields: { text: 'x' } })).toContain('which phone');
  });
});

describe('actions on a call', () => {
  const call = 'site/aleph%2F1489669688.208';
  const part = { extension: 'SIP/204', agent: 'agent/104', callid: '1489669688.208', server: 'aleph' };

  it('hang-up names the call by its id, on its server', async () => {
    expect(await sent('hang-up', { contact: call })).toEqual([{ action: 'softhangup', ...part }]);
  });

  it.each(['targetext', 'targettext'])('transfer spells its target %s', async (targetField) => {
    await start({ targetField });
    expect(await sent('transfer', { contact: call, fields: { to: '202' } })).toEqual([
      { action: 'transfer', ...part, [targetField]: '202' },
    ]);
  });

  it('listen is by the direction of the call, to the phone of who listens', async () => {
    expect(await sent('listen', { contact: call, fields: { extension: '202' } })).toEqual([
      { action: 'inboundmonitor', ...part, targetext: '202' },
    ]);
    await start();
    expect(await sent('listen', { contact: 'site/c.9', fields: { extension: '202' } })).toMatchObject([
      { action: 'outboundmonitor', callid: 'c.9', server: '' },
    ]);
  });

  it.each([
    ['set-outcome', 'calloutcome', 'a'],
    ['add-feature', 'addfeature', 'fc01'],
    ['remove-feature', 'remfeature', 'fc01'],
  ] as const)('%s is %s with the code', async (action, name, code) => {
    expect(await sent(action, { contact: call, fields: { code } })).toEqual([
      { action: name, extension: 'SIP/204', callid: '1489669688.208', outcome: code, server: 'aleph' },
    ]);
  });

  it('need the vendor’s own id of the call, and an agent who has it', async () => {
    const nameless = floor.contacts?.find(({ id }) => id.includes('%7C'))?.id ?? '';
    expect(await refusal('set-outcome', { contact: nameless, fields: { code: 'a' } })).toContain('the id of this call');
    expect(await refusal('hang-up', { contact: 'site/c.1' })).toContain('No agent has');
    expect(bodies()).toEqual([]);
  });
});

describe('log-in by joining', () => {
  it('joins every queue of the agent, one action per level', async () => {
    await start({ loginBy: 'join' });
    expect(await sent('login', { agent: john, fields: { extension: '7' } })).toEqual([
      {
        action: 'join',
        queues: ['300', '301'],
        extension: '7',
        agent: 'agent/101',
        optValues: ['QM_AGENT_PRIONUM', '0', 'QM_AGENT_PRIOLBL', 'M'],
        server: '',
      },
    ]);
  });

  it('asks for the queues where the floor has none', async () => {
    const data = milan();
    data.queues = data.queues.map((queue) => ({ ...queue, agenti_spilloff_1: '' }));
    await start({ loginBy: 'join' }, data);
    const rows = agentQueues.map(([, ...cells]) => ['Agent/106', ...cells]);
    site.http.answer(
      except(accepting(serve(data)), ({ path }) =>
        path.startsWith('/QmAgentQueues') ? { body: { resultStatus: 'OK', output: rows } } : undefined,
      ),
    );
    const joined = await sent('login', { agent: off, fields: { extension: '7' } });
    expect(joined.map((body) => Object.entries(body).find(([key]) => key === 'queues')?.[1])).toEqual([
      ['300'],
      ['999'],
      ['301'],
    ]);
  });

  it('tells which queues were joined when the next ones are refused', async () => {
    await start({ loginBy: 'join' });
    let asked = 0;
    site.http.answer((request) => {
      asked += 1;
      return pbxReply(asked === 1 ? 'OK' : 'KO: no such queue', request);
    });
    const one = order('login', { agent: john, fields: { extension: '7' } });
    const [first, ...rest] = one.memberships;
    const memberships = [...(first ? [{ ...first, level: 2 }] : []), ...rest];
    const { message } = await site.refusalOf(site.send({ ...one, memberships }));
    expect(message).toBe('Joined 300 but not 301. QueueMetrics refused: “no such queue”');
  });
});

describe('messages', () => {
  const text = { text: 'Hello world & <all>' };
  const target = (filter: string) => `/QmBroadcastMsg/jsonStatsApi.do?text=Hello%20world%20%26%20%3Call%3E&${filter}`;

  it.each([
    ['message-agent', { agent: john, fields: text }, 'agent=agent%2F101'],
    ['message-queue', { queue: 'site/300', fields: text }, 'queue=Sales%20%26%20Co'],
    ['message-location', { fields: { ...text, to: 'Main' } }, 'location=Main'],
    ['message-supervisor', { fields: { ...text, to: 'demoadmin' } }, 'supervisor=demoadmin'],
    ['message-everyone', { fields: text }, 'everyone=1'],
  ] as const)('%s goes to those it is for', async (action, aim, filter) => {
    await send(action, aim);
    expect(site.http.requests.filter(isChange).map((request) => `${request.method} ${request.target}`)).toEqual([
      `GET ${target(filter)}`,
    ]);
    expect(expects(action, aim)).toBeNull();
  });

  it('may name a queue by its id', async () => {
    await start({ messageQueueBy: 'id' });
    await send('message-queue', { queue: 'site/300', fields: text });
    expect(site.http.requests.find(isChange)?.target).toBe(target('queue=300'));
  });

  it('that are refused say why; an answer without a status says nothing', async () => {
    site.http.answer(() => ({
      body: {
        result: [
          ['Status', 'ERR'],
          ['Description', 'Unknown location'],
        ],
      },
    }));
    expect(await refusal('message-location', { fields: { ...text, to: 'x' } })).toBe(
      'QueueMetrics refused: “Unknown location”',
    );
    site.http.answer(() => ({ body: { result: [] } }));
    expect((await site.vendorErrorOf(send('message-everyone', { fields: text }))).kind).toBe('bad-response');
  });
});

describe('answers', () => {
  it.each([
    ["K0: Agent: 'Agent/102' not logged on", "QueueMetrics refused: “Agent: 'Agent/102' not logged on”"],
    ['KO: <b>no</b>\n AMI', 'QueueMetrics refused: “no AMI”'],
    ['KO: for robot with a-secret-word', 'QueueMetrics refused: “for … with …”'],
    ['ok', 'QueueMetrics refused: “ok”'],
    ['OK: queued?', 'QueueMetrics refused: “OK: queued?”'],
    ['', 'QueueMetrics refused'],
  ])('%j is a refusal', async (resultStatus, message) => {
    answer({ body: { action: '', resultStatus } });
    expect(await refusal('ready', { agent: zoe })).toBe(message);
  });

  it('without credentials are auth', async () => {
    answer({ body: { resultStatus: 'KO: Http auth missing or failed' } });
    expect((await site.vendorErrorOf(send('ready', { agent: zoe }))).kind).toBe('auth');
    answer({ status: 501 });
    expect((await site.vendorErrorOf(send('ready', { agent: zoe }))).kind).toBe('auth');
  });

  it.each([{}, { resultStatus: null }, { resultStatus: 7 }, [], 'OK'])('%j tells nothing', async (body) => {
    answer({ body: JSON.stringify(body) });
    expect((await site.vendorErrorOf(send('ready', { agent: zoe }))).kind).toBe('bad-response');
  });

  it('ready and pause are not asked of an agent who is logged out', async () => {
    expect(await refusal('ready', { agent: off })).toContain('log in first');
    expect(bodies()).toEqual([]);
  });
});

describe('what the floor will show', () => {
  it('is the readiness, with the reason', () => {
    const lunch = { code: '10', label: 'Lunch & rest' };
    const agents = { kind: 'agents', id: john };
    expect(expects('ready', { agent: john })).toEqual([{ ...agents, becomes: { readiness: 'ready' }, what: 'ready' }]);
    expect(expects('pause', { agent: john, reason: lunch })).toEqual([
      { ...agents, becomes: { readiness: 'paused', pauseReason: 'Lunch & rest' }, what: 'Lunch & rest' },
    ]);
    expect(expects('pause', { agent: john })).toMatchObject([{ becomes: { readiness: 'paused' } }]);
    expect(expects('login', { agent: off })).toMatchObject([{ becomes: { readiness: 'ready' } }]);
    expect(expects('logout', { agent: john })).toMatchObject([{ becomes: { readiness: 'logged-out' }, orGone: true }]);
  });

  it('is the membership for a queue, on the record the floor has', () => {
    const membership = floor.memberships?.find(({ agentId, queueId }) => agentId === john && queueId === 'site/300');
    const aim = { agent: john, queue: 'site/300' };
    expect(expects('join', aim)).toEqual([
      { kind: 'memberships', id: membership?.id, becomes: { serving: true }, what: 'Sales & Co' },
    ]);
    expect(expects('leave', aim)).toMatchObject([{ id: membership?.id, becomes: { serving: false }, orGone: true }]);
  });

  it('with a chosen list is that the queues are left, since nobody there is told to be logged out', async () => {
    await start({ queues: ['300', '301'] });
    const left = expects('logout', { agent: john }, { queues: ['300', '301'] });
    expect(left?.map(({ kind, becomes }) => [kind, becomes])).toEqual([
      ['memberships', { serving: false }],
      ['memberships', { serving: false }],
    ]);
    expect(expects('logout', { agent: off }, { queues: ['300'] })).toBeNull();
  });

  it('is that a call is over, or no longer with the agent', () => {
    const contact = 'site/c.3';
    expect(expects('hang-up', { contact })).toMatchObject([{ id: contact, becomes: 'gone' }]);
    expect(expects('transfer', { contact })).toMatchObject([{ becomes: { agentId: null }, orGone: true }]);
    expect(expects('listen', { contact })).toBeNull();
  });

  it('may be asked only where the phone is known', () => {
    expect(agentOf(floor, 'agent/101')).toMatchObject({ canManage: true, canManageReadiness: true });
    expect(agentOf(floor, 'agent/102')).toMatchObject({ canManage: null, canManageReadiness: null });
    expect(floor.memberships?.find(({ agentId }) => agentId === ann)?.canChange).toBe(true);
    expect(floor.memberships?.find(({ agentId }) => agentId === zoe)?.canChange).toBeNull();
  });
});

describe('choices', () => {
  const choices = () => {
    const agent = agentOf(floor, 'agent/101');
    if (!agent) throw new Error('John is not on the floor');
    return site.choices(agent);
  };

  it('are the codes without wrap-up, and the atomic queues with their level', async () => {
    expect(await choices()).toEqual({
      pauseReasons: [
        { code: '03', label: 'Lunch break' },
        { code: '17', label: 'E-mail' },
        { code: '26', label: 'Coffee & tea' },
      ],
      queues: [
        { queueId: 'site/300', levels: [{ code: '0', label: 'Main' }] },
        { queueId: 'site/999', levels: [{ code: '2', label: 'Spill' }] },
        { queueId: 'site/301', levels: [{ code: '1', label: 'Wrap' }] },
      ],
      breakLeftMs: null,
      needsReason: true,
    });
    const asked = site.http.requests.map(({ target }) => target).filter((target) => target.includes('QmAgent'));
    expect(asked.sort()).toEqual([
      '/QmAgentPCodes/jsonStatsApi.do?agent=agent%2F101',
      '/QmAgentQueues/jsonStatsApi.do?agent=agent%2F101',
    ]);
  });

  it('need no reason where one is sent for whoever chose none', async () => {
    await start({ defaultPauseCode: '26' });
    site.http.answer(accepting(serve(milan())));
    expect((await choices()).needsReason).toBe(false);
  });

  it('keep to the queues that are followed, and to rows of this agent', async () => {
    await start({ queues: ['301'] });
    const usual = accepting(serve(milan()));
    const others = [['agent code', 'code', 'description'], ['agent/102', '9', 'Not mine'], ...pauseCodes];
    site.http.answer(
      except(usual, ({ path }) =>
        path.startsWith('/QmAgentPCodes') ? { body: { resultStatus: 'OK', output: others } } : undefined,
      ),
    );
    const { pauseReasons, queues } = await choices();
    expect(queues?.map(({ queueId }) => queueId)).toEqual(['site/301']);
    expect(pauseReasons.map(({ code }) => code)).toEqual(['03', '17', '26']);
  });

  it('give a pause its name on the floor, too', async () => {
    await choices();
    const paused = busyMilan();
    paused.agentRows[0] = agentRow('agent/101', '300', { ACB_curPauseCode: '03' });
    site.http.answer(serve(paused));
    expect(agentOf(await site.floor(), 'agent/101')).toMatchObject({ readiness: 'paused', pauseReason: 'Lunch break' });
  });

  it('of an agent QueueMetrics does not know are a failure', async () => {
    site.http.answer(() => ({
      body: {
        result: [
          ['Status', 'ERR'],
          ['Description', 'Unknown agent'],
        ],
      },
    }));
    expect((await site.vendorErrorOf(choices())).kind).toBe('bad-response');
  });
});
