import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import type { Centre, CentreAgent } from './centre-types';
import { hourMs } from './day-shape';
import { type Emulators, type SourceEntry, startEmulators } from './launch';
import type { SiteId } from './sites';

const opened: Emulators[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((emulators) => emulators.stop()));
});

/** One source at nine in the morning, on a clock that only the control door moves. */
async function open(site: SiteId) {
  const sites = [{ site, agents: 0.4, warmUpMs: 4 * hourMs }];
  const emulators = await startEmulators({ clock: createFakeClock(), sites, seed: 'test' });
  opened.push(emulators);
  const [source] = emulators.sources;
  const { user, password, apiKey = '' } = source!.secrets;
  const authorization = source!.secrets.clientId
    ? `Bearer ${await voipnowToken(source!)}`
    : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const headers = {
    authorization,
    'x-api-key': apiKey,
    accept: 'application/json',
    'content-type': 'application/json',
  };
  const control = async (method: string, path: string, body?: unknown) => {
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const reply = await fetch(`${emulators.controlUrl}${path}`, { method, ...json });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    centre: emulators.centres.get(site)!,
    control,
    ask: (path: string, init: RequestInit = {}) => fetch(`${source!.settings.baseUrl}/${path}`, { headers, ...init }),
    fault: (fault: string, more: object = {}) => control('POST', '/faults', { source: site, fault, ...more }),
    faults: async () => (await control('GET', '')).body.sources[0].faults,
    advance: (ms: number) => control('POST', '/clock', { advanceMs: ms }),
    act: (agent: string, deed: string, more: object = {}) =>
      control('POST', '/acts', { source: site, agent, deed, ...more }),
    journal: async () => (await control('GET', `/journal?source=${site}`)).body.commands,
  };
}

async function voipnowToken({ settings, secrets }: SourceEntry): Promise<string> {
  const { clientId = '', clientSecret = '' } = secrets;
  const client = { client_id: clientId, client_secret: clientSecret };
  const form = { ...client, grant_type: 'client_credentials', type: 'unifiedapi', redirect_uri: 'https://x.example' };
  const reply = await fetch(`${settings.baseUrl}/oauth/token.php`, { method: 'POST', body: new URLSearchParams(form) });
  return (await reply.json()).access_token;
}

type Site = Awaited<ReturnType<typeof open>>;

interface Case {
  readonly site: SiteId;
  readonly read: string;
  /** How long the vendor takes to do what it has accepted. */
  readonly takesMs: number;
  readonly ok: number;
  /** Pauses, or adds to a queue, whom `pick` chose. */
  command(site: Site, agentId: string, init?: RequestInit): Promise<Response>;
  pick(centre: Centre): string;
  isDone(centre: Centre, agentId: string): boolean;
  /** Status and words of a refusal, as this vendor documents it. */
  refusal(reply: Response, words: string): Promise<void>;
}

const onDuty = (centre: Centre) => centre.agents.find(({ state }) => state !== 'logged-out' && state !== 'paused')!.id;
const agentOf = (centre: Centre, id: string) => centre.agents.find((agent) => agent.id === id)!;
const isPaused = (centre: Centre, id: string) => {
  const { state, pendingPause } = agentOf(centre, id);
  return state === 'paused' || pendingPause !== null;
};
const pbx = (site: Site, body: object, init: RequestInit = {}) =>
  site.ask('qm_jsonsvc_do_pbxactions.do', { method: 'POST', body: JSON.stringify(body), ...init });

