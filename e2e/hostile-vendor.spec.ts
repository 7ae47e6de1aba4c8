import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { io } from 'socket.io-client';
import { paths } from '@/lib/paths';
import { events } from '@/lib/protocol/events';
import type { SourceDetail } from '@/lib/protocol/reports';
import { startEmulators } from '@/server/emulators/launch';
import { systemClock } from '@/server/ports';
import { type Serve, type ServedReply, serveHttp } from '@/server/vendors/serve-http';
import { createAppProcess } from './run-app';

/** None of these may ever be read in a log line, an answer or a message. */
const secrets = {
  user: 'robot-of-the-wall',
  password: 'p|p:Zq8-password',
  apiKey: 'Zq8-api-key',
  token: 'Zq8-token',
  signing: 'Zq8-signing-secret-of-more-than-thirty-two',
  admin: 'Zq8-admin-password',
  own: 'Zq8-password-of-their-own',
  vendorCookie: 'Zq8-vendor-cookie',
  vendorWords: 'Zq8-words-of-the-vendor',
} as const;
const hidden = [...Object.values(secrets), basicPair()];

function basicPair(): string {
  return Buffer.from(`${secrets.user}:${secrets.password}`).toString('base64');
}

const names = ['qm', 'gateway', 'session', 'bearer', 'imagicle'];

function sourcesAt(origin: string) {
  const { user, password, apiKey, token } = secrets;
  const entry = (id: string, vendor: string, settings: object, own: object) => ({
    id,
    name: `The ${id} site`,
    vendor,
    pollEverySeconds: 1,
    settings: {
      baseUrl: `${origin}/${id}`,
      timeoutSeconds: 3,
      todayEverySeconds: 1,
      namesEverySeconds: 1,
      ...settings,
    },
    secrets: own,
  });
  return [
    entry('qm', 'queuemetrics', {}, { user, password }),
    entry('gateway', 'sinch', { auth: 'gateway' }, { user, password, apiKey }),
    entry('session', 'sinch', { auth: 'session' }, { user, password }),
    entry('bearer', 'sinch', { auth: 'bearer' }, { token }),
    entry('imagicle', 'imagicle', {}, { user, password }),
  ];
}

/** Everything a vendor could repeat of us, and words and a cookie of its own. */
const telltale =
  (reply: ServedReply): Serve =>
  (request) => ({
    body: `${secrets.vendorWords} ${request.target} ${JSON.stringify(request.headers)} ${hidden.join(' ')}`,
    ...reply,
    headers: { 'set-cookie': `JSESSIONID=${secrets.vendorCookie}; Path=/`, ...reply.headers },
  });

const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
const page = `<!DOCTYPE html><html><body>Sign in, ${secrets.vendorWords}</body></html>`;

