import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'next-auth/jwt';
import { io } from 'socket.io-client';
import { afterEach, expect, test, vi } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import { paths } from '@/lib/paths';
import { events } from '@/lib/protocol/events';
import { somebody } from './app-for-tests';
import type { Config } from './config';
import { type App, type AppParts, createApp } from './create-app';
import { fakeConfig } from './fake-config';
import { createFakeLog } from './fake-log';
import type { Pages } from './pages';
import { createFakeSource } from './polling/fake-vendor';

const secret = 'a secret of more than thirty-two characters';
const config = fakeConfig({ dataDir: '', secret });

const running: App[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const app of running.splice(0)) await app.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-app-'));
  folders.push(folder);
  return folder;
}

/** The app with pages that tell what came through the gate. */
async function start(changes: Partial<Config> = {}, parts: Partial<AppParts> = {}) {
  const { log, lines } = createFakeLog();
  const pages: Pages = {
    async handle(incoming, response) {
      if (incoming.url === '/metrics/boom') throw new Error('secret detail');
      response.end(`through ${incoming.url} ${incoming.headers['x-callboard-address']}`);
    },
    stop: async () => {},
  };
  const app = await createApp({
    config: { ...config, dataDir: newFolder(), ...changes },
    log,
    sources: [],
    root: join(import.meta.dirname, '..'),
    openPages: async () => pages,
    ...parts,
  });
  running.push(app);
  const port = await app.start();
  const ask = (
    path: string,
    init: { method?: string; headers?: Record<string, string | number>; body?: string } = {},
  ) =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const { method = 'GET', headers = {}, body } = init;
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (reply) => {
        let text = '';
        reply.on('data', (chunk) => {
          text += chunk;
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return { app, port, ask, lines };
}

async function cookieOf(role: string, version = 1) {
  const token = await encode({ token: { sub: `demo-${role}`, version }, secret, maxAge: 60 });
  return `next-auth.session-token=${token}`;
}

test('[S1] a stranger is sent to sign in, and back afterwards; a program is told in JSON', async () => {
  const { ask } = await start();
  const page = await ask('/queues?sort=wait');
  expect([page.status, page.headers.location]).toEqual([303, '/sign-in?callbackUrl=%2Fqueues%3Fsort%3Dwait']);
  const api = await ask('/api/floor');
  expect([api.status, JSON.parse(api.text)]).toEqual([401, { ok: false, code: 'not-signed-in' }]);
  expect((await ask('/sign-in')).text).toContain('through /sign-in');
});

test('[S1] who has a session comes through; who has one of an older version does not', async () => {
  const { ask, app } = await start();
  const cookie = await cookieOf('lead');
  expect((await ask('/queues', { headers: { cookie } })).status).toBe(200);
  await app.directory.setDisabled('demo-lead', true);
  await app.directory.setDisabled('demo-lead', false);
  expect((await ask('/queues', { headers: { cookie } })).status).toBe(303);
  expect((await ask('/queues', { headers: { cookie: await cookieOf('lead', 3) } })).status).toBe(200);
});

test('[S1] a token of another secret, without a signature, expired, cut or of somebody else’s making is none', async () => {
  const { ask } = await start();
  const claims = { sub: 'demo-admin', name: 'Admin', version: 1 };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const later = Math.floor(Date.now() / 1000) + 3600;
  const good = await encode({ token: claims, secret, maxAge: 60 });
  const tokens = [
    await encode({ token: claims, secret: `${secret}!`, maxAge: 60 }),
    await encode({ token: claims, secret, maxAge: -60 }),
    await encode({ token: { ...claims, version: '1' }, secret, maxAge: 60 }),
    await encode({ token: { name: 'Admin', version: 1 }, secret, maxAge: 60 }),
    `${part({ alg: 'none' })}.${part({ ...claims, exp: later })}.`,
    `${part({ alg: 'HS256' })}.${part({ ...claims, exp: later })}.c2lnbmF0dXJl`,
    good.slice(0, -4),
    good.replace(/^[^.]+/, part({ alg: 'dir', enc: 'none' })),
    '',
    'null',
    '....',
    'x'.repeat(5000),
  ];
  for (const token of tokens) {
    const { status } = await ask('/api/floor', { headers: { cookie: `next-auth.session-token=${token}` } });
    expect([token, status]).toEqual([token, 401]);
  }
  const { status } = await ask('/api/floor', { headers: { cookie: `next-auth.session-token=${good}` } });
  expect(status).toBe(200);
});

test('[S1] no header and no way of writing the address leads past the door', async () => {
  const { ask } = await start();
  const headers: Record<string, string>[] = [
    {},
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { rsc: '1', 'next-router-prefetch': '1' },
    { 'x-invoke-path': '/sign-in' },
    { 'x-matched-path': '/sign-in' },
    { 'x-original-url': '/sign-in' },
    { 'x-forwarded-for': '127.0.0.1' },
    { authorization: 'Bearer x' },
  ];
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE'])
    for (const header of headers) {
      const { status } = await ask('/api/floor', { method, headers: header });
      expect([method, header, status]).toEqual([method, header, 401]);
    }
  const odd = ['//api/floor', '/API/floor', '/api%2ffloor', '/..;/api/floor', '/sign-in/../api/floor', '/sign-in;/'];
  for (const path of odd)
    expect([path, (await ask(path)).text]).not.toEqual([path, expect.stringContaining('through')]);
  for (const path of ['*', 'http://elsewhere.example/sign-in', 'sign-in'])
    expect([path, (await ask(path)).status]).toEqual([path, 400]);
});

test('[S1] every answer carries the headers that keep a browser careful', async () => {
  const { ask } = await start();
  for (const path of ['/sign-in', '/api/floor', '/queues']) {
    const { headers } = await ask(path);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'self'/);
    expect(headers['referrer-policy']).toBe('same-origin');
  }
});

test('[S1] behind TLS browsers are told to stay there', async () => {
  const strict = 'strict-transport-security';
  expect((await (await start()).ask('/sign-in')).headers[strict]).toBeUndefined();
  const { ask } = await start({ publicUrl: 'https://wall.example' });
  expect((await ask('/sign-in')).headers[strict]).toMatch(/^max-age=\d{7,}$/);
});

test('[S1] behind TLS the session’s cookie is taken under its strict name only', async () => {
  const { ask } = await start({ publicUrl: 'https://wall.example' });
  const [, token] = (await cookieOf('admin')).split('=');
  const status = async (name: string) =>
    (await ask('/api/floor', { headers: { cookie: `${name}next-auth.session-token=${token}` } })).status;
  expect([await status('__Host-'), await status('__Secure-'), await status('')]).toEqual([200, 401, 401]);
});

test('[S1] a method that nobody here speaks goes no further', async () => {
  const { ask } = await start();
  for (const method of ['TRACE', 'PROPFIND', 'LOCK']) {
    const { status, text } = await ask('/sign-in', { method });
    expect([status, text]).toEqual([405, '{"ok":false,"code":"bad-request"}']);
  }
});

test('[S1] a short password of the first admin is warned of, not shown', async () => {
  const admin = { username: 'root', password: 'Zq8-secret' };
  const { lines } = await start({ demoAccounts: false, admin });
  const warnings = lines.filter(({ level }) => level === 'warn');
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.message).toContain('CALLBOARD_ADMIN_PASSWORD has fewer than 12');
  expect(JSON.stringify(lines)).not.toContain('Zq8-secret');
});

test('[S1] what changes something has to come from our own pages', async () => {
  const { ask, port } = await start();
  const post = async (headers: Record<string, string>) =>
    (
      await ask('/api/sources/milan/retry', {
        method: 'POST',
        headers: { cookie: await cookieOf('admin'), ...headers },
      })
    ).status;
  expect(await post({ origin: `http://127.0.0.1:${port}` })).toBe(200);
  expect(await post({})).toBe(200);
  expect(await post({ origin: 'https://elsewhere.example' })).toBe(403);
  expect(await post({ origin: 'null' })).toBe(403);
  expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403);
});

