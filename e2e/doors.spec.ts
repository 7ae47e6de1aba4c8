import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';

/** Rule S1: what anybody may open. */
const openDoors = ['/sign-in', '/api/auth/session', '/api/health', '/metrics', '/invite/word'];
/** Same, but only something sent along is taken. */
const openForPosts = ['/api/invitations/accept'];

const app = join(import.meta.dirname, '../app');
const parts = { '[id]': 'milan', '[...nextauth]': 'session', '[token]': 'word' } as Record<string, string>;

/** `(console)/queues/page.tsx` → `/queues`. */
function addressOf(file: string): string {
  const segments = file.split('/').slice(0, -1);
  return `/${segments
    .filter((segment) => !segment.startsWith('('))
    .map((segment) => parts[segment] ?? segment.replace(/^\[.*\]$/, 'word'))
    .join('/')}`;
}

const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
const pages = files.filter((file) => /(^|\/)page\.tsx$/.test(file)).map(addressOf);
const routes = files
  .filter((file) => /(^|\/)route\.ts$/.test(file))
  .flatMap((file) => methodsOf(file).map((method) => ({ method, path: addressOf(file) })));

/** What a route answers to, however it says so: `export const GET =`, `export function GET`, `export { handler as GET }`. */
function methodsOf(file: string): string[] {
  const source = readFileSync(join(app, file), 'utf8');
  const found = source.matchAll(/\b(?:const|function|as) (GET|POST|PUT|PATCH|DELETE)\b/g);
  return [...new Set([...found].map(([, name]) => name!))];
}

const isOpen = (path: string) => openDoors.includes(path) || openForPosts.includes(path);

test.describe('a stranger', () => {
  test('finds more than a few doors to try', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['/', '/wall', '/queues', '/agents', '/history', '/sources', '/sign-in']),
    );
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        'GET /api/floor',
        'GET /api/sources',
        'POST /api/sources/milan/retry',
        'GET /api/trends',
        'GET /api/auth/session',
        'GET /api/health',
        'GET /metrics',
        ...openForPosts.map((path) => `POST ${path}`),
      ]),
    );
  });

  for (const path of pages.filter((page) => !isOpen(page))) {
    test(`[S1] is sent from ${path} to sign in, and back afterwards`, async ({ request }) => {
      const reply = await request.get(path, { maxRedirects: 0 });
      expect(reply.status()).toBe(303);
      expect(reply.headers().location).toBe(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
      expect(await reply.text()).toBe('');
    });
  }

  for (const { method, path } of routes.filter((route) => !isOpen(route.path))) {
    test(`[S1] is refused ${method} ${path}`, async ({ request }) => {
      const reply = await request.fetch(path, { method, maxRedirects: 0 });
      expect(reply.status()).toBe(401);
      expect(await reply.json()).toEqual({ ok: false, code: 'not-signed-in' });
    });
  }

  for (const path of openDoors) {
    test(`[S1] may open ${path}`, async ({ request }) => {
      expect((await request.get(path, { maxRedirects: 0 })).status()).toBe(200);
    });
  }

  for (const path of openForPosts) {
    test(`[S1] may send to ${path}, and is told what is wrong`, async ({ request }) => {
      const reply = await request.post(path, { data: {} });
      expect(reply.status()).toBe(400);
      expect(await reply.json()).toMatchObject({ ok: false, code: 'bad-request' });
    });
  }

  test('[S1] is refused what does not exist, as if it did', async ({ request }) => {
    expect((await request.get('/api/nowhere', { maxRedirects: 0 })).status()).toBe(401);
    expect((await request.get('/nowhere', { maxRedirects: 0 })).status()).toBe(303);
  });

  test('[V4] hears nothing on the socket', async ({ followAs }) => {
    const stranger = await followAs(null, 'wall');
    expect(stranger.refusal).toBe('not-signed-in');
    expect([stranger.snapshots, stranger.pulses]).toEqual([[], []]);
  });
});

test.describe('the built app', () => {
  test('[S2] a route handler sees the running floor', async ({ api }) => {
    const supervisor = await api('supervisor');
    const floor = async () => (await supervisor.get('/api/floor')).json();
    const first = await floor();
    expect(first.sources.map(({ id }: { id: string }) => id).sort()).toEqual(['helsinki', 'lucca', 'milan']);
    expect(first.queues).toHaveLength(18);
    expect(first.agents.length).toBeGreaterThan(100);
    await expect.poll(async () => (await floor()).seq).toBeGreaterThan(first.seq);
    const later = await floor();
    expect(later.epoch).toBe(first.epoch);
    expect(later.at).toBeGreaterThan(first.at);
  });

  test('[S2] so does the socket, which shares its cursor', async ({ api, followAs }) => {
    const follower = await followAs('supervisor', 'console');
    await expect.poll(() => follower.snapshots.length).toBe(1);
    const floor = await (await (await api('supervisor')).get('/api/floor')).json();
    expect(follower.snapshots[0]!.epoch).toBe(floor.epoch);
    expect(follower.snapshots[0]!.floor.queues).toHaveLength(floor.queues.length);
  });

  test('tells a load balancer how it is', async ({ callboard }) => {
    const health = await callboard.health();
    expect(health).toMatchObject({ live: true, ready: true, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(health.sources).toHaveLength(3);
    for (const source of health.sources) {
      expect(source).toEqual({ id: expect.any(String), link: 'up', asOf: expect.any(Number), problem: null });
    }
  });

  test('counts for Prometheus what an operator watches', async ({ request, followAs }) => {
    const follower = await followAs('supervisor', 'wall');
    await expect.poll(() => follower.deltas.length).toBeGreaterThan(0);
    const reply = await request.get('/metrics');
    expect(reply.headers()['content-type']).toMatch(/^text\/plain/);
    const text = await reply.text();
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    for (const source of ['milan', 'helsinki', 'lucca']) {
      expect(value(`callboard_polls_total{source="${source}",feed="live"}`)).toBeGreaterThan(0);
      expect(value(`callboard_feed_age_seconds{source="${source}",feed="live"}`)).toBeLessThan(30);
      expect(value(`callboard_source_up{source="${source}"}`)).toBe(1);
      expect(text).toContain(`callboard_poll_duration_seconds_count{source="${source}",feed="today"}`);
    }
    expect(value('callboard_viewers')).toBeGreaterThan(0);
    expect(value('callboard_delta_bytes_total')).toBeGreaterThan(0);
    expect(value('callboard_records{kind="queues"}')).toBe(18);
    expect(value('callboard_nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(text).toContain('# TYPE callboard_poll_failures_total counter');
  });

  test('[S1] tells nobody but its own pages to load anything', async ({ request }) => {
    const { 'content-security-policy': policy, 'x-content-type-options': sniff } = (
      await request.get('/sign-in')
    ).headers();
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(sniff).toBe('nosniff');
  });
});
