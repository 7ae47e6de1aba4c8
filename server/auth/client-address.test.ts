import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { addressHeader, settleClient } from './client-address';
import { createTrust, parseTrust } from './trusted-proxies';

/** What is left of a request's headers, and who is said to have sent it. */
function settle(trust: string, peer: string | undefined, sent: Record<string, string>) {
  const headers: Record<string, string> = { host: 'wall.example', ...sent };
  const request = { headers, socket: { remoteAddress: peer } } as unknown as IncomingMessage;
  const address = settleClient(request, createTrust(parseTrust(trust) ?? 'nobody'));
  return { address, headers };
}
const forwarded = (...hops: string[]) => ({ 'x-forwarded-for': hops.join(', ') });

test.each([
  ['nobody is trusted', '0', '10.0.0.1', forwarded('6.6.6.6'), '10.0.0.1'],
  ['one proxy', '10.0.0.1', '10.0.0.1', forwarded('198.51.100.1'), '198.51.100.1'],
  ['a caller who adds steps', '10.0.0.1', '10.0.0.1', forwarded('6.6.6.6', '198.51.100.1'), '198.51.100.1'],
  ['two proxies', '10.0.0.0/8', '10.0.0.1', forwarded('6.6.6.6', '198.51.100.1', '10.0.0.2'), '198.51.100.1'],
  ['a proxy we do not know', '10.0.0.1', '203.0.113.9', forwarded('198.51.100.1'), '203.0.113.9'],
  ['nothing but our own', '10.0.0.0/8', '10.0.0.1', forwarded('10.0.0.3', '10.0.0.2'), '10.0.0.3'],
  ['one step, two told', '1', '203.0.113.9', forwarded('6.6.6.6', '10.0.0.2'), '10.0.0.2'],
  ['a port', '10.0.0.1', '10.0.0.1', forwarded('198.51.100.1:4711'), '198.51.100.1'],
  ['IPv6 with a port', '10.0.0.1', '10.0.0.1', forwarded('[2001:DB8::1]:4711'), '2001:db8::1'],
  ['IPv4 in IPv6', '10.0.0.1', '::ffff:10.0.0.1', forwarded('::ffff:198.51.100.1'), '198.51.100.1'],
  ['no address', '10.0.0.1', '10.0.0.1', forwarded('198.51.100.1', 'unknown'), '10.0.0.1'],
  ['script', '10.0.0.1', '10.0.0.1', forwarded('<script>alert(1)</script>'), '10.0.0.1'],
  ['a null byte', '10.0.0.1', '10.0.0.1', forwarded('198.51.100.1\0'), '10.0.0.1'],
  ['only commas', '10.0.0.1', '10.0.0.1', forwarded('', '', ''), '10.0.0.1'],
  ['thousands of steps', '1', '10.0.0.1', forwarded(...Array<string>(4000).fill('6.6.6.6'), '9.9.9.9'), '9.9.9.9'],
  ['no peer', '10.0.0.1', undefined, forwarded('6.6.6.6'), 'unknown'],
  ['a zone', '0', 'fe80::1%eth0', {}, 'fe80::1'],
])('the caller behind %s', (_what, trust, peer, sent, address) => {
  const settled = settle(trust, peer, sent as Record<string, string>);
  expect(settled.address).toBe(address);
  expect(settled.headers[addressHeader]).toBe(address);
});

test('what a stranger says of proxies is taken away, the address we note included', () => {
  const sent = {
    forwarded: 'for=6.6.6.6;host=evil.example;proto=https',
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '443',
    'x-forwarded-prefix': '/evil',
    [addressHeader]: '6.6.6.6',
  };
  expect(settle('10.0.0.1', '203.0.113.9', sent).headers).toEqual({
    host: 'wall.example',
    [addressHeader]: '203.0.113.9',
  });
});

test('a proxy of ours is believed what it said last, where it makes sense', () => {
  const told = (sent: Record<string, string>) => {
    const { [addressHeader]: _address, host: _host, ...rest } = settle('10.0.0.1', '10.0.0.1', sent).headers;
    return rest;
  };
  const good = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'wall.example:8443' };
  expect(told({ ...good, 'x-forwarded-port': '8443', 'x-forwarded-prefix': '/x' })).toEqual(good);
  expect(told({ 'x-forwarded-proto': 'http, https', 'x-forwarded-host': 'evil.example, wall.example' })).toEqual({
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'wall.example',
  });
  for (const nonsense of ['', 'gopher', 'https\0', 'https://', 'a b', '[::1', 'x/y', 'user@host', 'x'.repeat(5000)])
    expect(told({ 'x-forwarded-proto': nonsense, 'x-forwarded-host': `${nonsense}/` })).toEqual({});
});
