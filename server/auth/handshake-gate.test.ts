import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { GateRefusal } from '@/server/audit/gate-refusals';
import { createHandshakeGate } from './handshake-gate';
import { createRequestLimit } from './request-limit';
import { createTrust } from './trusted-proxies';

test('[S1] a handshake from a foreign page, and one too many, is refused and written down; a program has no page', async () => {
  const noted: GateRefusal[] = [];
  const mayBegin = createHandshakeGate({
    ...{ publicUrl: 'https://wall.example', trusts: createTrust('nobody'), limit: createRequestLimit(2) },
    noteRefusal: (refusal) => void noted.push(refusal),
  });
  const server = createServer(async (request, response) => response.end(String(await mayBegin(request))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${port}/socket?token=secret`, { headers })).text();
  expect(await ask({ origin: 'https://evil.example' })).toBe('false');
  expect(await ask({ origin: 'https://wall.example' })).toBe('true');
  expect(await ask({ authorization: 'Bearer cb_x', origin: 'https://evil.example' })).toBe('true');
  expect(await ask({ origin: 'https://wall.example' })).toBe('false');
  expect(noted.map(({ reason, address }) => [reason, address])).toEqual([
    ['foreign page', '127.0.0.1'],
    ['too many requests', '127.0.0.1'],
  ]);
  expect(JSON.stringify(noted)).not.toContain('secret');
  server.closeAllConnections();
  server.close();
});
