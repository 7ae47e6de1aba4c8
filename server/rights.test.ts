import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Action, actions } from '@/lib/can';
import { mayByTable } from '@/lib/fixtures/rights-table';
import { paths } from '@/lib/paths';
import { type Role, roles } from '@/lib/principal';
import { type ApiKey, api } from '@/lib/protocol/api';
import type { Endpoint } from '@/lib/protocol/api/endpoint';
import type { OwnDayReply } from '@/lib/protocol/api/me-api';
import { type Purpose, purposes } from '@/lib/protocol/purposes';
import { openAppForTests, type Person, somebody } from './app-for-tests';
import { hear, settled, type TestSocket, watch } from './push/open-push';
import { sample } from './push/sample-records';

let app: Awaited<ReturnType<typeof openAppForTests>>;
const sockets = new Set<TestSocket>();

beforeAll(async () => {
  app = await openAppForTests();
  for (const id of ['milan', 'lucca']) {
    const of = (id2: string) => `${id}/${id2}`;
    const rows = {
      queues: [sample('queues', of('q1')), sample('queues', of('q2'))],
      agents: [sample('agents', of('a1'), { team: 'Red' }), sample('agents', of('a2'))],
      memberships: [
        sample('memberships', of('m1'), { agentId: of('a1'), queueId: of('q1') }),
        sample('memberships', of('m2'), { agentId: of('a2'), queueId: of('q2') }),
      ],
      contacts: [
        sample('contacts', of('c1'), {
          queueId: of('q1'),
          agentId: of('a1'),
          caller: '+39 02 1234',
          callerName: 'Zanetti',
        }),
      ],
    };
    const tables = Object.entries(rows).map(([kind, records]) => [kind, new Map(records.map((row) => [row.id, row]))]);
    app.app.keeper.commit(id, { source: sample('sources', id), tables: Object.fromEntries(tables) });
  }
});

afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await app.close();
});

function connect(person: Person): TestSocket {
  const options = { path: paths.socket, transports: ['websocket'], forceNew: true, reconnection: false };
  const socket: TestSocket = io(app.url, { ...options, extraHeaders: app.headersFor(person) });
  sockets.add(socket);
  return socket;
}

/** What arrives at the other end of a socket that asks for this purpose. */
async function follow(person: Person, purpose: Purpose) {
  const socket = connect(person);
  const heard = hear(socket);
  const raw: string[] = [];
  socket.io.engine.on('packet', ({ data }) => raw.push(String(data)));
  const answer = await watch(socket, purpose);
  await settled(socket);
  return { answer, heard, text: raw.join(), socket };
}

const keys = Object.keys(api) as ApiKey[];
const endpointOf = (key: ApiKey): Endpoint => api[key];

/** How an endpoint is asked here, where its defaults would ask for more than its action. */
const askedAs: Partial<Record<ApiKey, string>> = { 'GET /api/floor': '/api/floor?purpose=wall' };

async function askAs(role: Role | null, key: ApiKey) {
  const [method = '', path = ''] = key.split(' ');
  const address = askedAs[key] ?? path.replace(/\{\w+\}/g, 'nobody');
  const reply = await app.ask(role && { role }, method, address, endpointOf(key).body ? {} : undefined);
  return { status: reply.status, text: await reply.text() };
}

describe.each(actions)('%s over the API', (action) => {
  const guarded = keys.filter((key) => endpointOf(key).action === action);
  test.each(roles)('%s', async (role) => {
    for (const key of guarded) {
      const { status, text } = await askAs(role, key);
      if (mayByTable(role, action)) expect([key, status === 401 || status === 403]).toEqual([key, false]);
      else expect([key, status, text]).toEqual([key, 403, '{"ok":false,"code":"not-allowed"}']);
    }
  });
});

test.each(keys.filter((key) => !endpointOf(key).isOpen))('[S1] %s tells a stranger nothing', async (key) => {
  expect(await askAs(null, key)).toEqual({ status: 401, text: '{"ok":false,"code":"not-signed-in"}' });
});

const actionOf: Record<Purpose, Action> = { wall: 'see-floor', console: 'see-console', me: 'see-own-desk' };

describe.each(purposes)('the floor for %s', (purpose) => {
  test.each(roles)('[V4] %s', async (role) => {
    const person: Person = { role, agentIds: ['milan/a1'] };
    const { answer, heard, text } = await follow(person, purpose);
    const reply = await app.ask(person, 'GET', `/api/floor?purpose=${purpose}`);
    const body = await reply.text();
    if (!mayByTable(role, actionOf[purpose])) {
      expect([answer, heard.order]).toEqual([{ ok: false, code: 'not-allowed' }, []]);
      expect([reply.status, body]).toEqual([403, expect.stringContaining('"code":"not-allowed"')]);
      expect(body + text).not.toContain('milan');
      return;
    }
    expect([answer, reply.status]).toEqual([{ ok: true }, 200]);
    const { floor } = heard.snapshots[0]!;
    expect(JSON.parse(body)).toMatchObject({ queues: floor.queues, contacts: floor.contacts });
    const seesCallers = purpose === 'console' && mayByTable(role, 'see-callers');
    for (const seen of [body, text]) expect(/1234|Zanetti/.test(seen)).toBe(seesCallers);
    expect(floor.memberships.length > 0).toBe(purpose !== 'wall');
  });
});

