import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Principal } from '@/lib/principal';
import type { GateRefusal } from '@/server/audit/gate-refusals';
import type { Authenticator } from './authenticate';
import { createGate, type GateParts } from './gate';
import { createRequestLimit } from './request-limit';
import { createTrust, parseTrust } from './trusted-proxies';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

/** Whoever sends `x-who` is that person. */
const authenticator = {
  authenticate: async (headers) => {
    const accountId = headers.get('x-who');
    return accountId === null ? null : ({ kind: 'user', accountId } as Principal);
  },
} as Authenticator;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The gate before a page that tells what of the request came through. */
async function start(changes: Partial<GateParts> = {}, trust = '0') {
  const most = createRequestLimit(10_000);
  const gate = createGate({
    authenticator,
    basePath: '',
    publicFiles: new Set(),
    isDevelopment: false,
    publicUrl: null,
    metricsToken: null,
    trusts: createTrust(parseTrust(trust) ?? 'nobody'),
    limits: { account: most, stranger: most, address: most, handshake: most },
    hooks: async (_request, response, { ending }) => void response.end(`called ${ending}`),
    noteRefusal: () => {},
    ...changes,
  });
  const server = createServer(async (incoming, response) => {
    if (await gate(incoming, response)) response.end(JSON.stringify(incoming.headers));
  });
  running.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (reply) => {
        let text = '';
        reply.on('data', (chunk) => {
          text += chunk;
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }));
      });
      sent.on('error', reject);
      sent.end();
    });
  async function say(text: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(text);
    await once(socket, 'close');
    return answer;
  }
  return { ask, say };
}

const few = (most: number) => {
  const many = createRequestLimit(10_000);
  return { account: many, stranger: many, address: many, handshake: many, most: createRequestLimit(most) };
};

test('[S1] whoever is signed in may ask the API so much, wherever from, and somebody else as much again', async () => {
  const { most: account, ...limits } = few(2);
  const { ask } = await start({ limits: { ...limits, account } }, '1');
  const get = (who: string, from: string) => ask('/api/floor', { 'x-who': who, 'x-forwarded-for': from });
  expect([(await get('ada', '10.0.0.1')).status, (await get('ada', '10.0.0.2')).status]).toEqual([200, 200]);
  const { status, headers, text } = await get('ada', '10.0.0.3');
  expect(status).toBe(429);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(10);
  expect(JSON.parse(text)).toEqual({ ok: false, code: 'too-many', message: expect.stringMatching(/Try again/) });
  expect((await get('bob', '10.0.0.3')).status).toBe(200);
  // Pages are not the API.
  expect((await ask('/queues', { 'x-who': 'ada' })).status).toBe(200);
});

test('[S1] strangers may ask the API so much per address, open doors and closed ones together', async () => {
  const { most: stranger, ...limits } = few(3);
  const { ask } = await start({ limits: { ...limits, stranger } }, '1');
  const from = (address: string) => ({ 'x-forwarded-for': address });
  expect((await ask('/api/health', from('2001:db8::1'))).status).toBe(200);
  expect((await ask('/api/floor', from('2001:db8::2'))).status).toBe(401);
  expect((await ask('/metrics', from('2001:db8::3'))).status).toBe(200);
  expect((await ask('/api/auth/csrf', from('2001:db8::4'))).status).toBe(429);
  expect((await ask('/api/floor', from('2001:db8::5'))).status).toBe(429);
  expect((await ask('/api/health', from('2001:db8:0:1::1'))).status).toBe(200);
  expect((await ask('/sign-in', from('2001:db8::1'))).status).toBe(200);
  expect((await ask('/api/floor', { ...from('2001:db8::1'), 'x-who': 'ada' })).status).toBe(200);
});

test('[S1] nobody gets a share of their own by saying that they are somebody else', async () => {
  const { most: address, ...limits } = few(3);
  const { ask } = await start({ limits: { ...limits, address } });
  const statuses: number[] = [];
  for (let turn = 0; turn < 5; turn += 1)
    statuses.push(
      (await ask('/sign-in', { 'x-forwarded-for': `10.0.0.${turn}`, forwarded: `for=10.0.0.${turn}` })).status,
    );
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
});

test('[S1] what comes through is what our proxies say, and nothing a stranger says of them', async () => {
  const forged = {
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
    'x-callboard-address': '6.6.6.6',
  };
  const strange = JSON.parse((await (await start()).ask('/sign-in', forged)).text);
  expect(Object.keys(strange).filter((name) => /forwarded/.test(name))).toEqual([]);
  expect(strange['x-callboard-address']).toBe('127.0.0.1');
  const ours = JSON.parse((await (await start({}, 'loopback')).ask('/sign-in', forged)).text);
  expect(ours).toMatchObject({ 'x-forwarded-host': 'evil.example', 'x-callboard-address': '6.6.6.6' });
});

