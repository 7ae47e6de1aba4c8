import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createFakeLog } from './fake-log';
import type { Pages } from './pages';
import { createHttpServer } from './serve-http';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

/** A server that does not wait long, and what it answered a raw line with when it had hung up. */
async function start() {
  const { log, lines } = createFakeLog();
  const pages: Pages = {
    async handle(request, response) {
      for await (const _chunk of request);
      response.end('ok');
    },
    stop: async () => {},
  };
  const times = { headersMs: 150, requestMs: 300, checkEveryMs: 30 };
  const server = createHttpServer(
    async () => true,
    () => pages as never,
    log,
    times,
  );
  running.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  async function say(...parts: string[]): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {});
    for (const part of parts) socket.write(part);
    await once(socket, 'close');
    return answer;
  }
  return { server, say, lines };
}

test('who sends headers or a body slowly is hung up on', async () => {
  const { say } = await start();
  expect(await say('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toMatch(/^HTTP\/1.1 408 /);
  expect(await say('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf')).toMatch(/^HTTP\/1.1 408 /);
});

test('headers are short, complete and one request', async () => {
  const { say } = await start();
  const long = 'x'.repeat(20_000);
  expect(await say(`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${long}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  expect(await say(`GET /${long} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  expect(await say('GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  const smuggled = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET';
  expect(await say(smuggled)).toMatch(/^HTTP\/1.1 400 /);
  expect(await say('GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  expect(await say('GET / HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  expect(await say('CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
});

test('a connection at rest outlives what proxies keep, and no longer', async () => {
  const { server } = await start();
  expect(server.keepAliveTimeout).toBe(65_000);
  expect(
    createHttpServer(
      async () => true,
      () => null as never,
      createFakeLog().log,
    ),
  ).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
  });
});