const cases: readonly Case[] = [
  {
    site: 'milan',
    read: 'QmRealtime/jsonStatsApi.do?queues=*&block=RealtimeDO.RtAgentsRaw',
    takesMs: 1_500,
    ok: 200,
    command: (site, id, init) =>
      pbx(site, { action: 'pause', extension: '', pause: '10', agent: `agent/${id}`, server: '' }, init),
    pick: onDuty,
    isDone: isPaused,
    refusal: async (reply, words) => {
      expect(reply.status).toBe(200);
      expect(await reply.json()).toMatchObject({ action: '', resultStatus: `KO: ${words}` });
    },
  },
  {
    site: 'helsinki',
    read: 'rmi/queueStatuses',
    takesMs: 0,
    ok: 204,
    command: async (site, id, init) => {
      const name = ({ lastName, firstName }: { lastName: string; firstName: string }) => `${lastName}, ${firstName}`;
      const agents = await (await site.ask('rmi/agents?limit=1000')).json();
      const guid = agents.find((row: { name: string }) => row.name === name(agentOf(site.centre, id))).id;
      return site.ask(`rmi/agents/${guid}/readyState`, { method: 'PUT', body: '{"readyState":"NotReady"}', ...init });
    },
    pick: onDuty,
    isDone: isPaused,
    refusal: async (reply, words) => {
      expect([reply.status, reply.headers.get('content-type'), await reply.text()]).toEqual([400, 'text/plain', words]);
    },
  },
  {
    site: 'lucca',
    read: 'Queues/FIFO',
    takesMs: 0,
    ok: 201,
    command: (site, id, init) => {
      const body = JSON.stringify({ username: agentOf(site.centre, id).username });
      return site.ask('Queues/FIFO/561821/Users/Agents', { method: 'POST', body, ...init });
    },
    pick: (centre) => centre.agents.find(({ memberOf }) => memberOf.every(({ queueId }) => queueId !== '561821'))!.id,
    isDone: (centre, id) => agentOf(centre, id).memberOf.some(({ queueId }) => queueId === '561821'),
    refusal: async (reply, words) => {
      expect([reply.status, await reply.json()]).toEqual([409, { message: words, reason: 0 }]);
    },
  },
  {
    site: 'bucharest',
    read: 'uapi/extensions/@me/0003*401/queue/agents/',
    takesMs: 0,
    ok: 200,
    command: (site, id, init) => {
      const path = `uapi/extensions/@me/0003*401/queue/agents/${agentOf(site.centre, id).extension}`;
      return site.ask(path, { method: 'PUT', body: '{"status":"2"}', ...init });
    },
    pick: (centre) => {
      const isIn = ({ state, joined }: CentreAgent) => state !== 'paused' && joined.includes('401');
      return centre.agents.find((agent) => isIn(agent) && agent.id !== '220')!.id;
    },
    isDone: (centre, id) => isPaused(centre, id) || agentOf(centre, id).pausedIn.includes('401'),
    refusal: async (reply, words) => {
      expect([reply.status, await reply.json()]).toEqual([400, { error: { code: 'request_invalid', message: words } }]);
    },
  },
];

describe.each(cases)('commands at $site', (vendor) => {
  const start = async () => {
    const site = await open(vendor.site);
    const id = vendor.pick(site.centre);
    expect(vendor.isDone(site.centre, id)).toBe(false);
    const pass = async (ms: number) => (ms > 0 ? void (await site.advance(ms)) : undefined);
    return {
      site,
      id,
      pass,
      command: (init?: RequestInit) => vendor.command(site, id, init),
      isDone: () => vendor.isDone(site.centre, id),
    };
  };

  it('are done, and the journal says when', async () => {
    const { site, id, pass, command, isDone } = await start();
    const reply = await command();
    expect(reply.status).toBe(vendor.ok);
    await pass(vendor.takesMs);
    expect(isDone()).toBe(true);
    const [entry, ...more] = await site.journal();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ agentId: id, outcome: 'done', answered: vendor.ok });
    expect(entry.doneAt - entry.at).toBe(vendor.takesMs);
    expect(entry.request).toMatch(/^P(OST|UT) \/[^?]+$/);
  });

  it('are accepted and never done', async () => {
    const { site, pass, command, isDone } = await start();
    await site.fault('lying-ok', { times: 1 });
    expect((await command()).status).toBe(vendor.ok);
    await pass(vendor.takesMs);
    expect(isDone()).toBe(false);
    expect(await site.journal()).toMatchObject([{ outcome: 'ignored', doneAt: null, answered: vendor.ok }]);
    await command();
    await pass(vendor.takesMs);
    expect(isDone()).toBe(true);
  });

  it('are accepted and done later, by the emulated clock', async () => {
    const { site, pass, command, isDone } = await start();
    await site.fault('late-deed', { ms: 20_000 });
    expect((await command()).status).toBe(vendor.ok);
    await pass(19_999);
    expect(isDone()).toBe(false);
    expect(await site.journal()).toMatchObject([{ outcome: 'pending', answered: vendor.ok }]);
    await pass(1 + vendor.takesMs);
    expect(isDone()).toBe(true);
    const [entry] = await site.journal();
    expect([entry.outcome, entry.doneAt - entry.at]).toEqual(['done', 20_000 + vendor.takesMs]);
  });

  it('are done and never answered', async () => {
    const { site, pass, command, isDone } = await start();
    await site.fault('done-then-silent');
    const patience = new AbortController();
    const asked = command({ signal: patience.signal });
    await vi.waitFor(async () => expect(await site.journal()).toHaveLength(1));
    await pass(vendor.takesMs);
    expect(isDone()).toBe(true);
    expect(await site.journal()).toMatchObject([{ outcome: 'done', answered: null }]);
    patience.abort();
    await expect(asked).rejects.toThrow('aborted');
  });

  it('are done and answered with a bare status', async () => {
    const { site, pass, command, isDone } = await start();
    await site.fault('done-then-status');
    expect((await command()).status).toBe(504);
    await pass(vendor.takesMs);
    expect(isDone()).toBe(true);
    await site.fault('done-then-status', { status: 500 });
    expect((await command()).status).toBe(500);
    expect((await site.journal()).map(({ answered }: { answered: number }) => answered)).toEqual([504, 500]);
  });

  it('are refused in the vendor’s own way', async () => {
    const { site, pass, command, isDone } = await start();
    await site.fault('refuse-commands', { words: 'Not today', times: 1 });
    await vendor.refusal(await command(), 'Not today');
    await pass(vendor.takesMs);
    expect(isDone()).toBe(false);
    expect(await site.journal()).toMatchObject([{ outcome: 'refused', doneAt: null }]);
    expect((await command()).status).toBe(vendor.ok);
  });

  it('suffer alone: reads neither meet the faults nor count against their limits', async () => {
    const { site, command } = await start();
    for (const fault of ['lying-ok', 'done-then-silent', 'done-then-status', 'refuse-commands'])
      await site.fault(fault, { times: 1 });
    await site.fault('late-deed', { ms: 1000, times: 1 });
    const reply = await site.ask(vendor.read);
    expect([reply.status, (await reply.text()).length > 10]).toEqual([200, true]);
    expect(await site.journal()).toEqual([]);
    expect((await site.faults()).map(({ left }: { left: number }) => left)).toEqual([1, 1, 1, 1, 1]);
    await site.control('DELETE', '/faults');
    await site.fault('done-then-status', { times: 1, path: 'no such path' });
    expect((await command()).status).toBe(vendor.ok);
  });
});

