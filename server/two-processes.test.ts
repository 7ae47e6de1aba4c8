import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type App, createApp } from './create-app';
import { createFakeClock } from './fake-clock';
import { fakeConfig } from './fake-config';
import { createFakeLog } from './fake-log';
import type { SourceDesk } from './sources/source-desk';
import { dropDatabase, freshDatabase, isWithoutPostgres } from './store/each-engine';

// The first to need a PostgreSQL waits for it to start.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const root = join(import.meta.dirname, '..');
const ada = { principal: { kind: 'user', accountId: 'ada', name: 'Ada' }, address: null } as const;
const milan = {
  ...{ id: 'milan', name: 'Milan', vendor: 'queuemetrics' },
  // Nobody answers there: it is enough that it would be asked.
  settings: { baseUrl: 'http://127.0.0.1:9/queuemetrics', timeZone: 'Europe/Rome' },
  secrets: { user: 'robot', password: 'between us' },
};

const folder = mkdtempSync(join(tmpdir(), 'callboard-two-'));
const clocks = [createFakeClock(), createFakeClock()] as const;
let address = '';
let apps: App[] = [];

beforeAll(async () => {
  if (isWithoutPostgres) return;
  address = await freshDatabase();
  const secretKeys = { current: Buffer.alloc(32, 1), old: [] };
  for (const [index, clock] of clocks.entries()) {
    const config = fakeConfig({ dataDir: join(folder, String(index)), databaseUrl: address, secretKeys });
    const app = await createApp({ config, log: createFakeLog().log, sources: [], root, clock });
    apps.push(app);
    await app.start();
  }
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  apps = [];
  if (address) await dropDatabase(address);
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(isWithoutPostgres)('what one does to a source, the other takes up at its next look', async () => {
  const [one, other] = apps.map(({ runtime }) => runtime.sourceDesk) as [SourceDesk, SourceDesk];
  async function seenByOther() {
    await clocks[1].advance(5000);
    return other.list().map(({ id, name, link }) => [id, name, link]);
  }
  const untilSeen = (wanted: unknown) => vi.waitFor(async () => expect(await seenByOther()).toEqual(wanted), 10_000);
  await one.add(milan, ada);
  await untilSeen([['milan', 'Milan', 'retrying']]);
  const { settings } = milan;
  await one.change('milan', { name: 'Milano', settings, secrets: {}, pollEverySeconds: null, version: 1 }, ada);
  await untilSeen([['milan', 'Milano', 'retrying']]);
  await one.setPaused('milan', true, ada);
  await untilSeen([['milan', 'Milano', 'paused']]);
  await one.remove('milan', 3, ada);
  await untilSeen([]);
});
