import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, test, vi } from 'vitest';
import { benchConfig } from '@/bench/kit/bench-config';
import { paths } from '@/lib/paths';
import type { Principal } from '@/lib/principal';
import type { Config } from './config';
import { type App, createApp } from './create-app';
import { createFakeLog } from './fake-log';

vi.setConfig({ testTimeout: 30_000 });

const running: App[] = [];
const folders: string[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  for (const app of running.splice(0)) await app.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The app with pages that say what came through the gate. */
async function start(changes: Partial<Config> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-doors-'));
  folders.push(dataDir);
  const app = await createApp({
    config: { ...benchConfig, isProduction: true, dataDir, ...changes },
    log: createFakeLog().log,
    sources: [],
    root: join(import.meta.dirname, '..'),
    openPages: async () => ({
      handle: async (request, response) =>
        void response.end(`through, with ${request.headers.authorization ?? 'none'}`),
      stop: async () => {},
    }),
  });
  running.push(app);
  const url = `http://127.0.0.1:${await app.start()}`;
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const reply = await fetch(`${url}${path}`, { method, headers, redirect: 'manual' });
    return `${reply.status} ${reply.headers.get('location') ?? (await reply.text())}`;
  };
  const cookieOf = async (id: string) =>
    (await app.runtime.accounts.issueSession((await app.directory.find(id))!)).split(';')[0]!;
  async function tokenOf(id: string, grants: readonly 'see-floor'[] = ['see-floor']) {
    const { name, role, version, scope } = (await app.directory.find(id))!;
    const principal: Principal = {
      ...{ kind: 'user', accountId: id, name, role, version, scope },
      ...{ agentIds: [], grants: null, mustChangePassword: false },
    };
    const self = { principal, address: null };
    const { token, text } = await app.runtime.accounts.own.addToken({ name: 'x', grants, days: 30 }, self);
    return { token, self, headers: { authorization: `Bearer ${text}` } };
  }
  /** Resolves with why a handshake was refused, or null. */
  function connect(extraHeaders: Record<string, string>) {
    const socket = io(url, { path: paths.socket, transports: ['websocket'], extraHeaders, reconnection: false });
    sockets.push(socket);
    const refused = new Promise<string | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', ({ message }) => resolve(message));
    });
    return { refused, gone: new Promise((resolve) => socket.once('disconnect', resolve)) };
  }
  return { app, url, ask, cookieOf, tokenOf, connect };
}

test('[S1] whoever was given a password reaches nothing but the way to one of their own', async () => {
  const admin = { username: 'root', password: 'the first password' };
  const { app, ask, cookieOf, connect } = await start({ demoAccounts: false, admin });
  const { id } = app.directory.list()[0]!;
  const cookie = await cookieOf(id);
  for (const path of ['/', '/queues', '/wall', '/users', '/account', '/welcome/', '/welcome/x'])
    expect([path, await ask(path, { cookie })]).toEqual([path, '303 /welcome']);
  for (const path of ['/api/floor', '/api/accounts', '/api/account/tokens', '/api/account/password/x'])
    expect([path, await ask(path, { cookie })]).toEqual([path, '403 {"ok":false,"code":"not-allowed"}']);
  expect(await ask('//welcome', { cookie })).toBe('400 {"ok":false,"code":"bad-request"}');
  for (const path of ['/welcome', '/api/account', '/api/auth/csrf', '/sign-in', '/_next/static/a.js'])
    expect([path, await ask(path, { cookie })]).toEqual([path, '200 through, with none']);
  expect(await ask('/api/account/password', { cookie }, 'POST')).toBe('200 through, with none');
  expect(await connect({ cookie }).refused).toBe('not-signed-in');
  await app.directory.change(id, null, { password: 'one of my own', mustChangePassword: false });
  expect(await ask('/queues', { cookie })).toBe('303 /sign-in?callbackUrl=%2Fqueues');
  const fresh = { cookie: await cookieOf(id) };
  expect([await ask('/queues', fresh), await connect(fresh).refused]).toEqual(['200 through, with none', null]);
});

test('[S1] a token opens the API and the stream, never a page, and needs no page of ours to come from', async () => {
  const { ask, tokenOf, connect } = await start();
  const { headers } = await tokenOf('demo-lead');
  expect(await ask('/api/floor', headers)).toBe(`200 through, with ${headers.authorization}`);
  for (const path of ['/queues', '/', '/account']) expect(await ask(path, headers)).toMatch(/^303 \/sign-in/);
  const elsewhere = { ...headers, origin: 'https://elsewhere.example' };
  expect(await ask('/api/sources/x/retry', elsewhere, 'POST')).toMatch(/^200/);
  expect(await connect(elsewhere).refused).toBeNull();
});

test('[S1] a wrong token is refused even with a good cookie, and a foreign page cannot hide behind one', async () => {
  const { ask, cookieOf, connect } = await start();
  const cookie = await cookieOf('demo-admin');
  const wrong = { authorization: 'Bearer cb_wrong', cookie };
  expect(await ask('/api/floor', wrong)).toBe('401 {"ok":false,"code":"not-signed-in"}');
  expect(await ask('/api/sources/x/retry', { ...wrong, origin: 'https://evil.example' }, 'POST')).toMatch(/^401/);
  expect(await connect(wrong).refused).toBe('not-signed-in');
  const other = { authorization: 'Basic YTpi', cookie, origin: 'https://evil.example' };
  expect(await ask('/api/sources/x/retry', other, 'POST')).toMatch(/^403/);
});

test('[S1] revoking a token and disabling its account hang up on whoever follows by it', async () => {
  const { app, tokenOf, connect, ask } = await start();
  const [first, second] = [await tokenOf('demo-lead'), await tokenOf('demo-lead')];
  const [one, two] = [connect(first.headers), connect(second.headers)];
  expect([await one.refused, await two.refused]).toEqual([null, null]);
  await app.runtime.accounts.own.revokeToken(first.token.id, first.self);
  await one.gone;
  expect(await ask('/api/floor', second.headers)).toMatch(/^200/);
  await app.directory.setDisabled('demo-lead', true);
  await two.gone;
  expect(await ask('/api/floor', second.headers)).toMatch(/^401/);
});
