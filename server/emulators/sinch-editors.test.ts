import { afterEach, describe, expect, it } from 'vitest';
import type { Centre, EditRecord } from './centre-types';
import { CommandRefused } from './command-refused';
import { listenFace } from './face-listen';
import { createSinchFace, type SinchOptions } from './sinch';
import { stubAgent, stubCentre, stubQueue } from './stub-centre';

const credentials = { user: 'wall', password: 'secret', apiKey: 'key-1' };
const gateway = {
  Authorization: `Basic ${Buffer.from('wall:secret').toString('base64')}`,
  'x-api-key': 'key-1',
  Accept: 'application/json',
};
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(options: SinchOptions = {}, command?: Centre['command']) {
  const memberOf = ['1', '2'].map((queueId) => ({ queueId, level: 1 }));
  const onDuty = { memberOf, state: 'idle', loggedInSince: 0 } as const;
  const centre = stubCentre({
    queues: [stubQueue({ id: '1', name: 'Service' }), stubQueue({ id: '2', name: 'Sales', channel: 'chat' })],
    agents: [
      stubAgent({ ...onDuty, id: '203', firstName: 'Ann', lastName: 'Hare', joined: ['1'] }),
      stubAgent({ id: '202', firstName: 'Jane', lastName: 'Wolf', memberOf }),
    ],
    ...(command ? { command } : {}),
  });
  let edit: EditRecord = () => null;
  const face = createSinchFace(centre, credentials, options, (letEdit) => {
    edit = letEdit;
  });
  const { url, close } = await listenFace(face);
  closers.push(close);
  const json = async (path: string) => (await fetch(`${url}/rmi${path}`, { headers: gateway })).json();
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/rmi${path}`, {
      method,
      headers: { ...gateway, Accept: 'text/html', 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const guidOf = async (name: string): Promise<string> =>
    (await json('/agents')).find((agent: { name: string }) => agent.name === name).id;
  return { centre, json, send, guidOf, url, edit: (...args: Parameters<EditRecord>) => edit(...args) };
}

const ours = { id: 'CALLBOARD', uiLanguage: 'EN', value: '{"wall":"Ä \\"x\\" | 🎧"}' };

describe('settings of the interface’s own user', () => {
  it('hold those of the vendor’s own page, and what is added to them', async () => {
    const { json, send, url } = await open();
    const before = await json('/settings');
    expect(before).toEqual([{ id: 'MON365_SETTINGS', uiLanguage: 'EN', value: expect.any(String) }]);
    const added = await send('POST', '/settings', ours);
    expect([added.status, await added.text(), added.headers.get('content-type')]).toEqual([
      201,
      'CALLBOARD',
      'text/html',
    ]);
    const location = new URL(added.headers.get('location') ?? '', url);
    expect(await (await fetch(location, { headers: gateway })).json()).toEqual(ours);
    expect(await json('/settings')).toEqual([...before, ours]);
    expect((await send('POST', '/settings', ours)).status).toBe(409);
  });

  it('are updated whole and answered with nothing', async () => {
    const { json, send } = await open();
    await send('POST', '/settings', ours);
    const put = await send('PUT', '/settings/CALLBOARD', { ...ours, uiLanguage: 'FI', value: '' });
    expect([put.status, await put.text()]).toEqual([204, '']);
    expect(await json('/settings/CALLBOARD')).toEqual({ ...ours, uiLanguage: 'FI', value: '' });
    expect((await send('DELETE', '/settings/CALLBOARD', '')).status).toBe(405);
  });

  it.each([
    ['PUT', '/settings/CALLBOARD', { id: 'CALLBOARD', uiLanguage: 'EN' }, 400],
    ['PUT', '/settings/CALLBOARD', { id: 'CALLBOARD', value: 'x' }, 400],
    ['PUT', '/settings/CALLBOARD', { uiLanguage: 'EN', value: 'x' }, 400],
    ['PUT', '/settings/CALLBOARD', { ...ours, id: 'MON365_SETTINGS' }, 400],
    ['PUT', '/settings/CALLBOARD', { ...ours, uiLanguage: 'English' }, 400],
    ['PUT', '/settings/CALLBOARD', { ...ours, value: 7 }, 400],
    ['PUT', '/settings/CALLBOARD', '{', 400],
    ['PUT', '/settings/OTHER', { ...ours, id: 'OTHER' }, 404],
    ['PUT', '/settings', ours, 405],
    ['POST', '/settings', { ...ours, id: '' }, 400],
    ['POST', '/settings/CALLBOARD', ours, 405],
    ['POST', '/agents', ours, 405],
    ['POST', '/nothing', ours, 404],
  ] as const)('refuse %s %s with %j', async (method, path, body, status) => {
    const { json, send } = await open();
    await send('POST', '/settings', ours);
    const reply = await send(method, path, body);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([status, 'text/plain']);
    expect(await json('/settings/CALLBOARD')).toEqual(ours);
    expect(await json('/settings')).toHaveLength(2);
  });

  it('are added only by who takes text and sends JSON', async () => {
    const { send } = await open();
    expect((await send('POST', '/settings', ours, { Accept: 'application/json' })).status).toBe(406);
    expect((await send('POST', '/settings', ours, { 'Content-Type': 'text/plain' })).status).toBe(415);
  });

  it('pass the gate of commands', async () => {
    const seen: unknown[] = [];
    const { json, send } = await open({}, (order, run) => {
      seen.push([order.deed, order.details]);
      if (seen.length === 2) throw new CommandRefused('Not today');
      return run((values) => ({ ...values, value: 'cut' })) !== false;
    });
    await send('POST', '/settings', ours);
    const refused = await send('PUT', '/settings/CALLBOARD', ours);
    expect([refused.status, await refused.text()]).toEqual([400, 'Not today']);
    expect(await json('/settings/CALLBOARD')).toEqual({ ...ours, value: 'cut' });
    expect(seen).toEqual([
      ['add-setting', ours],
      ['setting', ours],
    ]);
  });
});

describe('queues of an agent', () => {
  it('are updated in all their fields', async () => {
    const { json, send, guidOf, centre } = await open({ externallyServed: ['203/2'] });
    const path = `/agents/${await guidOf('Hare, Ann')}/queues`;
    const sales = (await json(path)).find(({ name }: { name: string }) => name === 'Sales');
    expect(sales).toMatchObject({ serving: false, externalServing: true });
    expect((await send('PUT', `${path}/${sales.id}`, { ...sales, serving: true })).status).toBe(204);
    expect(await json(`${path}/${sales.id}`)).toEqual({ ...sales, serving: true });
    expect((await send('PUT', `${path}/${sales.id}`, { ...sales, externalServing: false })).status).toBe(204);
    expect(await json(`${path}/${sales.id}`)).toEqual({ ...sales, serving: false, externalServing: false });
    expect(centre.agents[0]?.joined).toEqual(['1']);
  });

  it.each(['id', 'name', 'type', 'serving', 'externalServing', 'canChangeQueueLogin'])(
    'cannot do without %s',
    async (field) => {
      const { json, send, guidOf, centre } = await open();
      const path = `/agents/${await guidOf('Hare, Ann')}/queues`;
      const sales = (await json(path)).find(({ name }: { name: string }) => name === 'Sales');
      const { [field]: _left, ...rest } = { ...sales, serving: true };
      expect((await send('PUT', `${path}/${sales.id}`, rest)).status).toBe(400);
      expect(centre.agents[0]?.joined).toEqual(['1']);
    },
  );
});

describe('somebody else', () => {
  it('changes and deletes settings, and switches queues', async () => {
    const { edit, json, send, guidOf, centre } = await open();
    await send('POST', '/settings', ours);
    expect(edit('setting', 'CALLBOARD', { value: 'theirs' })).toEqual({ ...ours, value: 'theirs' });
    expect(await json('/settings/CALLBOARD')).toEqual({ ...ours, value: 'theirs' });
    expect(() => edit('setting', 'CALLBOARD', { value: 7 })).toThrow('Invalid');
    expect(edit('setting', 'CALLBOARD', null)).toMatchObject({ id: 'CALLBOARD' });
    expect(edit('setting', 'CALLBOARD', null)).toBeNull();
    const [hare, wolf] = [await guidOf('Hare, Ann'), await guidOf('Wolf, Jane')];
    const [, sales] = (await json(`/agents/${hare}/queues`)).toSorted((a: { name: string }) =>
      a.name === 'Sales' ? 1 : -1,
    );
    expect(edit('agent-queue', `${hare}/${sales.id}`, { serving: true })).toMatchObject({
      name: 'Sales',
      serving: true,
    });
    expect(centre.agents[0]?.joined).toEqual(['1', '2']);
    expect(() => edit('agent-queue', `${wolf}/${sales.id}`, { serving: true })).toThrow('not logged in');
    expect(edit('agent-queue', `${'0'.repeat(32)}/${sales.id}`, { serving: true })).toBeNull();
    expect(edit('presence', sales.id, {})).toBeNull();
  });
});
