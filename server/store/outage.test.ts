import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import type { Principal } from '@/lib/principal';
import { type App, createApp } from '@/server/create-app';
import { fakeConfig } from '@/server/fake-config';
import { createFakeLog } from '@/server/fake-log';
import { type Clock, systemClock } from '@/server/ports';
import { isWithoutPostgres } from './each-engine';
import { startTestPostgres, type TestPostgres } from './postgres/postgres-for-tests';

/** On which waiting takes a hundredth of the time. */
const quickClock: Clock = { now: systemClock.now, after: (ms, run) => systemClock.after(ms / 100, run) };

const lead: Principal = {
  kind: 'user',
  accountId: 'x',
  name: 'x',
  role: 'lead',
  version: 1,
  scope: 'all',
  agentIds: [],
  grants: null,
  mustChangePassword: false,
};

describe.skipIf(isWithoutPostgres)('a database that goes away under the running app', () => {
  let postgres: TestPostgres;
  let dataDir: string;
  let app: App;
  beforeAll(async () => {
    postgres = await startTestPostgres();
    dataDir = mkdtempSync(join(tmpdir(), 'callboard-outage-'));
  }, 60_000);
  afterEach(() => app.stop());
  afterAll(async () => {
    await postgres.remove();
    rmSync(dataDir, { recursive: true });
  });

  test('takes nothing with it that does not need it, is told, and is used again when it is back', async () => {
    const config = fakeConfig({ dataDir, databaseUrl: postgres.urlOf('postgres') });
    const { log, lines } = createFakeLog();
    const root = join(import.meta.dirname, '../..');
    app = await createApp({ config, log, sources: [], root, clock: quickClock });
    await app.start();
    const store = () => app.runtime.health().store;
    expect(store()).toMatchObject({ ok: true, problem: null });

    await postgres.kill();
    await vi.waitFor(() => expect(store()).toMatchObject({ ok: false, problem: expect.stringMatching(/not answer/) }));
    app.keeper.commit('milan', { source: makeRecord('sources', { id: 'milan' }) });
    expect(app.runtime.floorFor(lead, 'console').sources).toHaveLength(1);
    expect(await app.runtime.metrics()).toContain('callboard_store_up 0');

    await postgres.start();
    await vi.waitFor(() => expect(store()).toMatchObject({ ok: true }), { timeout: 10_000 });
    const [opened, ...told] = lines.filter(({ fields }) => fields.part === 'store').map(({ level }) => level);
    expect(opened).toBe('info');
    // A backend that outlives the postmaster for a moment may still answer: then it is away, and back, twice.
    expect(told).toEqual(told.map((_, index) => (index % 2 === 0 ? 'error' : 'info')));
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.at(-1)).toBe('info');
  }, 60_000);
});
