import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import type { EditRecord } from './centre-types';
import { hourMs } from './day-shape';
import { listenFace } from './face-listen';
import { createImagicleFace, type ImagicleOptions } from './imagicle';
import { dialCode } from './imagicle/dial-codes';
import { type Emulators, startEmulators } from './launch';
import { stubAgent, stubCentre, stubQueue } from './stub-centre';

const credentials = { user: 'callboard', password: 'pässword' };
const authorization = `Basic ${Buffer.from('callboard:pässword').toString('base64')}`;
const qme = '/fw/Apps/QME/WebAPI';
const services = '/fw/Apps/IVR/WebAPI/Services';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function open(options: ImagicleOptions = {}) {
  const centre = stubCentre({
    queues: [
      stubQueue({ id: '11', name: 'Sales', number: '668001' }),
      stubQueue({ id: '12', name: 'Help', number: '668002' }),
    ],
    agents: [
      stubAgent({ id: '1', username: 'zoe.nicoli', extension: '4001', memberOf: [{ queueId: '11', level: 1 }] }),
      stubAgent({ id: '2', username: 'ugo.neri', extension: '4002' }),
    ],
  });
  let edit: EditRecord = () => null;
  const face = createImagicleFace(centre, credentials, options, (letEdit) => {
    edit = letEdit;
  });
  const { url, close } = await listenFace(face);
  closers.push(close);
  const ask = (method: string, path: string, body?: unknown) =>
    fetch(`${url}${path.startsWith('/fw') ? '' : `${qme}/`}${path}`, {
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  /** Status and body, null where there is none. */
  const told = async (method: string, path: string, body?: unknown) => {
    const reply = await ask(method, path, body);
    const text = await reply.text();
    return [reply.status, text === '' ? null : JSON.parse(text)] as const;
  };
  const get = async (path: string) => (await told('GET', path))[1];
  return { centre, told, get, edit: (...args: Parameters<EditRecord>) => edit(...args) };
}

const wanted = { name: 'Night', phoneNumber: '668050' };

describe('a new queue', () => {
  it('is answered with its id and stands in the lists, with what it does not override inherited', async () => {
    const { told, get, centre } = await open();
    const [status, body] = await told('POST', 'Queues/FIFO', { ...wanted, priority: { value: 7, override: false } });
    expect([status, body]).toEqual([201, { id: expect.any(Number) }]);
    const whole = {
      ...wanted,
      id: body.id,
      tenantId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      canViewRealTimeStats: true,
      priority: { value: 0, override: false },
      loginLogoutPhoneNumber: { value: '415782', override: false },
      maxWaitingCalls: { value: 12, override: false },
    };
    expect((await get('Queues/FIFO')).at(-1)).toEqual(whole);
    expect(await get(`Queues/FIFO/${body.id}`)).toEqual(whole);
    expect(await get(`Queues/FIFO/${body.id}/RealTimeStatistics`)).toMatchObject({ agents: [], waitingCalls: [] });
    expect(centre.queues.at(-1)).toMatchObject({ name: 'Night', number: '668050', maxWaiting: 12 });
  });

  it('keeps several addresses and what it overrides; a limit of 0 is none', async () => {
    const { told, get, centre } = await open({ createReply: 'object' });
    const [, made] = await told('POST', 'Queues/FIFO', {
      ...wanted,
      phoneNumber: ['668050', 'notte@imagicle.example'],
      tenantId: null,
      priority: { value: 3, override: true },
      loginLogoutPhoneNumber: { value: '77', override: true },
      maxWaitingCalls: { value: 0, override: true },
    });
    expect(made).toMatchObject({
      phoneNumber: ['668050', 'notte@imagicle.example'],
      priority: { value: 3, override: true },
      loginLogoutPhoneNumber: { value: '77', override: true },
      maxWaitingCalls: { value: 0, override: true },
    });
    expect(await get(`Queues/FIFO/${made.id}`)).toEqual(made);
    expect(centre.queues.at(-1)?.maxWaiting).toBeNull();
  });

  it('shows one address as text, however it was sent, and unused values as they came where set so', async () => {
    const { told, get } = await open({ unusedValues: 'kept' });
    const priority = { value: 7, override: false };
    const [, { id }] = await told('POST', 'Queues/FIFO', { name: 'Night', phoneNumber: ['668050'], priority });
    expect(await get(`Queues/FIFO/${id}`)).toMatchObject({ phoneNumber: '668050', priority });
  });

  it.each([
    '“quotes” \'and\' "more"',
    'a|b / c \\ d % 100% &amp; ?',
    'شركة النور',
    '🎧🎧 <script>alert(1)</script>',
    'x'.repeat(50),
  ])('may be called %s', async (name) => {
    const { told, get } = await open();
    const [, { id }] = await told('POST', 'Queues/FIFO', { ...wanted, name });
    expect((await get(`Queues/FIFO/${id}`)).name).toBe(name);
  });

  it.each([
    ['nothing', undefined, 0],
    ['no JSON', '{"name":', 0],
    ['a list', [wanted], 0],
    ['no name', { phoneNumber: '668050' }, 0],
    ['an empty name', { ...wanted, name: '' }, 0],
    ['no number', { name: 'Night' }, 0],
    ['no address in the list', { ...wanted, phoneNumber: [] }, 0],
    ['51 characters', { ...wanted, name: 'x'.repeat(51) }, 2],
    ['an address with sip:', { ...wanted, phoneNumber: 'sip:668050@x.example' }, 3],
    ['a wrong address among right ones', { ...wanted, phoneNumber: ['668050', 'a b'] }, 3],
    ['an address of 256 characters', { ...wanted, phoneNumber: '6'.repeat(256) }, 3],
    ['a number that is none', { ...wanted, phoneNumber: 668050 }, 3],
    ['a name that is none', { ...wanted, name: 12 }, undefined],
    ['a null byte', { ...wanted, name: 'a\0b' }, undefined],
    ['a negative priority', { ...wanted, priority: { value: -1, override: true } }, undefined],
    ['a priority without override', { ...wanted, priority: { value: 1 } }, undefined],
    ['a limit as text', { ...wanted, maxWaitingCalls: { value: '5', override: true } }, undefined],
    ['a prefix nobody can dial', { ...wanted, loginLogoutPhoneNumber: { value: 'abc', override: true } }, undefined],
    ['an unknown tenant', { ...wanted, tenantId: '00000000-0000-4000-8000-000000000000' }, undefined],
  ])('is refused with %s', async (_what, body, reason) => {
    const { told, get } = await open();
    const [status, problem] = await told('POST', 'Queues/FIFO', body);
    expect([status, problem.reason, typeof problem.message]).toEqual([400, reason, 'string']);
    expect(await get('Queues/FIFO')).toHaveLength(2);
  });

  it.each([
    ['the name of another', { ...wanted, name: 'SALES' }, 0],
    ['an address of another', { ...wanted, phoneNumber: ['668050', 'coda2@stub.example'] }, 1],
    ['the number of a service', { ...wanted, phoneNumber: '668900' }, 1],
  ])('is a conflict with %s', async (_what, body, reason) => {
    const { told } = await open();
    expect(await told('POST', 'Queues/FIFO', body)).toMatchObject([409, { reason }]);
  });

  it('never has the id of one that is gone', async () => {
    const { told } = await open();
    const [, first] = await told('POST', 'Queues/FIFO', wanted);
    expect(await told('DELETE', `Queues/FIFO/${first.id}`)).toEqual([204, null]);
    const [, second] = await told('POST', 'Queues/FIFO', wanted);
    expect(second.id).toBeGreaterThan(first.id);
  });
});

describe('one queue', () => {
  it('is modified whole by PUT: what is missing is not set any more', async () => {
    const { told, get, centre } = await open();
    const before = await get('Queues/FIFO/12');
    expect(before).toMatchObject({
      phoneNumber: ['668002', 'coda2@stub.example'],
      priority: { value: 1, override: true },
    });
    const [status, after] = await told('PUT', 'Queues/FIFO/12', {
      ...wanted,
      maxWaitingCalls: { value: 4, override: true },
    });
    const shown = { ...wanted, priority: { value: 0, override: false }, maxWaitingCalls: { value: 4, override: true } };
    expect([status, after]).toEqual([200, { ...before, ...shown }]);
    expect(await get('Queues/FIFO/12')).toEqual(after);
    expect(centre.queues[1]).toMatchObject({ name: 'Night', number: '668050', maxWaiting: 4 });
    expect(await told('PUT', 'Queues/FIFO/12', { name: 'Night' })).toMatchObject([400, { reason: 0 }]);
    expect(await told('PUT', 'Queues/FIFO/12', { ...wanted, phoneNumber: '668001' })).toMatchObject([
      409,
      { reason: 1 },
    ]);
    expect((await told('PUT', 'Queues/FIFO/12', wanted))[0]).toBe(200);
  });

  it('is modified in part by PATCH where that is the way', async () => {
    const { told, get } = await open({ modifyMethod: 'PATCH', modifyReply: 'empty' });
    const before = await get('Queues/FIFO/12');
    expect(await told('PUT', 'Queues/FIFO/12', wanted)).toMatchObject([405, {}]);
    expect(await told('PATCH', 'Queues/FIFO/12', { name: 'Night' })).toEqual([204, null]);
    expect(await get('Queues/FIFO/12')).toEqual({ ...before, name: 'Night' });
  });

  it('is gone once deleted', async () => {
    const { told, get, centre } = await open();
    expect(await told('DELETE', 'Queues/FIFO/11')).toEqual([204, null]);
    expect(await get('Queues/FIFO')).toMatchObject([{ id: 12 }]);
    for (const [method, path] of [
      ['DELETE', 'Queues/FIFO/11'],
      ['PUT', 'Queues/FIFO/11'],
      ['GET', 'Queues/FIFO/11/RealTimeStatistics'],
      ['GET', 'Queues/FIFO/11/Users/Managers'],
    ] as const) {
      expect(await told(method, path, method === 'PUT' ? wanted : undefined)).toMatchObject([404, {}]);
    }
    expect(centre.queues.map(({ id }) => id)).toEqual(['12']);
  });

  it.each([
    [{ modifyMethod: null, canDelete: false }, [200, 405, 405]],
    [{ showsOne: false, canDelete: false }, [405, 200, 405]],
    [{ showsOne: false, modifyMethod: null, canDelete: false }, [404, 404, 404]],
  ] as const)('may be less than that: %j', async (options, statuses) => {
    const { told } = await open(options);
    const replies = [
      await told('GET', 'Queues/FIFO/11'),
      await told('PUT', 'Queues/FIFO/11', wanted),
      await told('DELETE', 'Queues/FIFO/11'),
    ];
    expect(replies.map(([status]) => status)).toEqual(statuses);
  });

  it('logs in and out by the prefix it has', async () => {
    const { told, centre } = await open();
    const agent = centre.agents[0]!;
    const queue = { name: 'Sales', phoneNumber: '668001' };
    await told('PUT', 'Queues/FIFO/11', { ...queue, loginLogoutPhoneNumber: { value: '77', override: true } });
    expect([dialCode(centre, agent, '4157801'), dialCode(centre, agent, '771'), agent.joined]).toEqual([
      false,
      true,
      ['11'],
    ]);
    await told('PUT', 'Queues/FIFO/11', { ...queue, loginLogoutPhoneNumber: { value: '77', override: false } });
    expect([dialCode(centre, agent, '770'), dialCode(centre, agent, '4157800')]).toEqual([false, true]);
  });
});

describe('agents and managers', () => {
  it('of a queue are added and removed', async () => {
    const { told, get } = await open();
    const path = 'Queues/FIFO/12/Users/Managers';
    expect(await get(path)).toMatchObject([{ username: 'elena.dellorco' }]);
    const ugo = { username: 'ugo.neri', firstName: 'John', lastName: 'Fox', telephoneAddress: '4002' };
    expect(await told('POST', path, { username: 'ugo.neri' })).toEqual([201, ugo]);
    expect(await told('POST', path, { username: 'ugo.neri' })).toMatchObject([409, { reason: 1 }]);
    expect(await told('POST', path, { username: 'nobody' })).toMatchObject([404, {}]);
    expect(await told('POST', path, {})).toMatchObject([400, { reason: 0 }]);
    expect(await get(path)).toMatchObject([{ username: 'elena.dellorco' }, ugo]);
    expect(await told('DELETE', `${path}/ugo.neri`)).toEqual([204, null]);
    expect(await told('DELETE', `${path}/ugo.neri`)).toMatchObject([404, {}]);
    expect((await told('GET', `${path}/elena.dellorco`))[0]).toBe(405);
  });

  it('may have names that a path must encode', async () => {
    const { told, get } = await open();
    const path = 'Queues/FIFO/12/Users/Managers';
    const username = 'turno/notte 50%';
    expect((await told('POST', path, { username }))[0]).toBe(201);
    expect((await told('DELETE', `${path}/turno/notte 50%`))[0]).toBe(404);
    expect((await told('DELETE', `${path}/${encodeURIComponent(username)}`))[0]).toBe(204);
    expect(await get(path)).toHaveLength(1);
  });

  it('without an extension cannot be agents', async () => {
    const { told } = await open();
    const body = { username: 'elena.dellorco' };
    expect(await told('POST', 'Queues/FIFO/12/Users/Agents', body)).toMatchObject([409, { reason: 0 }]);
  });

  it('have their path as a setting, or none', async () => {
    expect(await (await open({ queueManagersPath: 'Managers/All' })).get('Queues/FIFO/12/Managers/All')).toHaveLength(
      1,
    );
    expect((await (await open({ queueManagersPath: null })).told('GET', 'Queues/FIFO/12/Users/Managers'))[0]).toBe(404);
  });
});

describe('without complete privileges', () => {
  it('only what is managed can be changed, nothing made or deleted, and nobody removes themselves', async () => {
    const { told } = await open({ managesEverything: false });
    const global = [403, { code: '403.GlobalAdmin', message: expect.any(String) }];
    const instance = [403, { code: '403.GlobalOrSpecificInstanceAdmin', message: expect.any(String) }];
    expect(await told('POST', 'Queues/FIFO', wanted)).toEqual(global);
    expect(await told('DELETE', 'Queues/FIFO/11')).toEqual(global);
    expect(await told('PUT', 'Queues/FIFO/12', wanted)).toEqual(instance);
    expect(await told('POST', 'Queues/FIFO/12/Users/Agents', { username: 'ugo.neri' })).toEqual(instance);
    expect(await told('POST', 'Queues/FIFO/12/Users/Managers', { username: 'ugo.neri' })).toEqual(instance);
    expect((await told('PUT', 'Queues/FIFO/11', wanted))[0]).toBe(200);
    expect((await told('POST', 'Queues/FIFO/11/Users/Agents', { username: 'ugo.neri' }))[0]).toBe(201);
    expect(await told('DELETE', 'Queues/FIFO/11/Users/Managers/callboard')).toEqual([
      403,
      { code: '403.Self', message: expect.any(String) },
    ]);
    expect((await told('DELETE', 'Queues/FIFO/11/Users/Managers/elena.dellorco'))[0]).toBe(204);
    expect((await told('POST', `${services}/7002/Clone`, wanted))[0]).toBe(403);
  });

  it('is another thing: with them one may remove oneself', async () => {
    const { told } = await open();
    expect((await told('DELETE', 'Queues/FIFO/11/Users/Managers/callboard'))[0]).toBe(204);
  });
});

describe('services of the IVR', () => {
  it('are listed, made, modified and deleted', async () => {
    const { told, get } = await open();
    expect(await get(services)).toMatchObject([{ id: 7001, name: 'Benvenuto', phoneNumber: '668900' }, { id: 7002 }]);
    const [status, { id }] = await told('POST', services, wanted);
    expect([status, await get(`${services}/${id}`)]).toEqual([201, expect.objectContaining({ id, ...wanted })]);
    expect(await told('PUT', `${services}/${id}`, { ...wanted, name: 'Day' })).toMatchObject([200, { name: 'Day' }]);
    expect(await told('DELETE', `${services}/${id}`)).toEqual([204, null]);
    expect(await told('DELETE', `${services}/${id}`)).toMatchObject([404, {}]);
    expect(await get(services)).toHaveLength(2);
  });

  it('are cloned with tenant and managers', async () => {
    const { told, get } = await open();
    await told('POST', `${services}/7001/Users/Managers`, { username: 'ugo.neri' });
    const [status, clone] = await told('POST', `${services}/7001/Clone`, wanted);
    expect([status, clone]).toEqual([201, { id: 7003 }]);
    const managers = await get(`${services}/7001/Users/Managers`);
    expect(await get(`${services}/7003/Users/Managers`)).toEqual(managers);
    await told('DELETE', `${services}/7003/Users/Managers/ugo.neri`);
    expect(await get(`${services}/7001/Users/Managers`)).toEqual(managers);
    expect(await get(`${services}/7003`)).toMatchObject({ ...wanted, tenantId: (await get(services))[0].tenantId });
  });

  it.each([
    ['7001', {}, 0],
    ['7001', { name: 'Night' }, 0],
    ['abc', wanted, 1],
    ['7001', { ...wanted, name: 'x'.repeat(51) }, 2],
    ['7001', { ...wanted, phoneNumber: '6'.repeat(51) }, 3],
    ['7001', { ...wanted, phoneNumber: ['668050'] }, 3],
  ])('refuse to be cloned from %s with %j', async (id, body, reason) => {
    const { told, get } = await open();
    expect(await told('POST', `${services}/${id}/Clone`, body)).toMatchObject([400, { reason }]);
    expect(await get(services)).toHaveLength(2);
  });

  it('are unknown, in conflict, or not there at all', async () => {
    const { told } = await open();
    expect(await told('POST', `${services}/9/Clone`, wanted)).toMatchObject([404, {}]);
    expect(await told('POST', `${services}/7001/Clone`, { ...wanted, name: 'benvenuto' })).toMatchObject([
      409,
      { reason: 0 },
    ]);
    expect(await told('POST', services, { ...wanted, phoneNumber: '668002' })).toMatchObject([409, { reason: 1 }]);
    expect((await told('GET', `${services}/7001/Clone`))[0]).toBe(405);
    expect((await (await open({ ivrBasePath: null })).told('GET', services))[0]).toBe(404);
    const elsewhere = await open({ ivrBasePath: '/fw/Apps/SSAM/WebAPI' });
    expect(await elsewhere.get('/fw/Apps/SSAM/WebAPI/Services')).toHaveLength(2);
  });
});

describe('somebody else', () => {
  it('changes and deletes queues and services, and takes people away', async () => {
    const { edit, get, told } = await open();
    expect(edit('queue', '11', { name: 'Renamed' })).toMatchObject({ id: 11, name: 'Renamed', phoneNumber: '668001' });
    expect(edit('service', '7001', { phoneNumber: '668999' })).toMatchObject({
      name: 'Benvenuto',
      phoneNumber: '668999',
    });
    expect(await get('Queues/FIFO/11')).toMatchObject({ name: 'Renamed' });
    expect(() => edit('queue', '11', { name: 'x'.repeat(51) })).toThrow('50 characters');
    expect(edit('agent', '12/ugo.neri', {})).toMatchObject({ username: 'ugo.neri' });
    expect(edit('agent', '11/zoe.nicoli', null)).toMatchObject({ username: 'zoe.nicoli' });
    expect(await get('Queues/FIFO/12/Users/Agents')).toMatchObject([{ username: 'ugo.neri' }]);
    expect(await get('Queues/FIFO/11/Users/Agents')).toEqual([]);
    expect(edit('manager', '11/elena.dellorco', null)).toMatchObject({ username: 'elena.dellorco' });
    expect(edit('service', '7002', null)).toMatchObject({ id: 7002 });
    expect(edit('queue', '12', null)).toMatchObject({ id: 12 });
    expect((await told('GET', 'Queues/FIFO/12'))[0]).toBe(404);
    expect([edit('queue', '12', null), edit('manager', '11/nobody', null), edit('tenant', '1', {})]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('faults of writes', () => {
  const opened: Emulators[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((emulators) => emulators.stop()));
  });

  async function launch() {
    const sites = [{ site: 'lucca' as const, agents: 0.4, warmUpMs: hourMs }];
    const emulators = await startEmulators({ clock: createFakeClock(), sites, seed: 'test' });
    opened.push(emulators);
    const [{ settings, secrets }] = emulators.sources as [(typeof emulators.sources)[number]];
    const headers = {
      authorization: `Basic ${Buffer.from(`${secrets.user}:${secrets.password}`).toString('base64')}`,
    };
    const { origin } = new URL(String(settings.baseUrl));
    const ask = (method: string, path: string, body?: unknown) =>
      fetch(`${origin}${path.startsWith('/fw') ? '' : `${qme}/`}${path}`, {
        ...{ method, headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const control = async (path: string, body: object) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
      const reply = await fetch(`${emulators.controlUrl}${path}`, {
        ...init,
        body: JSON.stringify({ source: 'lucca', ...body }),
      });
      return [reply.status, await reply.json()] as const;
    };
    const names = async () =>
      (await (await ask('GET', 'Queues/FIFO')).json()).map(({ name }: { name: string }) => name);
    const journal = async () => (await (await fetch(`${emulators.controlUrl}/journal?source=lucca`)).json()).commands;
    return { centre: emulators.centres.get('lucca')!, ask, control, names, journal };
  }

  it('lie, refuse, are silent about what was done, and store otherwise', async () => {
    const { ask, control, names, journal } = await launch();
    await control('/faults', { fault: 'lying-ok', times: 1 });
    expect((await ask('POST', 'Queues/FIFO', wanted)).status).toBe(201);
    expect(await names()).not.toContain('Night');
    await control('/faults', { fault: 'refuse-commands', times: 1, words: 'Not today' });
    const refused = await ask('POST', 'Queues/FIFO', wanted);
    expect([refused.status, await refused.json()]).toEqual([409, { message: 'Not today', reason: 0 }]);
    await control('/faults', { fault: 'done-then-status', times: 1 });
    expect((await ask('POST', 'Queues/FIFO', wanted)).status).toBe(504);
    expect(await names()).toContain('Night');
    await control('/faults', { fault: 'stores-otherwise', times: 1, maxLength: 4, values: { phoneNumber: '668077' } });
    expect((await ask('POST', 'Queues/FIFO', { name: 'Afternoon', phoneNumber: '668051' })).status).toBe(201);
    expect(await names()).toContain('Afte');
    const last = (await (await ask('GET', 'Queues/FIFO')).json()).at(-1);
    expect(last.phoneNumber).toBe('668077');
    await control('/faults', { fault: 'refuse-commands', times: 1 });
    const kept = await ask('DELETE', `Queues/FIFO/${last.id}`);
    expect([kept.status, (await kept.json()).code]).toEqual([403, '403.GlobalAdmin']);
    expect((await journal()).map(({ deed, outcome }: Record<string, string>) => [deed, outcome])).toEqual([
      ['create-queue', 'ignored'],
      ['create-queue', 'refused'],
      ['create-queue', 'done'],
      ['create-queue', 'done'],
      ['delete-queue', 'refused'],
    ]);
  });

  it('meet services and managers as well', async () => {
    const { ask, control } = await launch();
    await control('/faults', { fault: 'lying-ok' });
    const statuses = [
      await ask('POST', services, wanted),
      await ask('PUT', `${services}/7001`, wanted),
      await ask('POST', `${services}/7001/Clone`, wanted),
      await ask('DELETE', `${services}/7001`),
      await ask('POST', `${services}/7001/Users/Managers`, { username: 'callboard' }),
      await ask('DELETE', `${services}/7001/Users/Managers/elena.dellorco`),
      await ask('PUT', 'Queues/FIFO/561814', wanted),
      await ask('DELETE', 'Queues/FIFO/561814/Users/Managers/elena.dellorco'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([201, 200, 201, 204, 201, 204, 200, 204]);
    const read = async (path: string) => (await ask('GET', path)).json();
    expect(await read(services)).toMatchObject([{ id: 7001, name: 'Benvenuto' }, { id: 7002 }]);
    expect(await read(`${services}/7001/Users/Managers`)).toMatchObject([{ username: 'elena.dellorco' }]);
    expect(await read('Queues/FIFO/561814')).toMatchObject({ name: 'Prenotazioni visite' });
    expect(await read('Queues/FIFO/561814/Users/Managers')).toHaveLength(2);
  });

  it('leave room for others: the control door edits and removes a queue behind everybody’s back', async () => {
    const { control, names, centre } = await launch();
    const queue = { kind: 'queue', id: '561815' };
    const [status, { record }] = await control('/acts', { ...queue, deed: 'edit', values: { name: 'Altrove' } });
    expect([status, record.name]).toEqual([200, 'Altrove']);
    expect(await names()).toContain('Altrove');
    expect((await control('/acts', { ...queue, deed: 'edit', values: { name: '' } }))[0]).toBe(409);
    expect((await control('/acts', { ...queue, deed: 'remove' }))[0]).toBe(200);
    expect(centre.queues.map(({ id }) => id)).not.toContain('561815');
    expect((await control('/acts', { ...queue, deed: 'remove' }))[0]).toBe(404);
  });

  it('let an agent log in to a new queue by the prefix it was given', async () => {
    const { ask, control, centre } = await launch();
    const [{ id }, agent] = [await (await ask('POST', 'Queues/FIFO', wanted)).json(), centre.agents[0]!];
    await ask('POST', `Queues/FIFO/${id}/Users/Agents`, { username: agent.username });
    const { loginLogoutPhoneNumber } = await (await ask('GET', `Queues/FIFO/${id}`)).json();
    await control('/acts', { agent: agent.id, deed: 'dial', number: `${loginLogoutPhoneNumber.value}1` });
    const statistics = async () => (await ask('GET', `Queues/FIFO/${id}/RealTimeStatistics`)).json();
    expect((await statistics()).agents).toMatchObject([{ username: agent.username, loginStatus: expect.any(Number) }]);
    expect(agent.joined).toContain(String(id));
  });
});
