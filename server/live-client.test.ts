import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { openAppForTests, type Person } from './app-for-tests';
import { sample } from './push/sample-records';

const script = join(import.meta.dirname, '../docs/live-client.mjs');
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Runs the client of the docs as a program and hands out what it says, line by line. */
async function run(person: Person, purpose: string) {
  const app = await openAppForTests();
  closing.push(app.close);
  const child = spawn(process.execPath, [script, `${app.url}/`, app.tokenFor(person), purpose], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  closing.push(() => child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const commit = (waiting: number) => {
    const queues = new Map([['milan/1', sample('queues', 'milan/1', { waiting })]]);
    app.app.keeper.commit('milan', { source: sample('sources', 'milan'), tables: { queues } });
  };
  return { app, commit, next: async () => String((await lines.next()).value) };
}

test('the client of the docs follows the floor by an API token', { timeout: 30_000 }, async () => {
  const { app, commit, next } = await run({ role: 'viewer', name: 'robot', kind: 'token' }, 'wall');
  expect(await next()).toBe('snapshot 0 0 queues, 0 agents');
  commit(3);
  expect(await next()).toBe('delta 1 3 waiting');
  commit(5);
  expect(await next()).toBe('delta 2 5 waiting');
  app.app.keeper.remove('milan');
  expect(await next()).toBe('delta 3 0 waiting');
});

test('it says why it is refused', { timeout: 30_000 }, async () => {
  const grants = ['see-floor'];
  const { next } = await run({ role: 'viewer', name: 'robot', kind: 'token', grants }, 'console');
  expect(await next()).toBe('refused not-allowed');
});

test('it is as short as the docs say', () => {
  expect(
    readFileSync(script, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '').length,
  ).toBeLessThanOrEqual(36);
});
