import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { vendorIds } from '@/lib/vendors/catalog';
import { systemClock } from '@/server/ports';
import { receiveCallbacks } from './callbacks/receive-callbacks';
import { hourMs, minuteMs } from './day-shape';
import { type Emulators, type SiteChoice, startEmulators } from './launch';
import { siteIds } from './sites';
import { vendorFaces } from './vendor-faces';

const opened: Emulators[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((emulators) => emulators.stop()));
});

const small = { agents: 0.3, warmUpMs: 3 * hourMs };
const agentsPath = 'Queues/FIFO/561814/Users/Agents';
const statusPath = 'Queues/FIFO/561814/RealTimeStatistics';

async function open(sites: readonly SiteChoice[] = [{ site: 'lucca', ...small }]) {
  const emulators = await startEmulators({ clock: systemClock, sites, seed: 'test' });
  opened.push(emulators);
  const [source] = emulators.sources;
  const { baseUrl } = source!.settings;
  const { user, password } = source!.secrets;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const control = async (method: string, path: string, body?: unknown) => {
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const reply = await fetch(`${emulators.controlUrl}${path}`, { method, ...json });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    emulators,
    control,
    ask: (path = 'Queues/FIFO', init: RequestInit = {}) =>
      fetch(`${baseUrl}/${path}`, { ...init, headers: { authorization } }),
    fault: (fault: string, more: object = {}) => control('POST', '/faults', { source: source!.id, fault, ...more }),
    clear: () => control('DELETE', '/faults'),
    centre: emulators.centres.get(source!.id)!,
  };
}