/** What it does, and which words the source then has for it. */
const misdeeds: readonly (readonly [string, Serve, RegExp])[] = [
  ['401 after hours of success', telltale({ status: 401 }), /refused the credentials|credentials/],
  ['429 for seconds', telltale({ status: 429, headers: { 'retry-after': '3600' } }), /fewer requests/],
  [
    '429 until a date',
    telltale({ status: 429, headers: { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' } }),
    /fewer requests/,
  ],
  ['500', telltale({ status: 500 }), /HTTP 500|answered with an error/],
  ['501', telltale({ status: 501 }), /HTTP 501|credentials/],
  ['504', telltale({ status: 504 }), /HTTP 504/],
  ['a hang', telltale({ fault: 'hang' }), /did not answer in time/],
  ['half a body', telltale({ fault: 'cut' }), /broke off the connection/],
  ['a sign-in page with status 200', telltale({ body: page }), /web page|cookie|sign-in/i],
  [
    'another place',
    telltale({ status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } }),
    /redirects elsewhere/,
  ],
  ['a number', telltale({ body: 42 }), /unexpected answer|cookie|not JSON/],
  ['null', telltale({ body: 'null' }), /unexpected answer|cookie/],
  [
    'other JSON',
    telltale({ body: { greeting: secrets.vendorWords, list: [1, null] } }),
    /unexpected answer|no result status|cookie/,
  ],
  ['very deep JSON', telltale({ body: deep }), /unexpected answer|no result status|not JSON|cookie|broken/],
  // A machine that is busy runs out of time first; what counts here is that nothing piles up.
  ['200 MB', telltale({ fault: 'flood' }), /more than 32 MB|in time|cookie/],
];

test('a vendor that does everything wrong, one thing after another, harms nobody else and learns nothing', async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'callboard-hostile-'));
  const vendor = await serveHttp(telltale({ status: 503 }));
  const emulators = await startEmulators({ clock: systemClock, sites: [{ site: 'lucca', warmUpMs: 3_600_000 }] });
  const well = emulators.sources.map((source) => ({ ...source, pollEverySeconds: 1 }));
  const file = join(folder, 'sources.json');
  writeFileSync(file, JSON.stringify({ sources: [...sourcesAt(vendor.url), ...well] }));
  const app = createAppProcess({
    CALLBOARD_HOST: '127.0.0.1',
    CALLBOARD_SOURCES: file,
    CALLBOARD_SECRET: secrets.signing,
    CALLBOARD_ADMIN_USER: 'root',
    CALLBOARD_ADMIN_PASSWORD: secrets.admin,
    CALLBOARD_DATA: join(folder, 'data'),
    LOG_LEVEL: 'trace',
  });
  const read: string[] = [];
  try {
    await app.start();
    const url = `http://127.0.0.1:${app.port}`;
    const cookie = await choosePassword(url, await signIn(url));
    const ask = async (path: string, init: RequestInit = {}) => {
      const reply = await fetch(`${url}${path}`, { ...init, headers: { cookie } });
      const text = await reply.text();
      read.push(text);
      expect([path, reply.status]).toEqual([path, 200]);
      return JSON.parse(text);
    };
    const residentMb = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${app.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const sources = async () => (await ask('/api/sources')).sources as SourceDetail[];
    const live = (source: SourceDetail | undefined) => source?.feeds.find(({ name }) => name === 'live');
    const socket = io(url, { path: paths.socket, transports: ['websocket'], extraHeaders: { cookie } });
    socket.onAny((...message) => read.push(JSON.stringify(message)));
    socket.emit(events.watch, { purpose: 'console' });
    const isWell = ({ id }: SourceDetail) => id === 'lucca';
    await expect.poll(async () => (await sources()).find(isWell)?.link).toBe('up');
    const rssBefore = residentMb();

    for (const [misdeed, serve, words] of misdeeds) {
      vendor.answer(serve);
      const asked = new Map((await sources()).map((source) => [source.id, live(source)?.polls ?? 0]));
      for (const id of names) await ask(`/api/sources/${id}/retry`, { method: 'POST' });
      // One poll may have been under way with the misdeed before it.
      await expect
        .poll(
          async () =>
            (await sources())
              .filter(
                (source) =>
                  names.includes(source.id) &&
                  ((live(source)?.polls ?? 0) <= (asked.get(source.id) ?? 0) ||
                    !words.test(live(source)?.problem ?? '')),
              )
              .map((source) => [misdeed, source.id, live(source)?.problem]),
          { timeout: 40_000 },
        )
        .toEqual([]);
      // The one that is well is asked on meanwhile.
      await expect
        .poll(async () => live((await sources()).find(isWell))?.polls)
        .toBeGreaterThan(asked.get('lucca') ?? 0);
      const health = await ask('/api/health');
      expect(health.sources.find(({ id }: { id: string }) => id === 'lucca')).toMatchObject({
        link: 'up',
        problem: null,
      });
    }

    await vendor.close();
    await ask('/api/sources/qm/retry', { method: 'POST' });
    await expect.poll(async () => live((await sources()).find(({ id }) => id === 'qm'))?.problem).toMatch(/refuses/);
    const after = await sources();
    expect(live(after.find(isWell))?.failures).toBe(0);
    await ask('/api/floor');
    await ask('/api/trends');
    socket.close();
    // What was refused was not kept: five sources with three feeds each were sent 200 MB at once.
    expect(residentMb()).toBeLessThan(rssBefore + 900);
    await app.stop();
    expectNothingHidden([...read, ...app.lines]);
  } finally {
    await app.stop();
    await emulators.stop();
    await vendor.close();
    rmSync(folder, { recursive: true });
  }
});

function expectNothingHidden(texts: readonly string[]): void {
  expect(texts.length).toBeGreaterThan(50);
  for (const text of texts) {
    for (const secret of hidden) expect(text).not.toContain(secret);
    // No address with a path or a query, no stack.
    expect(text).not.toMatch(/https?:\/\/[^\s"/]+\/[^\s"]/);
    expect(text).not.toMatch(/\\n\s+at /);
  }
}

/** As curl would: the token, the form, the cookie. */
async function signIn(url: string): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const reply = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(csrf) },
    body: new URLSearchParams({ csrfToken, username: 'root', password: secrets.admin }),
  });
  return cookiesOf(reply);
}

/** The first password is known to whoever set it up: nothing is open before it was changed. */
async function choosePassword(url: string, cookie: string): Promise<string> {
  const reply = await fetch(`${url}/api/account/password`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ current: secrets.admin, next: secrets.own }),
  });
  expect(reply.status).toBe(200);
  return cookiesOf(reply);
}

const cookiesOf = (reply: Response) =>
  reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
