import { expect, test } from 'vitest';
import { createTrust, parseTrust, type Trusts } from './trusted-proxies';

function trustIn(setting: string): Trusts {
  const trust = parseTrust(setting);
  if (trust === null) throw new Error(`${setting} was not understood`);
  return createTrust(trust);
}

test('unless told otherwise nobody is believed', () => {
  for (const setting of ['0', 'false']) expect(trustIn(setting)('127.0.0.1', 0)).toBe(false);
});

test('1 believes whoever is directly before us, and nobody behind that', () => {
  for (const setting of ['1', 'true']) {
    expect(trustIn(setting)('203.0.113.7', 0)).toBe(true);
    expect(trustIn(setting)('10.0.0.1', 1)).toBe(false);
  }
});

test.each([
  ['10.0.0.5', ['10.0.0.5', '::ffff:10.0.0.5', '::FFFF:a00:5'], ['10.0.0.6', '::5', '2001:db8::5']],
  ['10.1.0.0/16, 2001:db8:1::/48', ['10.1.255.1', '2001:db8:1:9::1'], ['10.2.0.1', '2001:db8:2::1']],
  ['loopback', ['127.0.0.1', '127.9.9.9', '::1'], ['10.0.0.1', '::2']],
  ['private', ['10.0.0.1', '172.31.0.1', '192.168.1.1', 'fd00::1'], ['172.32.0.1', '127.0.0.1', '203.0.113.1']],
  ['loopback,private,2001:db8::7', ['::1', '10.0.0.1', '2001:db8::7'], ['2001:db8::8']],
])('%s is whom it names', (setting, ours, others) => {
  const trusts = trustIn(setting);
  expect(ours.filter((address) => !trusts(address, 0))).toEqual([]);
  expect(others.filter((address) => trusts(address, 0))).toEqual([]);
  expect(['', 'unknown', '10.0.0.5.6', '\0', 'localhost'].filter((address) => trusts(address, 0))).toEqual([]);
});

test.each([
  'perhaps',
  '2',
  '10',
  '10.0.0',
  '10.0.0.256',
  '0x0a000001',
  '10.0.0.0/33',
  '10.0.0.0/',
  '0.0.0.0/0',
  '::/0',
  'fe80::1%eth0',
  '10.0.0.1,',
  ',',
  '10.0.0.1;10.0.0.2',
  'proxy.example',
  'https://10.0.0.1',
  '<script>',
  '10.0.0.1\0',
  '1,10.0.0.1',
  'private/8',
])('%j names nobody', (setting) => {
  expect(parseTrust(setting)).toBeNull();
});