describe('a fault, seen from outside', () => {
  it.each([400, 401, 403, 500, 501, 502, 503, 504])('answers with status %i', async (status) => {
    const { ask, fault, clear } = await open();
    expect((await fault('status', { status })).status).toBe(201);
    expect((await ask()).status).toBe(status);
    await clear();
    expect((await ask()).status).toBe(200);
  });

  it('says when to come back, in seconds or as a date', async () => {
    const { ask, fault } = await open();
    await fault('status', { status: 429, retryAfterSeconds: 7 });
    const inSeconds = await ask();
    expect([inSeconds.status, inSeconds.headers.get('retry-after')]).toEqual([429, '7']);
    await fault('status', { status: 429, retryAfterSeconds: 7, retryAfterAs: 'date' });
    const asDate = (await ask()).headers;
    const wait = Date.parse(asDate.get('retry-after')!) - Date.parse(asDate.get('date')!);
    expect(wait).toBe(7000);
  });

  it('refuses connections and takes them again at the same address', async () => {
    const { ask, fault, clear, control } = await open();
    await fault('refuse');
    await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect((await control('GET', '')).body.sources[0].listening).toBe(false);
    await clear();
    expect((await ask()).status).toBe(200);
  });

  it('is late', async () => {
    const { ask, fault } = await open();
    await fault('latency', { ms: 60_000, times: 1 });
    const late = new AbortController();
    const asked = ask('Queues/FIFO', { signal: late.signal });
    expect((await ask()).status).toBe(200);
    late.abort();
    await expect(asked).rejects.toThrow('aborted');
    await fault('latency', { ms: 5 });
    expect((await ask()).status).toBe(200);
  });

  it('hangs until the caller gives up', async () => {
    const { ask, fault, control } = await open();
    await fault('hang', { path: 'RealTimeStatistics' });
    const patience = new AbortController();
    const asked = ask(statusPath, { signal: patience.signal });
    expect((await ask()).status).toBe(200);
    expect((await control('GET', '')).body.sources[0].requests.total).toBe(2);
    patience.abort();
    await expect(asked).rejects.toThrow('aborted');
  });

  it('cuts the body', async () => {
    const { ask, fault } = await open();
    const whole = await (await ask()).text();
    await fault('cut-body');
    const reply = await ask();
    expect([reply.status, Number(reply.headers.get('content-length'))]).toEqual([200, Buffer.byteLength(whole)]);
    await expect(reply.text()).rejects.toThrow('terminated');
  });

  it('shows a sign-in page with status 200', async () => {
    const { ask, fault } = await open();
    await fault('html-login');
    const reply = await ask();
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await reply.text()).toContain('type="password"');
  });

  it('answers JSON of the wrong shape', async () => {
    const { ask, fault } = await open();
    await fault('wrong-shape');
    expect(await (await ask()).json()).toEqual({ greeting: 'hello', list: [1, 'two', null] });
    await fault('wrong-shape', { body: [{ id: 'not a number' }] });
    expect(await (await ask()).json()).toEqual([{ id: 'not a number' }]);
  });

  it('freezes what was answered before', async () => {
    const { ask, fault, clear, control } = await open();
    const before = await (await ask(statusPath)).text();
    const history = await (await ask('Queues/FIFO/561814/Statistics?interval=PT5H')).text();
    await fault('frozen');
    await control('POST', '/clock', { advanceMs: 30 * minuteMs });
    const frozen = await ask(statusPath);
    expect(await frozen.text()).toBe(before);
    expect(Date.parse(frozen.headers.get('date')!)).toBeGreaterThan(Date.now() + 29 * minuteMs);
    expect(await (await ask('Queues/FIFO/561814/Statistics?interval=PT6H')).text()).toBe(history);
    await clear();
    expect(await (await ask(statusPath)).text()).not.toBe(before);
  });

  it('streams a huge body', async () => {
    const { ask, fault } = await open();
    await fault('huge-body', { megabytes: 3 });
    expect((await (await ask()).text()).length).toBe(3 * 1024 * 1024 + 4);
    await fault('huge-body');
    const reader = (await ask()).body!.getReader();
    let seen = 0;
    while (seen < 8 * 1024 * 1024) seen += (await reader.read()).value?.length ?? 0;
    await reader.cancel();
  });

  it('accepts commands and does nothing', async () => {
    const { ask, fault, clear, centre } = await open();
    const agent = centre.agents.find(({ memberOf }) => memberOf.some(({ queueId }) => queueId === '561814'))!;
    const before = agent.memberOf;
    const remove = () => ask(`${agentsPath}/${agent.username}`, { method: 'DELETE' });
    await fault('lying-ok');
    expect((await remove()).status).toBe(204);
    expect(agent.memberOf).toBe(before);
    await clear();
    expect((await remove()).status).toBe(204);
    expect(agent.memberOf).toHaveLength(before.length - 1);
  });

  it('knows no agents for one poll', async () => {
    const { ask, fault } = await open();
    const before = (await (await ask(agentsPath)).json()).length;
    await fault('empty-agents', { times: 1, path: 'Users/Agents' });
    expect((await (await ask()).json()).length).toBe(4);
    expect(await (await ask(agentsPath)).json()).toEqual([]);
    expect((await (await ask(agentsPath)).json()).length).toBe(before);
    expect(before).toBeGreaterThan(0);
  });

  it('has restarted: no state is older than that', async () => {
    const { ask, fault } = await open();
    const since = async () => {
      const { agents } = await (await ask(statusPath)).json();
      return Math.min(
        ...agents.map((agent: { currentStatusStartTime: string }) => Date.parse(agent.currentStatusStartTime)),
      );
    };
    expect(await since()).toBeLessThan(Date.now() - minuteMs);
    const setAt = Date.now();
    await fault('since-reset');
    expect(await since()).toBeGreaterThan(setAt - 2000);
  });

  it('puts the clock of the system off, header and stamps alike', async () => {
    const { ask, fault } = await open();
    const stamps = async () => {
      const reply = await ask(statusPath);
      const { agents } = await reply.json();
      return { date: Date.parse(reply.headers.get('date')!), since: Date.parse(agents[0].currentStatusStartTime) };
    };
    const right = await stamps();
    await fault('clock-skew');
    const wrong = await stamps();
    expect(Math.round((wrong.date - right.date) / minuteMs)).toBe(60);
    expect(wrong.since - right.since).toBe(hourMs);
    await fault('clock-skew', { ms: -hourMs });
    expect(Math.round(((await stamps()).date - right.date) / minuteMs)).toBe(-60);
  });
});