test('[S1] a forged host does not make a foreign page ours', async () => {
  const post = (ask: Awaited<ReturnType<typeof start>>['ask'], headers: Record<string, string>) =>
    ask('/api/x', { 'x-who': 'ada', origin: 'https://evil.example', ...headers }, 'POST');
  const { ask } = await start();
  expect((await post(ask, { 'x-forwarded-host': 'evil.example' })).status).toBe(403);
  const proxied = await start({}, 'loopback');
  expect((await post(proxied.ask, { 'x-forwarded-host': 'wall.example' })).status).toBe(403);
  expect((await post(proxied.ask, { origin: 'https://wall.example', 'x-forwarded-host': 'wall.example' })).status).toBe(
    200,
  );
});

test('[S1] who is turned away is written down, and no secret with it', async () => {
  const noted: GateRefusal[] = [];
  const { most: account, ...limits } = few(1);
  const { ask } = await start({
    ...{ limits: { ...limits, account }, metricsToken: 'right' },
    noteRefusal: (refusal) => void noted.push(refusal),
  });
  const foreign = { origin: 'https://evil.example' };
  await ask('/api/auth/callback/credentials?secret=1', foreign, 'POST');
  await ask('/invite/secret', foreign, 'POST');
  await ask('/api/invitations/secret', foreign, 'POST');
  await ask('/metrics', { authorization: 'Bearer wrong' });
  for (const path of ['/api/floor', '/api/floor/secret?secret=1']) await ask(path, { 'x-who': 'ada' });
  expect(noted.map(({ asked, reason, principal }) => [asked, reason, principal?.accountId])).toEqual([
    ['POST /api/auth', 'foreign page', undefined],
    ['POST /invite', 'foreign page', undefined],
    ['POST /api/invitations', 'foreign page', undefined],
    ['GET /metrics', 'wrong token', undefined],
    ['GET /api/floor', 'too many requests', 'ada'],
  ]);
  expect(noted.every(({ address, caller }) => address === '127.0.0.1' && caller === '127.0.0.1')).toBe(true);
  // Whoever merely has not signed in, looks for a page or asks with nothing in hand says nothing of themselves.
  for (const path of ['/api/floor', '/nowhere', '/metrics', '/_private']) await ask(path);
  expect(noted).toHaveLength(5);
});

test('[S1] pages only show: what changes something goes through the API', async () => {
  const { ask } = await start();
  for (const path of ['/', '/queues', '/sign-in', '/metrics', '/_next/static/x.js'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect([path, method, (await ask(path, { 'x-who': 'ada' }, method)).status]).toEqual([path, method, 405]);
  expect((await ask('/api/x', { 'x-who': 'ada' }, 'DELETE')).status).toBe(200);
});

test('[S1] the nonce is new with every answer, told to Next, and nobody else’s choice', async () => {
  const { ask } = await start();
  const nonces = new Set<string>();
  for (let turn = 0; turn < 20; turn += 1) {
    const chosen = "script-src 'nonce-chosen'";
    const sent = { 'content-security-policy': chosen, 'content-security-policy-report-only': chosen };
    const { headers, text } = await ask('/sign-in', sent);
    const policy = String(headers['content-security-policy']);
    expect(JSON.parse(text)['content-security-policy']).toBe(policy);
    expect(text).not.toContain('chosen');
    const [, nonce = ''] = /script-src 'self' 'nonce-([0-9a-f-]{36})'; /.exec(policy) ?? [];
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(20);
});

test('[S1] below a path there is nothing above it', async () => {
  const { ask } = await start({ basePath: '/callboard' });
  for (const path of ['/', '/sign-in', '/api/health', '/metrics', '/callboardx', '/api/floor', '/favicon.ico'])
    expect([path, (await ask(path, { 'x-who': 'ada' })).status]).toEqual([path, 404]);
  expect((await ask('/callboard/sign-in')).status).toBe(200);
  expect((await ask('/callboard')).headers.location).toBe('/callboard/sign-in?callbackUrl=%2Fcallboard');
  expect((await ask('/callboard/api/floor')).status).toBe(401);
});

test('[S1] a request names one host, or none as programs of old do', async () => {
  const { say } = await start();
  const status = async (...lines: string[]) =>
    (await say(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`)).slice(9, 12);
  const get = 'GET /api/health HTTP/1.1';
  expect(await status(get, 'Host: wall.example:3000')).toBe('200');
  expect(await status(get, 'Host: [2001:db8::1]:3000')).toBe('200');
  expect(await status('GET /api/health HTTP/1.0')).toBe('200');
  expect(await status(get, 'Host: a', 'Host: a')).toBe('400');
  for (const host of ['', 'a b', 'a/b', 'a@b', '<script>', '[::1', 'a:b', 'a:999999', 'ü.example', 'x'.repeat(300)])
    expect([host, await status(get, `Host: ${host}`)]).toEqual([host, '400']);
});
