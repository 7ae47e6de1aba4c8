import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFakeClock } from '@/server/fake-clock';
import { createAddressGuard } from './address-guard';
import { createHttpDoor, type HttpDoor } from './http';
import { type HttpSite, type Serve, serveHttp } from './serve-http';
import type { HttpSettings } from './vendor';
import { isVendorError, type VendorError } from './vendor-error';

const clock = createFakeClock();
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function site(serve: Serve, options?: Parameters<typeof serveHttp>[1]): Promise<HttpSite> {
  const server = await serveHttp(serve, options);
  open.push(server.close);
  return server;
}

function door(baseUrl: string, settings: Partial<HttpSettings> = {}): HttpDoor {
  const made = createHttpDoor({ baseUrl, ...settings }, clock);
  open.unshift(made.close);
  return made;
}

async function failure(promise: Promise<unknown>): Promise<VendorError> {
  const error = await promise.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  if (!isVendorError(error)) throw error;
  return error;
}

describe('requests', () => {
  it('keep the base path, encode the query as vendors want it, and add headers', async () => {
    const server = await site(() => ({ body: [] }));
    await door(`${server.url}/queuemetrics`).send({
      path: '/agent//jsonEditorApi.do',
      query: [
        ['queues', '300|301'],
        ['block', 'A B'],
        ['block', 'ü'],
      ],
      headers: { 'x-api-key': 'k' },
    });
    expect(server.requests[0]).toMatchObject({
      target: '/queuemetrics/agent//jsonEditorApi.do?queues=300%7C301&block=A%20B&block=%C3%BC',
      headers: { 'x-api-key': 'k', accept: 'application/json' },
    });
  });

  it('go out at most maxParallel at a time', async () => {
    const held: (() => void)[] = [];
    const server = await site(({ path }) =>
      path === '/free' ? { body: [] } : new Promise((resolve) => held.push(() => resolve({ body: [] }))),
    );
    const http = door(server.url, { maxParallel: 2 });
    const answers = Promise.all([1, 2, 3, 4].map((index) => http.send({ path: `${index}` })));
    await expect.poll(() => held.length).toBe(2);
    await door(server.url).send({ path: 'free' });
    expect(held).toHaveLength(2);
    for (const answer of held.splice(0)) answer();
    await expect.poll(() => held.length).toBe(2);
    for (const answer of held.splice(0)) answer();
    expect(await answers).toHaveLength(4);
  });

  it('read text in the charset that the vendor declares, without a byte order mark', async () => {
    const latin = await site(() => ({
      body: Buffer.from('"Jos\xe9"', 'latin1'),
      headers: { 'content-type': 'application/json; charset=ISO-8859-1' },
    }));
    expect(await door(latin.url).json(z.string(), { path: '' })).toBe('José');
    const marked = await site(() => ({ body: '\uFEFF"José"' }));
    expect(await door(marked.url).json(z.string(), { path: '' })).toBe('José');
  });
});

describe('statuses', () => {
  it.each([
    [401, 'auth'],
    [403, 'auth'],
    [408, 'timeout'],
    [429, 'rate-limited'],
    [500, 'bad-response'],
    [501, 'bad-response'],
    [503, 'bad-response'],
    [504, 'timeout'],
    [404, 'bad-response'],
    [301, 'bad-response'],
    [304, 'bad-response'],
  ])('%i is %s', async (status, kind) => {
    const server = await site(() => ({ status, headers: { location: '/elsewhere' } }));
    expect(await failure(door(server.url).send({ path: 'x' }))).toMatchObject({ kind, status });
    expect(server.requests).toHaveLength(1);
  });

  it('may mean something else to one vendor', async () => {
    const server = await site(() => ({ status: 501 }));
    const request = { path: 'x', authStatuses: [401, 403, 501] };
    expect((await failure(door(server.url).send(request))).kind).toBe('auth');
    expect((await door(server.url).send({ path: 'x', allow: [501] })).status).toBe(501);
  });

  it.each([
    ['7', 7000],
    ['0.5', 500],
    ['Wed, 04 Mar 2026 09:00:30 GMT', 30_000],
    ['Wed, 04 Mar 2026 08:00:00 GMT', 0],
    ['soon', undefined],
  ])('Retry-After: %s', async (value, retryAfterMs) => {
    const server = await site(() => ({ status: 429, headers: { 'retry-after': value } }), { date: clock.now });
    expect((await failure(door(server.url).send({ path: '' }))).retryAfterMs).toBe(retryAfterMs);
  });

  it('a Retry-After date counts by the clock of the vendor that set it', async () => {
    const headers = { 'retry-after': new Date(clock.now() + 3_600_000 + 12_000).toUTCString() };
    const server = await site(() => ({ status: 429, headers }), { date: () => clock.now() + 3_600_000 });
    expect((await failure(door(server.url).send({ path: '' }))).retryAfterMs).toBe(12_000);
  });
});