it('a removal that Imagicle refuses is a 403', async () => {
  const site = await open('lucca');
  const agent = site.centre.agents.find(({ memberOf }) => memberOf.length > 0)!;
  const [membership] = agent.memberOf;
  await site.fault('refuse-commands');
  const path = `Queues/FIFO/${membership!.queueId}/Users/Agents/${agent.username}`;
  const reply = await site.ask(path, { method: 'DELETE' });
  expect([reply.status, await reply.json()]).toEqual([
    403,
    { code: '403.GlobalAdmin', message: 'Requires complete management privileges' },
  ]);
  expect(agent.memberOf).toContain(membership);
});

describe('an action on a call of VoipNow', () => {
  const start = async () => {
    const site = await open('bucharest');
    const talked = () =>
      site.centre.liveContacts().find(({ phase, agentId }) => phase === 'talking' && agentId !== '220');
    while (!talked()) await site.advance(5_000);
    const call = talked()!;
    const path = `uapi/phoneCalls/@me/${agentOf(site.centre, call.agentId!).extension}/${call.id}/`;
    const put = (body: object) => site.ask(path, { method: 'PUT', body: JSON.stringify(body) });
    const view = async () => (await (await site.ask(path)).json()).entry[0].phoneCallView[0];
    return { site, call, put, view };
  };

  it('passes the gate even where the centre knows nothing of it', async () => {
    const { site, call, put, view } = await start();
    await site.fault('lying-ok', { times: 1 });
    expect([(await put({ action: 'OnHold' })).status, (await view()).onHold]).toEqual([200, undefined]);
    expect([(await put({ action: 'OnHold' })).status, (await view()).onHold]).toEqual([200, true]);
    await site.fault('refuse-commands', { words: 'Not today', times: 1 });
    expect((await (await put({ action: 'StartRecording' })).json()).error.message).toBe('Not today');
    const { agentId } = call;
    expect(await site.journal()).toMatchObject([
      { deed: 'OnHold', agentId, details: { phoneCallId: call.id }, outcome: 'ignored', answered: 200 },
      { deed: 'OnHold', agentId, outcome: 'done', answered: 200 },
      { deed: 'StartRecording', agentId, outcome: 'refused', answered: 400 },
    ]);
  });

  it('transfers to a queue by its short number, where it is a new call, and to nobody it has not', async () => {
    const { site, call, put } = await start();
    expect((await put({ action: 'Transfer', sendCallTo: '0003*999' })).status).toBe(400);
    expect((await put({ action: 'Transfer', sendCallTo: '402' })).status).toBe(204);
    expect(call.phase).toBe('wrap-up');
    const moved = site.centre.liveContacts().find(({ id, caller }) => caller === call.caller && id !== call.id);
    expect(moved?.queueId).toBe('402');
    expect(await site.journal()).toMatchObject([
      { deed: 'Transfer', details: { sendCallTo: '402' }, outcome: 'done', answered: 204 },
    ]);
  });
});

