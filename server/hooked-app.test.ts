import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetch } from 'undici';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { somebody } from './app-for-tests';
import { type App, createApp } from './create-app';
import { fakeConfig } from './fake-config';
import { createFakeLog, type LogLine } from './fake-log';
import ringme from './vendors/ringme';
import { clientId, clientSecret, good, type SiteData, serveSite } from './vendors/ringme/fixtures/site';
import { type HttpSite, serveHttp } from './vendors/serve-http';

let dataDir: string;
let data: SiteData;
let site: HttpSite;
let app: App;
let address: string;
let lines: LogLine[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'callboard-hooks-'));
  data = { ...good(), calls: [] };
  site = await serveHttp(serveSite(data).serve);
  await begin();
});
afterEach(async () => {
  await app.stop();
  await site.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function begin(publicUrl = 'https://callboard.example') {
  const fake = createFakeLog();
  lines = fake.lines;
  const setup = { settings: ringme.settings.parse({ baseUrl: site.url }), secrets: { clientId, clientSecret } };
  app = await createApp({
    config: fakeConfig({ dataDir, publicUrl }),
    log: fake.log,
    sources: [{ id: 'nsk', name: 'Novosibirsk', vendor: ringme, ...setup }],
    root: join(import.meta.dirname, '..'),
  });
  address = `http://127.0.0.1:${await app.start()}`;
}

const agent = (key: string) => app.keeper.floor.agents.get(`nsk/${encodeURIComponent(key)}`);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const registered = () => Object.values(data.events).flat();
const hookPath = () => new URL(registered()[0]?.url ?? '').pathname;
const call = (query: string, path = hookPath()) => fetch(`${address}${path}?${query}`);

test('[P3][S1][T2] RingMe is given an address, calls it, is believed, and still is after a restart', async () => {
  await eventually(() => expect(registered()).toHaveLength(6));
  expect(agent('local:136')).toMatchObject({ readiness: 'unknown', state: 'unknown' });
  const documented = 'agent_status=available&agent_type=local&event_source=api&agent_id=136';
  expect((await call(`${documented}&extension_name=000*094@ringme.ru`)).status).toBe(200);
  await eventually(() => expect(agent('local:136')?.state).toBe('ready'));
  const { stateSince } = agent('local:136') ?? {};
  expect((await call(documented.replace('available', 'asleep'))).status).toBe(400);
  expect((await call(documented, `${hookPath().slice(0, -1)}_`)).status).toBe(404);
  const metrics = await app.runtime.metrics();
  for (const [source, outcome] of [
    ['nsk', 'taken'],
    ['nsk', 'refused'],
    ['', 'unknown'],
  ])
    expect(metrics).toContain(`callboard_hook_calls_total{source="${source}",outcome="${outcome}"} 1`);
  const [, secret = ''] = hookPath().split('/hooks/');
  expect(secret.length).toBeGreaterThan(40);
  expect(JSON.stringify([lines, app.runtime.sourceDesk.list(), metrics])).not.toContain(secret);

  await app.stop();
  expect(registered()).toHaveLength(6);
  await begin();
  await eventually(() => expect(app.keeper.floor.sources.get('nsk')?.link).toBe('up'));
  expect(agent('local:136')).toMatchObject({ readiness: 'ready', state: 'ready', stateSince });
  expect(agent('local:137')?.state).toBe('unknown');
  const { length } = site.requests.filter(({ path, method }) => path.includes('/event/') && method !== 'GET');
  expect(length).toBe(6);
});

test('[S1] the address of a source is seen by nobody who edits whom RingMe calls, and can be tried', async () => {
  await app.stop();
  await begin('http://127.0.0.1:1');
  await eventually(() =>
    expect(registered().map(({ url }) => new URL(url).origin)).toEqual(Array(6).fill('http://127.0.0.1:1')),
  );
  const { editing } = app.runtime;
  const asker = { principal: somebody({ role: 'admin' }), address: null };
  const place = { sourceId: 'nsk', kind: 'agent-events', parentId: 'local:136' };
  const lines = await editing.list(place, { q: null, parentId: place.parentId }, asker);
  expect(lines.map(({ note }) => note)).toEqual(Array(2).fill('POST Callboard’s own'));
  const event = { ...place, id: lines[0]?.id ?? '' };
  const read = await editing.read(event, asker);
  expect(read.can).toEqual([]);
  const tried: unknown = await editing
    .act(event, { action: 'test', values: {}, requestId: 'r1' }, asker)
    .catch((error: unknown) => error);
  expect(tried).toMatchObject({ message: expect.stringContaining('check CALLBOARD_URL') });
  expect(JSON.stringify([lines, read, String(tried)])).not.toContain('/hooks/');
});