test('the day of one’s own agents holds nobody else’s, and what one is not is not there', async () => {
  const dayOf = async (person: Person) => (await app.ask(person, 'GET', '/api/me/day')).json();
  await expect
    .poll(() => app.app.runtime.ownDay(somebody({ role: 'agent', agentIds: ['milan/a1'] })).agents)
    .toHaveLength(1);
  const own = (await dayOf({ role: 'agent', name: 'a1', agentIds: ['milan/a1', 'milan/nobody'] })) as OwnDayReply;
  expect(own.agents.map(({ agentId }) => agentId)).toEqual(['milan/a1']);
  expect(await dayOf({ role: 'admin', name: 'a2' })).toMatchObject({ agents: [] });
});

describe('a token', () => {
  const token = { kind: 'token', name: 'robot', role: 'admin' } as const;

  test('does what it was made for, and no more', async () => {
    const person = { ...token, grants: ['see-floor'] };
    expect((await app.ask(person, 'GET', '/api/floor?purpose=wall')).status).toBe(200);
    expect((await app.ask(person, 'GET', '/api/floor')).status).toBe(403);
    expect((await app.ask(person, 'GET', '/api/audit')).status).toBe(403);
    expect((await follow(person, 'console')).answer).toEqual({ ok: false, code: 'not-allowed' });
  });

  test('sees callers only where it was made for that', async () => {
    const without = await follow({ ...token, name: 'r1', grants: ['see-console'] }, 'console');
    expect(without.text).toContain('milan/c1');
    expect(without.text).not.toMatch(/1234|Zanetti/);
    expect((await follow({ ...token, name: 'r2', grants: ['see-console', 'see-callers'] }, 'console')).text).toMatch(
      /1234.*Zanetti/,
    );
  });
});

test('who must first choose a password sees nothing of the floor', async () => {
  const person: Person = { role: 'admin', name: 'fresh', mustChangePassword: true };
  const refused = await new Promise<Error>((resolve) => connect(person).once('connect_error', resolve));
  expect(refused.message).toBe('not-signed-in');
  expect((await app.ask(person, 'GET', '/api/floor')).status).toBe(403);
});

describe('what a scope lets out', () => {
  const scopes = {
    source: { sources: ['lucca'], queues: [], teams: [] },
    queue: { sources: [], queues: ['lucca/q1'], teams: [] },
    team: { sources: [], queues: [], teams: ['lucca/Red'] },
    nothing: { sources: [], queues: [], teams: [] },
  };
  const queuesIn = { source: ['lucca/q1', 'lucca/q2'], queue: ['lucca/q1'], team: ['lucca/q1'], nothing: [] };

  test.each(Object.keys(scopes) as (keyof typeof scopes)[])('[V3] %s', async (name) => {
    const person: Person = { role: 'supervisor', name: `of ${name}`, scope: scopes[name] };
    const get = async (path: string) => (await app.ask(person, 'GET', path)).text();
    const [floor, trends, sources] = await Promise.all(['/api/floor', '/api/trends', '/api/sources'].map(get));
    const live = await follow(person, 'console');
    for (const text of [floor!, trends!, sources!, live.text]) expect(text).not.toContain('milan');
    expect(JSON.parse(floor!).queues.map(({ id }: { id: string }) => id)).toEqual(queuesIn[name]);
    expect(Object.keys(JSON.parse(trends!).queues)).toEqual(queuesIn[name]);
    expect(live.heard.snapshots[0]?.floor.queues.map(({ id }) => id)).toEqual(queuesIn[name]);
    app.app.keeper.commit('milan', { tables: { queues: new Map([['milan/q1', sample('queues', 'milan/q1')]]) } });
    await settled(live.socket);
    expect(live.heard.deltas).toEqual([]);
  });

  test('[V3] a source of others cannot be had tried again, and is not said to exist; part of one cannot either', async () => {
    const retry = async (scope: (typeof scopes)[keyof typeof scopes], id: string) =>
      (await app.ask({ role: 'supervisor', name: 'retrier', scope }, 'POST', `/api/sources/${id}/retry`)).status;
    expect(await retry(scopes.source, 'milan')).toBe(404);
    expect(await retry(scopes.queue, 'lucca')).toBe(403);
  });

  test('[V2] two people with equal rights share one encoding, however their scopes are written', async () => {
    const encoded = async () =>
      Number(/callboard_deltas_encoded_total (\d+)/.exec(await app.app.runtime.metrics())?.[1]);
    for (const socket of sockets) socket.disconnect();
    const wordy = { sources: ['lucca'], queues: ['lucca/q1', 'lucca/q1'], teams: ['lucca/Red'] };
    const [first, second] = [
      await follow({ role: 'lead', name: 'one', scope: scopes.source }, 'console'),
      await follow({ role: 'supervisor', name: 'two', scope: wordy }, 'console'),
    ];
    const before = await encoded();
    const queues = new Map(['lucca/q1', 'lucca/q2'].map((id) => [id, sample('queues', id, { waiting: 7 })]));
    app.app.keeper.commit('lucca', { tables: { queues } });
    await Promise.all([settled(first.socket), settled(second.socket)]);
    expect(first.heard.deltas).toHaveLength(1);
    expect(second.heard.deltas).toEqual(first.heard.deltas);
    expect((await encoded()) - before).toBe(1);
  });

  test('[V3] whose scope was changed is hung up on, and comes back to a snapshot of the new one', async () => {
    const person: Person = { role: 'lead', name: 'mover', scope: scopes.source };
    const { socket, heard } = await follow(person, 'console');
    expect(heard.snapshots[0]?.floor.agents).toHaveLength(2);
    app.headersFor({ ...person, version: 2, scope: scopes.team });
    const gone = new Promise((resolve) => socket.on('disconnect', resolve));
    app.changed('id-mover');
    await gone;
    const again = await follow({ ...person, version: 2, scope: scopes.team }, 'console');
    expect(again.heard.snapshots[0]?.floor.agents.map(({ id }) => id)).toEqual(['lucca/a1']);
  });
});
