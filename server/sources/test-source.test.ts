import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestReport, TestStep } from '@/lib/protocol/source-settings';
import type { VendorId } from '@/lib/vendors/catalog';
import { type Emulators, startEmulators } from '@/server/emulators/launch';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { openFakeDoor } from '@/server/polling/fake-vendor';
import type { SourceSetup } from '@/server/polling/poller';
import { systemClock } from '@/server/ports';
import { vendors } from '@/server/vendors';
import { createAddressGuard } from '@/server/vendors/address-guard';
import { createHttpDoor } from '@/server/vendors/http';
import { createAddressProbe } from '@/server/vendors/probe-address';
import { type HttpSite, type Serve, serveHttp } from '@/server/vendors/serve-http';
import { type TestParts, testSource } from './test-source';

const hidden = { user: 'Zq8-user', password: 'Zq8-password', apiKey: 'Zq8-key' };
const guard = createAddressGuard();
const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of close.splice(0)) await one();
});

async function site(serve: Serve, options?: Parameters<typeof serveHttp>[1]): Promise<HttpSite> {
  const server = await serveHttp(serve, options);
  close.push(server.close);
  return server;
}

/** An Imagicle at this address. */
function sourceAt(baseUrl: string, settings: object = {}): SourceSetup {
  const vendor = vendors.imagicle;
  const { user, password } = hidden;
  return {
    id: 'lucca',
    name: 'Lucca',
    vendor,
    settings: vendor.settings.parse({ baseUrl, ...settings }),
    secrets: { user, password },
  };
}

interface Run {
  readonly lines: readonly TestStep[];
  readonly report: TestReport;
}

const logged: unknown[] = [];

async function run(
  setup: SourceSetup,
  parts: Partial<TestParts> = {},
  signal = new AbortController().signal,
): Promise<Run> {
  const { log, lines: logLines } = createFakeLog();
  const clock = parts.clock ?? systemClock;
  const steps = testSource(setup, { openDoor: createHttpDoor, guard, clock, log, ...parts }, signal);
  const lines: TestStep[] = [];
  for (;;) {
    const { done, value } = await steps.next();
    if (done) {
      logged.push(logLines);
      expect(JSON.stringify([lines, value, logged])).not.toContain('Zq8');
      return { lines, report: value };
    }
    lines.push(value);
  }
}

const outcomes = ({ report }: Run) => Object.fromEntries(report.steps.map(({ step, outcome }) => [step, outcome]));
const wordsOf = ({ report }: Run, step: string) => report.steps.find((one) => one.step === step)?.words ?? '';

