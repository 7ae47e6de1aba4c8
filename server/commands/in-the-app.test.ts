import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type App, createApp } from '@/server/create-app';
import { fakeConfig } from '@/server/fake-config';
import { createFakeLog } from '@/server/fake-log';
import { createFakeCentre, setupOf } from './fake-centre';
import { bea } from './open-desk';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function start(dataDir: string) {
  const centre = createFakeCentre();
  const config = fakeConfig({ dataDir });
  const root = join(import.meta.dirname, '../..');
  const app = await createApp({ config, log: createFakeLog().log, sources: [setupOf(centre)], root });
  const stop = once(() => app.stop());
  undo.push(stop);
  await app.start();
  await until(app, () => app.keeper.floor.agents.size > 0);
  return { app, centre, stop };
}

const once = (run: () => Promise<void>) => {
  let ended: Promise<void> | null = null;
  return () => {
    ended ??= run();
    return ended;
  };
};

/** Resolves when the floor shows it. */
function until({ keeper }: App, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = keeper.subscribe(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-commands-'));
  undo.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

const order = { action: 'pause', targetId: 'milan/anna', fields: {}, when: 'now' } as const;
const ask = (app: App, requestId: string) => app.runtime.commands.send({ requestId, holdMs: 0, orders: [order] }, bea);

test('[I1, I2] in the whole app: stored, sent, confirmed by the floor, and found in the audit', async () => {
  const { app } = await start(newFolder());
  const [told] = await ask(app, 'one');
  const id = told?.intent?.id ?? '';
  await until(app, () => app.keeper.floor.intents.get(id)?.status === 'confirmed');
  const { entries } = await app.runtime.audit.list({ action: 'intent' }, undefined, 10);
  expect(entries).toMatchObject([
    { action: 'intent.pause', target: 'milan/anna', outcome: 'done', actor: { name: 'Bea' } },
  ]);
});

test('[I1, T2] after a restart what was pending is there as unconfirmed, and nothing of it is live', async () => {
  const folder = newFolder();
  const first = await start(folder);
  first.centre.take = async () => {};
  const [told] = await ask(first.app, 'one');
  const id = told?.intent?.id ?? '';
  await until(first.app, () => first.app.keeper.floor.intents.get(id)?.status === 'accepted');
  await first.stop();
  const { app, centre } = await start(folder);
  await until(app, () => app.keeper.floor.intents.size > 0);
  expect([...app.keeper.floor.intents.values()]).toMatchObject([
    { id, status: 'unconfirmed', reason: 'Callboard was restarted before it was confirmed' },
  ]);
  expect((await ask(app, 'one'))[0]?.intent).toMatchObject({ id, status: 'unconfirmed' });
  expect(centre.sent).toEqual([]);
});
