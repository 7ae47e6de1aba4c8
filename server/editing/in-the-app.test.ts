import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createApp } from '@/server/create-app';
import { fakeConfig } from '@/server/fake-config';
import { createFakeLog } from '@/server/fake-log';
import { createFakeCentre, type FakeCentre, setupOf } from './fake-editor';
import { ada, queueAt } from './open-desk';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function start(dataDir: string, centre: FakeCentre) {
  const config = fakeConfig({ dataDir, secretKeys: { current: Buffer.alloc(32, 3), old: [] } });
  const root = join(import.meta.dirname, '../..');
  const app = await createApp({ config, log: createFakeLog().log, sources: [setupOf(centre)], root });
  await app.start();
  return app;
}

test('in the whole app a change outlives a restart, and is taken back after it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-editing-'));
  undo.push(() => rmSync(dataDir, { recursive: true }));
  const centre = createFakeCentre();
  const first = await start(dataDir, centre);
  const { editing } = first.runtime;
  const { lock } = await editing.read(queueAt('sales'), ada);
  const { change } = await editing.update(queueAt('sales'), { values: { limit: 12 }, lock, requestId: 'r' }, ada);
  await first.stop();

  const second = await start(dataDir, centre);
  undo.push(() => second.stop());
  expect((await second.runtime.editing.history({}, ada.principal)).changes).toEqual([change]);
  await second.runtime.editing.undo(change.id, ada);
  expect(centre.records.queue?.sales?.limit).toBe(10);
  expect(second.runtime.health().store.ok).toBe(true);
});