describe('a system that is well', () => {
  let emulators: Emulators;
  beforeAll(async () => {
    emulators = await startEmulators({
      clock: systemClock,
      sites: ['milan', 'helsinki', 'lucca'].map((one) => ({ site: one as 'milan', warmUpMs: 3_600_000 })),
    });
  });
  afterAll(() => emulators.stop());

  it.each(['milan', 'helsinki', 'lucca'])('%s is asked step by step, and each says what came back', async (id) => {
    const entry = emulators.sources.find((source) => source.id === id)!;
    const vendor = vendors[entry.vendor as VendorId];
    const setup = {
      ...entry,
      vendor,
      settings: vendor.settings.parse(entry.settings),
      secrets: vendor.secrets.parse(entry.secrets),
    };
    const told = await run(setup);
    expect(told.report.ok).toBe(true);
    const names = ['address', 'connection', 'credentials', 'live', 'today', 'names', 'clock'];
    expect(told.report.steps.map(({ step }) => step)).toEqual(names);
    // Each was told of when it began, and again when it had ended.
    expect(told.lines.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(
      names.flatMap((name) => [`${name} running`, `${name} ok`]),
    );
    expect(wordsOf(told, 'address')).toBe('Leads to 127.0.0.1');
    expect(wordsOf(told, 'connection')).toContain('without TLS');
    expect(wordsOf(told, 'live')).toMatch(/^Found (no queues yet|[1-9]\d* queues), [1-9]\d* agents, \d+ contacts?$/);
    expect(wordsOf(told, 'today')).toMatch(/^Counts of [1-9]\d* of [1-9]\d* queues$/);
    expect(wordsOf(told, 'names')).toMatch(/^Names read: [1-9]\d* queues, [1-9]\d* agents$/);
    expect(wordsOf(told, 'clock')).toBe('Agrees with ours');
  });

  it('whose password is wrong says so at the credentials, and is asked no further', async () => {
    const entry = emulators.sources.find((source) => source.id === 'lucca')!;
    const told = await run(sourceAt(String(entry.settings.baseUrl)));
    expect(outcomes(told)).toEqual({ address: 'ok', connection: 'ok', credentials: 'failed', live: 'skipped' });
    expect(wordsOf(told, 'credentials')).toContain('check user, password and rights');
    expect(told.report.ok).toBe(false);
  });
});

describe('a system that is not', () => {
  it.each([
    ['a web page', { body: '<html>Zq8-vendor-words</html>' }, 'a web page instead of JSON'],
    ['an error', { status: 500, body: 'Zq8-vendor-words' }, 'HTTP 500'],
    ['another place', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, 'redirects elsewhere'],
    ['half an answer', { body: [1, 2, 3], fault: 'cut' as const }, 'broke off'],
  ])('answers %s: the live feed says so in our words, and nobody judges the credentials', async (_, reply, words) => {
    const server = await site(() => reply);
    const told = await run(sourceAt(server.url));
    expect(outcomes(told)).toEqual({ address: 'ok', connection: 'ok', credentials: 'skipped', live: 'failed' });
    expect(wordsOf(told, 'live')).toContain(words);
    expect(JSON.stringify(told)).not.toContain('Zq8-vendor-words');
  });

  it('is not there', async () => {
    const server = await serveHttp(() => ({}));
    await server.close();
    const told = await run(sourceAt(server.url));
    expect(outcomes(told)).toEqual({ address: 'ok', connection: 'failed' });
    expect(wordsOf(told, 'connection')).toContain('refuses the connection');
  });

  it('has a name that leads nowhere', async () => {
    const told = await run(sourceAt(`http://${'x'.repeat(64)}.invalid`));
    expect(outcomes(told)).toEqual({ address: 'failed' });
    expect(wordsOf(told, 'address')).toContain('not known to DNS');
  });

  it.each(['http://169.254.169.254/latest/meta-data', 'http://[fe80::1]', 'http://metadata.google.internal'])(
    'leads to %s, which is not asked',
    async (address) => {
      const setup = sourceAt(address);
      // No name is looked up in a test: this one leads to where such names lead.
      const lookup: LookupFunction = (_name, _options, tell) => tell(null, [{ address: '169.254.169.254', family: 4 }]);
      const probe = createAddressProbe(setup.vendor.http(setup.settings), { guard, clock: systemClock, lookup });
      const told = await run(setup, { probe });
      expect(outcomes(told)).toEqual({ address: 'failed' });
      expect(wordsOf(told, 'address')).toContain('CALLBOARD_ALLOW_ADDRESSES');
    },
  );

  it('has a name that turns to another address between two looks: refused when connecting', async () => {
    const server = await site(() => ({ body: [] }));
    const answers = ['127.0.0.1', '169.254.169.254'];
    const lookup: LookupFunction = (_name, _options, tell) =>
      tell(null, [{ address: answers.shift() ?? '', family: 4 }]);
    const setup = sourceAt(server.url.replace('127.0.0.1', 'rebinding.example'));
    const probe = createAddressProbe(setup.vendor.http(setup.settings), { guard, clock: systemClock, lookup });
    const told = await run(setup, { probe });
    expect(outcomes(told)).toEqual({ address: 'ok', connection: 'failed' });
    expect(wordsOf(told, 'connection')).toContain('leads to an address that is not asked');
    expect(server.requests).toHaveLength(0);
  });
});

describe('with TLS', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'callboard-tls-'));
    const args = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1';
    execFileSync(
      'openssl',
      [...args.split(' '), '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
      { stdio: 'pipe' },
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const tls = () => ({
    key: readFileSync(join(folder, 'key.pem'), 'utf8'),
    cert: readFileSync(join(folder, 'cert.pem'), 'utf8'),
  });

  it('a certificate that is trusted is told with its last day, one that is not with what to do', async () => {
    const server = await site(() => ({ status: 401 }), { tls: tls() });
    const trusted = await run(sourceAt(server.url, { caFile: join(folder, 'cert.pem') }));
    expect(wordsOf(trusted, 'connection')).toMatch(
      /^Open, with TLSv1\.\d and a certificate that is trusted until \d{4}-\d\d-\d\d$/,
    );
    const untrusted = await run(sourceAt(server.url));
    expect(outcomes(untrusted)).toEqual({ address: 'ok', connection: 'failed' });
    expect(wordsOf(untrusted, 'connection')).toContain('"caFile"');
  });
});

describe('time', () => {
  const held = { resolve: async () => ['10.0.0.7'], connect: async () => ({ tls: null, certificateUntil: null }) };
  const never = () => new Promise<never>(() => {});

  function begin(clock: FakeClock, parts: Partial<TestParts>, signal?: AbortSignal) {
    return run(sourceAt('http://10.0.0.7'), { clock, openDoor: openFakeDoor, ...parts }, signal);
  }

  it('runs out for a driver that never answers, and nothing is left behind', async () => {
    const clock = createFakeClock();
    const setup = sourceAt('http://10.0.0.7');
    const vendor = { ...setup.vendor, feeds: { live: { everyMs: () => 1000, read: never } } };
    const told = run({ ...setup, vendor }, { clock, openDoor: openFakeDoor, probe: held });
    await clock.advance(20_000);
    expect(wordsOf(await told, 'live')).toBe('No complete answer within 20 s: given up');
    expect(clock.pending()).toBe(0);
  });

  it('runs out for a name and for a connection that hang', async () => {
    const clock = createFakeClock();
    const lookup: LookupFunction = () => {};
    const probe = createAddressProbe({ baseUrl: 'http://hangs.example' }, { guard, clock, lookup });
    const told = begin(clock, { probe });
    await clock.advance(5000);
    expect(wordsOf(await told, 'address')).toContain('did not answer in time');
    const connecting = begin(clock, { probe: { ...probe, resolve: held.resolve } });
    await clock.advance(8000);
    expect(wordsOf(await connecting, 'connection')).toContain('did not answer in time');
    expect(clock.pending()).toBe(0);
  });

  it('ends at once when it is cancelled, wherever it is', async () => {
    const server = await site(() => ({ fault: 'hang' }));
    const stop = new AbortController();
    const arrived = server.nextRequest();
    const told = run(sourceAt(server.url), {}, stop.signal);
    await arrived;
    const reason = new Error('cancelled');
    stop.abort(reason);
    await expect(told).rejects.toBe(reason);
    await expect(run(sourceAt(server.url), {}, stop.signal)).rejects.toBe(reason);
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });
});
