import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createAddressGuard, isAddressRange } from './address-guard';
import { guardedLookup, refusedAddressCode } from './guarded-connect';

const guard = createAddressGuard();
const allows = (address: string) => guard.allows('qm.example', address);

it.each([
  '127.0.0.1',
  '::1',
  '10.2.0.7',
  '172.16.4.1',
  '192.168.1.20',
  '100.64.0.1',
  'fd12:3456::1',
  '93.184.216.34',
  '2001:db8::1',
  '::ffff:10.2.0.7',
  '64:ff9b::5db8:d822',
])('%s is asked', (address) => expect(allows(address)).toBe(true));

it.each([
  '169.254.169.254',
  '169.254.0.1',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '::169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::169.254.169.254',
  '2002:a9fe:a9fe::1',
  '::ffff:0:169.254.169.254',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fd00:ec2::254',
  'fd20:ce::254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '0.0.0.0',
  '0.1.2.3',
  '::',
  '224.0.0.1',
  '239.255.255.250',
  '255.255.255.255',
  'ff02::1',
  '',
  'qm.example',
  '10.0.0.256',
])('%j is not', (address) => expect(allows(address)).toBe(false));

it.each(['metadata.google.internal', 'METADATA.google.internal.', 'metadata', 'instance-data'])(
  'the name %s is not, wherever it leads',
  (name) => expect(guard.allows(name, '10.0.0.1')).toBe(false),
);

describe('what a setting names', () => {
  it('is asked, and nothing besides', () => {
    const open = createAddressGuard(['169.254.10.0/24', 'fe80::5']);
    expect(open.allows('qm.example', '169.254.10.9')).toBe(true);
    expect(open.allows('qm.example', '::ffff:169.254.10.9')).toBe(true);
    expect(open.allows('qm.example', 'fe80::5')).toBe(true);
    expect(open.allows('qm.example', '169.254.169.254')).toBe(false);
    expect(open.allows('qm.example', 'fe80::6')).toBe(false);
    expect(open.allows('metadata', '169.254.10.9')).toBe(true);
  });

  it.each([
    ['10.0.0.0/8', true],
    ['169.254.1.2', true],
    ['fe80::/10', true],
    ['10.0.0.0/33', false],
    ['10.1', false],
    ['0x7f000001', false],
    ['qm.example', false],
    ['', false],
    ['/', false],
  ])('%j is an address or range: %s', (text, is) => expect(isAddressRange(text)).toBe(is));
});

describe('a name', () => {
  const ask = (answer: string | LookupAddress[], options: { all: boolean }) =>
    new Promise((resolve) => {
      const lookup: LookupFunction = (_name, _options, tell) => tell(null, answer, 4);
      guardedLookup(guard, lookup)('qm.example', options, (error, found) => resolve(error ?? found));
    });
  const bad = { address: '169.254.169.254', family: 4 };
  const good = { address: '10.0.0.7', family: 4 };

  it('leads to what is allowed of its addresses', async () => {
    expect(await ask([bad, good], { all: true })).toEqual([good]);
    expect(await ask(good.address, { all: false })).toBe(good.address);
  });

  it('that leads nowhere else is refused', async () => {
    expect(await ask([bad], { all: true })).toMatchObject({ code: refusedAddressCode });
    expect(await ask(bad.address, { all: false })).toMatchObject({ code: refusedAddressCode });
  });
});