it('a message of QueueMetrics is a command, though it comes as a GET', async () => {
  const site = await open('milan');
  const send = async (query: string) => (await site.ask(`QmBroadcastMsg/jsonStatsApi.do?${query}`)).json();
  const reached = site.centre.agents.filter(({ location }) => location === 'Milano Bicocca').map(({ id }) => id);
  expect((await send('text=Ciao&location=Milano+Bicocca')).result[0]).toEqual(['Status', 'OK']);
  await site.fault('refuse-commands', { words: 'Missing key' });
  expect((await send('text=Ciao&everyone=1')).result.slice(0, 2)).toEqual([
    ['Status', 'KO'],
    ['Description', 'Missing key'],
  ]);
  expect(await site.journal()).toMatchObject([
    { deed: 'message', details: { text: 'Ciao', location: 'Milano Bicocca', reached }, outcome: 'done' },
    { deed: 'message', details: { everyone: '1' }, outcome: 'refused' },
  ]);
  expect(reached.length).toBeGreaterThan(1);
});

describe('what people do at their phones', () => {
  it('changes the centre, and no journal tells of it', async () => {
    const site = await open('milan');
    const { id, memberOf } = site.centre.agents.find(({ state }) => state === 'logged-out')!;
    const [first, second] = memberOf.map(({ queueId }) => queueId);
    expect((await site.act(id, 'login', { queue: first })).body.agent).toMatchObject({ id, joined: [first] });
    expect((await site.act(id, 'join', { queue: second })).body.agent.joined).toEqual([first, second]);
    expect((await site.act(id, 'leave', { queue: first })).body.agent.joined).toEqual([second]);
    await site.act(id, 'pause', { code: '30' });
    expect(isPaused(site.centre, id)).toBe(true);
    await site.act(id, 'unpause');
    expect(isPaused(site.centre, id)).toBe(false);
    const busy = agentOf(site.centre, id).contactIds.length > 0;
    expect((await site.act(id, 'logout')).body.agent.state === 'logged-out').toBe(!busy);
    expect(await site.journal()).toEqual([]);
  });

  it('is dialling a queue’s log-in code at Imagicle', async () => {
    const site = await open('lucca');
    const { id, memberOf } = site.centre.agents.find(
      (agent) => agent.state === 'logged-out' && agent.memberOf.length > 1,
    )!;
    const queues = await (await site.ask('Queues/FIFO')).json();
    const [first, second] = memberOf.map(
      ({ queueId }) =>
        queues.find((queue: { id: number }) => String(queue.id) === queueId).loginLogoutPhoneNumber.value,
    );
    const joined = async (number: string) => (await site.act(id, 'dial', { number })).body.agent.joined;
    const [one, two] = memberOf.map(({ queueId }) => queueId);
    expect(await joined(`${second}1`)).toEqual([two]);
    expect(await joined(`${first}1`)).toEqual([two, one]);
    expect(await joined(`${second}0`)).toEqual([one]);
    expect((await site.act(id, 'dial', { number: `${second}0` })).status).toBe(409);
    expect((await site.act(id, 'dial', { number: '999' })).status).toBe(409);
  });

  it('is dialling out where there is a queue for it', async () => {
    const site = await open('milan');
    const idle = site.centre.agents.find(({ state, joined }) => state === 'idle' && joined.includes('400'))!;
    expect((await site.act(idle.id, 'dial', { number: '+3902555000' })).body.agent.state).toBe('ringing');
    const [call] = site.centre.liveContacts().filter(({ agentId }) => agentId === idle.id);
    expect(call).toMatchObject({ queueId: '400', direction: 'out', caller: '+3902555000' });
    expect((await site.act(idle.id, 'dial', { number: '+3902555001' })).status).toBe(409);
  });

  it('is said in words when it makes no sense', async () => {
    const site = await open('lucca');
    const [agent] = site.centre.agents;
    const wrong = [
      await site.act('nobody', 'logout'),
      await site.control('POST', '/acts', { source: 'rome', agent: agent!.id, deed: 'logout' }),
      await site.act(agent!.id, 'dance'),
      await site.act(agent!.id, 'join'),
      await site.act(agent!.id, 'logout', { queue: '561814' }),
      await site.act(agent!.id, 'join', { queue: 'x'.repeat(101) }),
      await site.act(agent!.id, 'join', { queue: '561814\u0000<script>' }),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([404, 404, 400, 400, 400, 400, 409]);
    expect(wrong[3]!.body.error.problems).toMatchObject([{ path: 'queue' }]);
    expect((await site.control('GET', '/journal')).status).toBe(404);
    expect((await site.control('GET', '/journal?source=rome')).status).toBe(404);
  });
});