describe('callbacks', () => {
  it('are counted, and lost on demand', async () => {
    const { emulators, control, centre } = await open([{ site: 'novosibirsk', agents: 1, warmUpMs: 3 * hourMs }]);
    const receiver = await receiveCallbacks();
    const { settings, secrets } = emulators.sources[0]!;
    const form = {
      grant_type: 'client_credentials',
      client_id: secrets.clientId!,
      client_secret: secrets.clientSecret!,
    };
    const token = await fetch(`${settings.baseUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    const headers = {
      ...{ authorization: `Bearer ${(await token.json()).access_token}`, 'content-type': 'application/json' },
    };
    const agent = centre.agents.find(({ id, loggedInSince }) => loggedInSince === null && id !== '103')!;
    for (const event_type of ['agent-login', 'agent-logout'])
      await fetch(`${settings.baseUrl}/api/ver1.0/client/@me/agent/local/${Number(agent.id) + 42}/event/`, {
        ...{ method: 'POST', headers },
        body: JSON.stringify({ event_type, method: 'GET', url: `${receiver.url}/hook` }),
      });
    const turn = async () => {
      // In no queue, so that no call keeps the agent from leaving.
      if (agent.loggedInSince === null) centre.login(agent.id, []);
      else centre.logout(agent.id);
      await fetch(`${settings.baseUrl}/api/ver1.0/user/`, { headers });
    };
    await turn();
    await receiver.until(1);
    await control('POST', '/faults', { source: 'novosibirsk', fault: 'lost-callbacks', times: 1 });
    await turn();
    await turn();
    expect((await receiver.until(2)).map(({ target }) => target.includes('agent_status='))).toEqual([true, true]);
    const state = async () => (await control('GET', '')).body.sources[0].callbacks;
    while ((await state()).waiting > 0);
    expect(await state()).toEqual({ sent: 2, failed: 0, lost: 1, waiting: 0 });
    await receiver.close();
  });

  it('are nothing that other vendors have', async () => {
    const { control } = await open();
    expect((await control('GET', '')).body.sources[0]).not.toHaveProperty('callbacks');
  });
});

describe('limits of a fault', () => {
  it('counts requests', async () => {
    const { ask, fault, control } = await open();
    await fault('status', { status: 500, times: 2 });
    const statuses = [(await ask()).status, (await ask()).status, (await ask()).status];
    expect(statuses).toEqual([500, 500, 200]);
    expect((await control('GET', '')).body.sources[0].faults).toEqual([]);
  });

  it('keeps to a path and to a time', async () => {
    const { ask, fault, control } = await open();
    await fault('status', { status: 503, path: '/Statistics\\?', forMs: minuteMs });
    expect((await ask()).status).toBe(200);
    expect((await ask('Queues/FIFO/561814/Statistics?interval=PT1M')).status).toBe(503);
    await control('POST', '/clock', { advanceMs: minuteMs });
    expect((await ask('Queues/FIFO/561814/Statistics?interval=PT1M')).status).toBe(200);
  });

  it('meets one source only', async () => {
    const { control, emulators, ask } = await open([
      { site: 'lucca', ...small },
      { site: 'lucca', id: 'pisa', ...small },
    ]);
    await control('POST', '/faults', { source: 'pisa', fault: 'status', status: 500 });
    expect((await ask()).status).toBe(200);
    expect((await fetch(String(emulators.sources[1]!.settings.baseUrl))).status).toBe(500);
    await control('DELETE', '/faults?source=lucca');
    expect((await control('GET', '')).body.sources[1].faults).toMatchObject([
      { fault: 'status', status: 500, left: null },
    ]);
  });
});

describe('the control door', () => {
  it('counts requests and moves the clock', async () => {
    const { ask, control, centre } = await open();
    await ask();
    await ask(`${agentsPath}?x=1`);
    await ask(agentsPath);
    const before = centre.now();
    const moved = await control('POST', '/clock', { advanceMs: 2 * hourMs });
    expect(moved.body.advancedMs).toBe(2 * hourMs);
    const { clock, sources } = (await control('GET', '')).body;
    expect(clock.advancedMs).toBe(2 * hourMs);
    expect(sources[0]).toMatchObject({ id: 'lucca', vendor: 'imagicle', listening: true, faults: [] });
    expect(sources[0].requests).toMatchObject({ total: 3, lastMinute: 3 });
    expect(sources[0].requests.byPath[`GET /fw/Apps/QME/WebAPI/${agentsPath}`]).toBe(2);
    await ask();
    expect(centre.now() - before).toBeGreaterThanOrEqual(2 * hourMs);
  });

  it('says what is wrong with a request', async () => {
    const { control, emulators } = await open();
    const unknown = await control('POST', '/faults', { source: 'rome', fault: 'hang' });
    expect([unknown.status, unknown.body.error.message]).toEqual([404, 'There is no source "rome"; there are lucca.']);
    const wrong = await control('POST', '/faults', { source: 'lucca', fault: 'status', status: 418, path: '(' });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.problems.map(({ path }: { path: string }) => path).toSorted()).toEqual(['path', 'status']);
    const strange = await control('POST', '/faults', { source: 'lucca', fault: 'earthquake' });
    expect(strange.body.error.problems).toMatchObject([{ path: 'fault' }]);
    expect((await control('POST', '/clock', { advanceMs: -1 })).status).toBe(400);
    expect((await control('DELETE', '/faults?source=rome')).status).toBe(404);
    expect((await control('GET', '/nothing')).status).toBe(404);
    const form = await fetch(`${emulators.controlUrl}/faults`, {
      method: 'POST',
      body: '{"source":"lucca","fault":"hang"}',
    });
    expect(form.status).toBe(415);
  });
});

describe('starting', () => {
  it('gives entries that a sources file takes, and systems that answer to them', async () => {
    const { emulators } = await open([
      { site: 'milan', ...small },
      { site: 'helsinki', ...small },
      { site: 'lucca', ...small },
    ]);
    expect(emulators.sources).toMatchObject([
      {
        id: 'milan',
        name: 'Milan',
        vendor: 'queuemetrics',
        settings: { timeZone: 'Europe/Rome', businessDayStart: 4 },
      },
      { id: 'helsinki', vendor: 'sinch', settings: { auth: 'gateway' }, secrets: { apiKey: expect.any(String) } },
      { id: 'lucca', vendor: 'imagicle', settings: { baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//) } },
    ]);
    const paths = ['/agent/jsonEditorApi.do', '/rmi/queueStatuses', '/Queues/FIFO'];
    const replies = await Promise.all(
      emulators.sources.map(({ settings, secrets }, index) =>
        fetch(`${settings.baseUrl}${paths[index]}`, {
          headers: {
            accept: 'application/json',
            authorization: `Basic ${Buffer.from(`${secrets.user}:${secrets.password}`).toString('base64')}`,
            'x-api-key': secrets.apiKey ?? '',
          },
        }),
      ),
    );
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200]);
    for (const reply of replies) expect((await reply.json()).length).toBeGreaterThan(3);
  });

  it('gives a client’s id and secret to those who want them, and keeps to what Callboard has a driver for', async () => {
    const { emulators } = await open([
      { site: 'bucharest', ...small },
      { site: 'novosibirsk', ...small },
    ]);
    expect(emulators.sources).toMatchObject([
      {
        ...{ id: 'bucharest', name: 'Bucharest', vendor: 'voipnow' },
        settings: { timeZone: 'Europe/Bucharest', queues: ['0003*401', '0003*402', '0003*411', '0003*412'] },
        secrets: { clientId: 'callboard', clientSecret: 'emulated-bucharest' },
      },
      { vendor: 'ringme', secrets: { clientId: 'callboard', clientSecret: 'emulated-novosibirsk' } },
    ]);
    expect(Object.keys(emulators.sources[1]!.secrets)).toEqual(['clientId', 'clientSecret']);
    expect(siteIds.every((id) => vendorIds.some((vendor) => vendor === vendorFaces[id].vendor))).toBe(true);
  });

  it('closes everything when a port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const free = await startEmulators({ clock: systemClock, sites: [{ site: 'lucca', ...small }] });
    const freePort = Number(new URL(String(free.sources[0]!.settings.baseUrl)).port);
    await free.stop();
    const start = () =>
      startEmulators({
        clock: systemClock,
        sites: [{ site: 'lucca', ...small }],
        ports: { lucca: freePort, control: port },
      });
    await expect(start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await new Promise((resolve) => taken.close(resolve));
    opened.push(await start());
  });
});