describe('where it leads', () => {
  it('a redirect to another host is not followed, so that nobody else learns what we send', async () => {
    const other = await site(() => ({ body: [] }));
    const headers = { location: `${other.url}/take-it` };
    for (const status of [301, 302, 303, 307, 308]) {
      const server = await site(() => ({ status, headers }));
      const error = await failure(door(server.url).send({ path: 'x', headers: { authorization: 'Basic Zq8' } }));
      expect([status, error.message]).toEqual([status, expect.stringContaining('redirects elsewhere')]);
    }
    expect(other.requests).toHaveLength(0);
  });

  it.each([
    'http://169.254.169.254/latest',
    'https://[fe80::1]',
    'http://0.0.0.0:9',
    'http://[::ffff:169.254.169.254]',
  ])('%s is not asked, and the message says what to do', async (address) => {
    const error = await failure(door(address).send({ path: 'secret-path' }));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain('leads to an address that is not asked');
    expect(error.message).toContain('CALLBOARD_ALLOW_ADDRESSES');
    expect(error.message).not.toContain('secret-path');
  });

  it('an address is asked when a setting names it', async () => {
    const server = await site(() => ({ body: [1] }));
    const url = server.url.replace('127.0.0.1', '0.0.0.0');
    const http = createHttpDoor({ baseUrl: url }, clock, createAddressGuard(['0.0.0.0']));
    open.unshift(http.close);
    expect(await http.json(z.array(z.number()), { path: '' })).toEqual([1]);
  });
});

describe('clock offset', () => {
  it('is 0 at first, then ours minus theirs to half a second, steady under jitter, and follows a jump', async () => {
    let ahead = 3_600_000;
    const server = await site(() => ({ body: [] }), { date: () => clock.now() + ahead });
    const http = door(server.url);
    expect(http.clockOffsetMs()).toBe(0);
    await http.send({ path: '' });
    expect(http.clockOffsetMs()).toBe(-3_600_500);
    ahead += 1000;
    await http.send({ path: '' });
    expect(http.clockOffsetMs()).toBe(-3_600_500);
    ahead = -7_200_000;
    await http.send({ path: '' });
    expect(http.clockOffsetMs()).toBe(7_199_500);
  });
});

describe('bodies', () => {
  it('200 MB are refused long before their end', async () => {
    const server = await site(() => ({ fault: 'flood' }));
    const refused = await failure(door(server.url, { maxBodyBytes: 1024 * 1024 }).send({ path: '' }));
    expect(refused).toMatchObject({ kind: 'bad-response' });
    expect(refused.message).toContain('more than 1 MB');
    expect(server.sentBytes()).toBeLessThan(50 * 1024 * 1024);
  });

  it('that say beforehand that they are too long are not read', async () => {
    const headers = { 'content-length': String(200 * 1024 * 1024) };
    const server = await site(() => ({ body: 'x'.repeat(100), headers }));
    const refused = await failure(door(server.url, { maxBodyBytes: 1024 * 1024 }).send({ path: '' }));
    expect(refused.message).toContain('more than 1 MB');
  });

  it('up to the limit are read whole', async () => {
    const server = await site(() => ({ body: `"${'x'.repeat(1022)}"` }));
    expect(await door(server.url, { maxBodyBytes: 1024 }).json(z.string(), { path: '' })).toHaveLength(1022);
    const small = door(server.url, { maxBodyBytes: 1023 });
    expect((await failure(small.json(z.string(), { path: '' }))).kind).toBe('bad-response');
  });

  it('cut in the middle are unreachable', async () => {
    const server = await site(() => ({ body: ['a', 'b', 'c'], fault: 'cut' }));
    expect(await failure(door(server.url).send({ path: '' }))).toMatchObject({ kind: 'unreachable' });
  });

  it.each([
    ['<html><body>Sign in</body></html>', 'a web page instead of JSON'],
    ['', 'an empty answer'],
    ['[1, 2', 'breaks off'],
    ['Invalid GUID', 'not JSON'],
  ])('%j instead of JSON', async (body, words) => {
    const server = await site(() => ({ body }));
    const error = await failure(door(server.url).json(z.array(z.number()), { path: '' }));
    expect(error.kind).toBe('bad-response');
    expect(error.message).toContain(words);
  });

  it('of the wrong shape name the path and never the value', async () => {
    const server = await site(() => ({ body: { agents: [{ name: 'Ada' }, { name: ['p4ssw0rd'] }] } }));
    const shape = z.object({ agents: z.array(z.object({ name: z.string() })) });
    const error = await failure(door(server.url).json(shape, { path: '' }));
    expect(error).toMatchObject({ kind: 'bad-response', path: 'agents[1].name' });
    expect(error.message).toContain('at agents[1].name: expected string');
    expect(error.message).not.toContain('p4ssw0rd');
  });
});

