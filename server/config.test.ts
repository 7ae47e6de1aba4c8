import { describe, expect, it } from 'vitest';
import { readConfig } from './config';
import { SetupError } from './sources/setup-error';

const production = { NODE_ENV: 'production', CALLBOARD_SECRET: 's'.repeat(32) };

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

function problems(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    for (const value of Object.values(env).filter((text) => text.length > 3))
      expect(error.message).not.toContain(value);
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
  throw new Error('Nothing was wrong');
}

describe('environment', () => {
  it('has defaults for all but the secret', () => {
    expect(readConfig(production)).toEqual({
      isProduction: true,
      port: 3000,
      host: undefined,
      sourcesFile: null,
      secret: 's'.repeat(32),
      admin: null,
      dataDir: './data',
      databaseUrl: null,
      history: { keepDeltasDays: 7, keepMinutesDays: 30, keepHoursDays: 400, keyframeEveryMs: 300_000 },
      commands: { timeoutMs: 30_000 },
      logLevel: 'info',
      publicUrl: null,
      metricsToken: null,
      trustProxy: 'nobody',
      demoAccounts: false,
      secretKeys: null,
      allowAddresses: [],
      oidc: null,
    });
  });

  it('reads everything', () => {
    expect(
      readConfig({
        ...production,
        PORT: '8080',
        CALLBOARD_HOST: '127.0.0.1',
        CALLBOARD_SOURCES: '/etc/sources.json',
        CALLBOARD_ADMIN_USER: 'root',
        CALLBOARD_ADMIN_PASSWORD: 'long enough',
        CALLBOARD_DATA: '/var/lib/callboard',
        DATABASE_URL: 'postgres:///callboard?host=/run/postgresql',
        CALLBOARD_KEEP_DELTAS_DAYS: '1',
        CALLBOARD_KEEP_MINUTES_DAYS: '90',
        CALLBOARD_KEEP_HOURS_DAYS: '1000',
        CALLBOARD_KEYFRAME_MINUTES: '10',
        LOG_LEVEL: 'debug',
        CALLBOARD_URL: 'https://callboard.example/',
        CALLBOARD_METRICS_TOKEN: 't'.repeat(16),
        CALLBOARD_TRUST_PROXY: 'loopback, 10.0.0.5',
      }),
    ).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      sourcesFile: '/etc/sources.json',
      admin: { username: 'root', password: 'long enough' },
      dataDir: '/var/lib/callboard',
      databaseUrl: 'postgres:///callboard?host=/run/postgresql',
      history: { keepDeltasDays: 1, keepMinutesDays: 90, keepHoursDays: 1000, keyframeEveryMs: 600_000 },
      logLevel: 'debug',
      publicUrl: 'https://callboard.example',
      metricsToken: 't'.repeat(16),
      trustProxy: ['127.0.0.0/8', '::1/128', '10.0.0.5/32'],
    });
  });

  it('counts an empty variable as unset, and other people’s variables not at all', () => {
    expect(readConfig({ ...production, PORT: '', CALLBOARD_SOURCES: '', PATH: '/bin' })).toMatchObject({
      port: 3000,
      sourcesFile: null,
    });
  });

  it('reads who is trusted to tell of the caller', () => {
    const trust = (text: string) => readConfig({ ...production, CALLBOARD_TRUST_PROXY: text }).trustProxy;
    expect(['', '0', 'false'].map(trust)).toEqual(['nobody', 'nobody', 'nobody']);
    expect(['1', 'true'].map(trust)).toEqual(['next-hop', 'next-hop']);
  });

  it('wants a secret in production only', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^CALLBOARD_SECRET: is needed: at least 32/),
    ]);
    expect(readConfig({}).secret.length).toBeGreaterThanOrEqual(32);
  });

  it('has a key for secrets in development; in production only who sets one can seal any', () => {
    expect(readConfig({}).secretKeys?.current).toHaveLength(32);
    const env = { ...production, CALLBOARD_KEY: key(1), CALLBOARD_KEY_OLD: ` ${key(2)},, ${key(3)} ` };
    expect(readConfig(env).secretKeys).toEqual({
      current: Buffer.alloc(32, 1),
      old: [Buffer.alloc(32, 2), Buffer.alloc(32, 3)],
    });
    expect(problems({ ...production, CALLBOARD_KEY_OLD: key(1) })[0]).toMatch(/^CALLBOARD_KEY: is needed/);
    expect(problems({ ...env, CALLBOARD_KEY_OLD: 'old-and-short' })[0]).toMatch(/^CALLBOARD_KEY_OLD: each part/);
  });

  it('takes addresses and ranges that sources may lead to', () => {
    const env = { ...production, CALLBOARD_ALLOW_ADDRESSES: '169.254.10.5, fe80::/64' };
    expect(readConfig(env).allowAddresses).toEqual(['169.254.10.5', 'fe80::/64']);
  });

  it.each([
    ['PORT', 'eighty', 'must be a port'],
    ['PORT', '65536', 'must be a port'],
    ['PORT', '-1', 'must be a port'],
    ['PORT', '3000.5', 'must be a port'],
    ['CALLBOARD_SECRET', 'too-short-secret', 'at least 32 characters; make one with: openssl'],
    ['LOG_LEVEL', 'loud', 'one of trace, debug, info, warn, error, fatal, silent'],
    ['CALLBOARD_URL', 'wall.example', 'must be an address'],
    ['CALLBOARD_URL', 'ftp://callboard.example', 'must be an address'],
    ['CALLBOARD_URL', 'https://callboard.example/wall', 'with nothing behind the host'],
    ['CALLBOARD_URL', 'https://user:pass@callboard.example', 'must be an address'],
    ['CALLBOARD_URL', 'https://callboard.example/?a=1', 'must be an address'],
    ['NEXTAUTH_URL', 'https://callboard.example/auth', 'must be an address'],
    ['DATABASE_URL', 'mysql://user:hidden@host/callboard', 'postgres://user:password@host:5432/callboard'],
    ['DATABASE_URL', 'postgres://user:hidden@host', 'must be an address such as postgres://'],
    ['DATABASE_URL', 'nowhere', 'must be an address such as postgres://'],
    ['CALLBOARD_METRICS_TOKEN', 'short', 'at least 16 characters'],
    ['CALLBOARD_TRUST_PROXY', 'perhaps', 'must name your proxies as addresses or networks with commas between'],
    ['CALLBOARD_TRUST_PROXY', '10.0.0.300', 'such as 10.0.0.5,10.1.0.0/16'],
    ['CALLBOARD_BASE_PATH', '/elsewhere', 'is fixed when the app is built: build it again, or set nothing'],
    ['CALLBOARD_KEY', 'not-a-key', 'must be 32 bytes in base64; make one with: openssl rand -base64 32'],
    ['CALLBOARD_KEY', Buffer.alloc(31).toString('base64'), 'must be 32 bytes'],
    ['CALLBOARD_KEY', `${key(1)}\0`, 'must be 32 bytes'],
    ['CALLBOARD_ALLOW_ADDRESSES', 'qm.example', 'must be addresses or ranges'],
    ['CALLBOARD_ALLOW_ADDRESSES', '10.0.0.0/8, 10.0.0.0/40', 'must be addresses or ranges'],
  ])('%s=%s is refused by name', (name, value, words) => {
    const found = problems({ ...production, [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(`${name}: `)).toBe(true);
    expect(found[0]).toContain(words);
  });

  it.each([
    ['CALLBOARD_URL', 'http://10.0.0.5:8080/', 'http://10.0.0.5:8080'],
    ['NEXTAUTH_URL', 'https://callboard.example', 'https://callboard.example'],
    ['NEXTAUTH_URL', 'https://callboard.example/api/auth', 'https://callboard.example'],
  ])('%s=%s is where people come', (name, value, publicUrl) => {
    expect(readConfig({ ...production, [name]: value }).publicUrl).toBe(publicUrl);
  });

  it('takes a short password for the first admin, but neither a blank name nor an empty password', () => {
    const admin = { CALLBOARD_ADMIN_USER: ' root ', CALLBOARD_ADMIN_PASSWORD: 'x' };
    expect(readConfig({ ...production, ...admin }).admin).toEqual({ username: 'root', password: 'x' });
    expect(problems({ ...production, ...admin, CALLBOARD_ADMIN_PASSWORD: '' })[0]).toMatch(/^CALLBOARD_ADMIN_PASSWORD/);
    expect(problems({ ...production, ...admin, CALLBOARD_ADMIN_USER: '   ' })).toEqual([
      'CALLBOARD_ADMIN_USER: must not be empty',
    ]);
  });

  it('wants both halves of the first admin', () => {
    expect(problems({ ...production, CALLBOARD_ADMIN_USER: 'admin' })[0]).toMatch(
      /^CALLBOARD_ADMIN_PASSWORD: is needed/,
    );
    expect(problems({ ...production, CALLBOARD_ADMIN_PASSWORD: 'long enough' })[0]).toMatch(/^CALLBOARD_ADMIN_USER/);
  });

  it('names everything that is wrong at once', () => {
    expect(problems({ PORT: 'x', LOG_LEVEL: 'x', CALLBOARD_URL: 'x' })).toHaveLength(3);
  });
});