test('[S1] a body is short and says how short', async () => {
  const { ask } = await start();
  const post = (headers: Record<string, string | number>, body = '') =>
    ask('/api/auth/callback/x', { method: 'POST', headers, body });
  expect((await post({ 'content-length': 65_537 })).status).toBe(413);
  expect((await post({ 'transfer-encoding': 'chunked' }, 'x')).status).toBe(411);
  expect((await post({}, 'x')).status).toBe(200);
});

test('[S1] the address we note is the one we see, or the one our proxy saw', async () => {
  const headers = { 'x-callboard-address': '6.6.6.6', 'x-forwarded-for': '1.1.1.1, 2.2.2.2' };
  const plain = await start();
  expect((await plain.ask('/sign-in', { headers })).text).toMatch(/127\.0\.0\.1$/);
  const proxied = await start({ trustProxy: 'next-hop' });
  expect((await proxied.ask('/sign-in', { headers })).text).toMatch(/ 2\.2\.2\.2$/);
});

test('[S1] metrics want their token where one is set', async () => {
  const { ask } = await start({ metricsToken: 'a-long-enough-token' });
  expect((await ask('/metrics')).status).toBe(401);
  expect((await ask('/metrics', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  expect((await ask('/metrics', { headers: { authorization: 'Bearer a-long-enough-token' } })).status).toBe(200);
});

test('what fails inside is logged, and not shown', async () => {
  const { ask, lines } = await start();
  const reply = await ask('/metrics/boom', { headers: { cookie: await cookieOf('admin') } });
  expect(reply.status).toBe(500);
  expect(reply.text).not.toContain('secret detail');
  expect(lines).toContainEqual(expect.objectContaining({ level: 'error', message: 'A request failed' }));
});

test('nonsense instead of a request does no harm', async () => {
  const { ask, port } = await start();
  for (const text of [
    'GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n',
    '\x00\x01\r\n\r\n',
    'GET * HTTP/1.1\r\nhost: x\r\n\r\n',
  ]) {
    await new Promise((resolve) => {
      const socket = connectTcp(port, '127.0.0.1', () => socket.end(text));
      socket.on('close', resolve);
      socket.on('error', resolve);
      socket.resume();
    });
  }
  expect((await ask('/sign-in')).status).toBe(200);
});

test('a taken port is told in words', async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toThrow(`Port ${port} is taken`);
});

test('[V1] the floor by request is the floor by socket', async () => {
  const { app } = await start();
  app.keeper.commit('milan', {
    source: makeRecord('sources', { id: 'milan' }),
    tables: { contacts: new Map([['milan/c1', makeRecord('contacts', { caller: '+39', callerName: 'Rossi' })]]) },
  });
  const principal = (role: 'lead' | 'viewer') =>
    ({
      kind: 'user',
      accountId: 'x',
      name: 'x',
      role,
      version: 1,
      scope: 'all',
      agentIds: [],
      grants: null,
      mustChangePassword: false,
    }) as const;
  expect(app.runtime.floorFor(principal('lead'), 'console')).toMatchObject({ seq: 1, contacts: [{ caller: '+39' }] });
  expect(app.runtime.floorFor(principal('lead'), 'wall').contacts[0]).toMatchObject({ caller: null, callerName: null });
  expect(app.runtime.floorFor(principal('viewer'), 'console').contacts[0]).toMatchObject({ caller: null });
});

test('[S2] health and metrics tell of the floor that is held', async () => {
  const { app } = await start();
  app.keeper.commit('milan', {
    source: makeRecord('sources', { id: 'milan', link: 'retrying', problem: 'Call somebody' }),
  });
  app.keeper.noteFeed('milan', 'live', { asOf: 5, everyMs: 2000 });
  expect(app.runtime.health()).toMatchObject({
    live: true,
    store: { ok: true, problem: null, waitingWrites: 0, lostWrites: 0 },
    sources: [{ id: 'milan', link: 'retrying', asOf: 5, problem: 'settings' }],
  });
  const text = await app.runtime.metrics();
  expect(text).toContain('callboard_source_up{source="milan"} 0');
  expect(text).toContain('callboard_store_up 1');
  expect(text).toMatch(/callboard_feed_age_seconds\{source="milan",feed="live"\} \d/);
});

test('what cannot start leaves the data directory to others, and so does what was stopped', async () => {
  const dataDir = newFolder();
  await expect(start({ dataDir, demoAccounts: false })).rejects.toThrow(/CALLBOARD_ADMIN_USER: is needed/);
  const { app } = await start({ dataDir });
  await expect(start({ dataDir })).rejects.toThrow(/is in use by another Callboard/);
  await app.stop();
  await start({ dataDir });
});

test('stopping lets viewers go with the last picture, and frees the port', async () => {
  const { app, port } = await start();
  app.keeper.commit('milan', { source: makeRecord('sources', { id: 'milan' }) });
  const extraHeaders = { cookie: await cookieOf('admin') };
  const socket = io(`http://127.0.0.1:${port}`, {
    path: paths.socket,
    transports: ['websocket'],
    extraHeaders,
    reconnection: false,
  });
  const heard: string[] = [];
  socket.onAny((event) => heard.push(event));
  await new Promise((resolve) => socket.emit(events.watch, { purpose: 'wall' }, resolve));
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  await app.stop();
  await gone;
  expect(heard).not.toContain(events.delta);
  const next = await start({ port });
  expect(next.port).toBe(port);
});

test('[T2] after a restart the last picture is on the floor, as old, until its source answers', {
  timeout: 30_000,
}, async () => {
  const dataDir = newFolder();
  const source = createFakeSource({ site: { queues: ['q1'], waiting: 7 } });
  const first = await createApp({ config: { ...config, dataDir }, ...quiet(), sources: [source.setup] });
  await first.start();
  await vi.waitUntil(() => first.keeper.floor.queues.get('milan/q1')?.waiting === 7, { timeout: 10_000 });
  const answeredAt = first.keeper.pulse().feeds.milan?.live?.asOf;
  source.answer('live', () => new Promise(() => {}));
  await first.stop();
  const second = await createApp({ config: { ...config, dataDir }, ...quiet(), sources: [source.setup] });
  running.push(second);
  await second.start();
  expect(second.keeper.floor.queues.get('milan/q1')?.waiting).toBe(7);
  expect(second.keeper.floor.sources.get('milan')?.link).toBe('retrying');
  expect(second.keeper.pulse().feeds.milan?.live?.asOf).toBeLessThanOrEqual(Date.now());
  expect(second.keeper.pulse().feeds.milan?.live?.asOf).toBeGreaterThanOrEqual(answeredAt ?? Number.NaN);
  expect(second.runtime.trends(somebody({ role: 'lead' })).queues['milan/q1']?.waiting.at(-1)).toBeDefined();
  expect(second.runtime.health().store).toMatchObject({ ok: true, lostWrites: 0 });
});

function quiet() {
  return { log: createFakeLog().log, random: () => 0, root: join(import.meta.dirname, '..') };
}