describe('waiting', () => {
  it('a 30-second hang is timeout after the time that is set', async () => {
    const server = await site(() => ({ fault: 'hang' }));
    const arrived = server.nextRequest();
    const error = failure(door(server.url, { timeoutMs: 3000 }).send({ path: '' }));
    await arrived;
    await clock.advance(2999);
    expect(await Promise.race([error, Promise.resolve('still waiting')])).toBe('still waiting');
    await clock.advance(1);
    expect((await error).kind).toBe('timeout');
  });

  it('leaves no timer behind', async () => {
    const server = await site(() => ({ body: [] }));
    await door(server.url).send({ path: '' });
    expect(clock.pending()).toBe(0);
  });

  it('an abort rejects with its reason, in flight and in the queue', async () => {
    const server = await site(() => ({ fault: 'hang' }));
    const http = door(server.url, { maxParallel: 1 });
    const stop = new AbortController();
    const arrived = server.nextRequest();
    const outcomes = Promise.allSettled([1, 2].map(() => http.send({ path: '', signal: stop.signal })));
    await arrived;
    const reason = new Error('removed');
    stop.abort(reason);
    expect(await outcomes).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    expect(server.requests).toHaveLength(1);
  });
});

describe('no way there', () => {
  it('connection refused', async () => {
    const server = await serveHttp(() => ({}));
    await server.close();
    const error = await failure(door(server.url).send({ path: 'secret-path' }));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain('refuses the connection');
    expect(error.message).not.toContain('secret-path');
  });

  it('a name that can be looked up is found, whatever number ask for it', async () => {
    const server = await site(() => ({ body: [1] }));
    const named = door(server.url.replace('127.0.0.1', 'localhost'), { maxParallel: 4 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => named.json(z.array(z.number()), { path: '' })));
    expect(answers).toEqual([[1], [1], [1], [1]]);
  });

  it('a name that cannot be looked up', async () => {
    // A label over 63 characters is refused by the resolver itself, without asking the network.
    const error = await failure(door(`http://${'x'.repeat(64)}.invalid`).send({ path: '' }));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain('not known to DNS');
  });

  it('something that is not HTTP', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('data', () => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const { port } = server.address() as { port: number };
    const error = await failure(door(`http://127.0.0.1:${port}`).send({ path: '' }));
    expect(error.kind).toBe('bad-response');
    expect(error.message).toContain('not in HTTP');
  });

  it('https:// where http:// is spoken', async () => {
    const server = await site(() => ({ body: [] }));
    const error = await failure(door(server.url.replace('http:', 'https:')).send({ path: '' }));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain('does not speak TLS');
  });
});

describe('certificates', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'callboard-tls-'));
    const args = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1';
    execFileSync('openssl', [...args.split(' '), '-keyout', file('key.pem'), '-out', file('cert.pem')], {
      stdio: 'pipe',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const tls = () => ({ key: readFileSync(file('key.pem'), 'utf8'), cert: readFileSync(file('cert.pem'), 'utf8') });

  it('one that nobody vouches for is refused, and the message says what to do', async () => {
    const server = await site(() => ({ body: [] }), { tls: tls() });
    const error = await failure(door(server.url).send({ path: '' }));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain('is not trusted');
    expect(error.message).toContain('"caFile"');
  });

  it('is accepted when the source names it as its CA file', async () => {
    const server = await site(() => ({ body: [1] }), { tls: tls() });
    expect(await door(server.url, { caFile: file('cert.pem') }).json(z.array(z.number()), { path: '' })).toEqual([1]);
  });

  it('a CA file that is missing or holds no certificate fails when the door is made', () => {
    writeFileSync(file('not.pem'), 'hello');
    writeFileSync(file('large.pem'), 'x'.repeat(2 * 1024 * 1024));
    expect(() => door('https://127.0.0.1', { caFile: file('large.pem') })).toThrow('Not a certificate');
    // Devices and pipes would be read for ever.
    expect(() => door('https://127.0.0.1', { caFile: '/dev/zero' })).toThrow('Not a certificate');
    expect(() => door('https://127.0.0.1', { caFile: '/dev/stdin' })).toThrow();
    expect(() => door('https://127.0.0.1', { caFile: file('absent.pem') })).toThrow('ENOENT');
    expect(() => door('https://127.0.0.1', { caFile: file('not.pem') })).toThrow();
  });
});
