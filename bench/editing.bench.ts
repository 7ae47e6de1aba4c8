/** What editing adds to a vendor's own time: a save, a block of memberships, and the history of changes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { somebody } from '@/server/app-for-tests';
import { type App, createApp } from '@/server/create-app';
import type { SiteChoice } from '@/server/emulators/launch';
import { fakeConfig } from '@/server/fake-config';
import { createLog } from '@/server/log';
import { systemClock } from '@/server/ports';
import { parseSources } from '@/server/sources/sources-file';
import { openStore } from '@/server/store/open-store';
import { vendors } from '@/server/vendors';
import { fillChanges } from './editing/fill-changes';
import { root } from './kit/built-app';
import { startHelper } from './kit/helper-process';
import { median, percentile } from './kit/numbers';
import { printTable, tellAim } from './kit/report';
import type { VendorDeeds } from './kit/vendors';

const rounds = 40;
const blockSize = 200;
const blockRounds = 3;
const pollSeconds = 2;
const changes = 50_000;
const most = { saveMs: 50, blockMs: 10_000, listMs: 50 };

const sites: readonly SiteChoice[] = [{ site: 'milan' }, { site: 'helsinki', agents: 8 }];

const dataDir = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
const secretKeys = { current: Buffer.alloc(32, 3), old: [] };
const config = fakeConfig({ dataDir, secretKeys });
const log = createLog('silent');

const scope = { sources: [], queues: ['milan/300'], teams: [] };
const admin = { principal: somebody({ role: 'admin', name: 'Ada' }), address: null };
const narrow = { principal: somebody({ role: 'lead', name: 'Lea', scope }), address: null };

const store = await openStore({ ...config, clock: systemClock, log });
await fillChanges(store, changes);
await store.close();

const emulated = startHelper<VendorDeeds>(new URL('./kit/vendors.ts', import.meta.url), [JSON.stringify(sites)]);
const described = await emulated.tell.describe();
const entries = described.sources.map((source) => ({ ...source, pollEverySeconds: pollSeconds }));
const setups = parseSources(JSON.stringify({ sources: entries }), 'sources.json', { vendors, env: {}, tryDoor() {} });
const app = await createApp({ config, log, sources: setups, root });
await app.start();
await until(app, () => app.keeper.floor.memberships.size > 0 && app.keeper.floor.sources.size === entries.length);
await sleep(3 * 1000 * pollSeconds);

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

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** The yardstick: a queue of the emulated QueueMetrics read, written and read by hand. */
function openByHand() {
  const milan = described.sources.find(({ id }) => id === 'milan');
  const { baseUrl } = z.object({ baseUrl: z.string() }).parse(milan?.settings);
  const { user, password } = z.object({ user: z.string(), password: z.string() }).parse(milan?.secrets);
  const headers = {
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    'content-type': 'application/json',
  };
  const url = `${baseUrl}/queue/101/jsonEditorApi.do`;
  const read = async () => z.record(z.string(), z.unknown()).parse(await (await fetch(url, { headers })).json());
  return async (limit: number) => {
    const record = await read();
    const kept = Object.entries(record).filter(([key, value]) => !key.startsWith('_') && typeof value !== 'object');
    const body = JSON.stringify({ ...Object.fromEntries(kept), rsa_sla: String(limit) });
    const reply = await fetch(url, { method: 'POST', headers, body });
    await reply.text();
    const now = await read();
    if (String(now.rsa_sla) !== String(limit)) throw new Error(`The emulated QueueMetrics kept ${now.rsa_sla}`);
  };
}

async function measureSaves() {
  const at = { sourceId: 'milan', kind: 'queue', id: '101', parentId: null };
  const byHand = openByHand();
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = -5; round < rounds; round += 1) {
    const limit = 20 + (round % 2 === 0 ? 1 : 2);
    const { lock } = await app.runtime.editing.read(at, admin);
    const requestId = `save-${round}`;
    const own = await timed(() =>
      app.runtime.editing.update(at, { values: { rsa_sla: limit }, lock, requestId }, admin),
    );
    const alone = await timed(() => byHand(limit + 10));
    if (round < 0) continue;
    ours.push(own);
    theirs.push(alone);
  }
  return { ours, theirs };
}

/** Memberships of Sinch that can be turned, whoever they are of. */
function turnable(count: number) {
  const { memberships, agents } = app.keeper.floor;
  const own = [...memberships.values()].filter(
    ({ sourceId, canChange, agentId }) =>
      sourceId === 'helsinki' && canChange !== false && agents.get(agentId)?.canManage !== false,
  );
  return own.filter(({ serving }) => serving !== null).slice(0, count);
}

interface Block {
  readonly answeredMs: number;
  readonly confirmedMs: number;
}

let requests = 0;

/** Every membership is turned to what it is not. */
async function turn(count: number): Promise<Block> {
  const chosen = turnable(count);
  if (chosen.length < count) throw new Error(`There are ${chosen.length} memberships to turn, not ${count}`);
  const orders = chosen.map(({ agentId, queueId, serving }) => ({
    ...({ action: serving ? 'leave' : 'join', targetId: agentId, fields: { queue: queueId }, when: 'now' } as const),
  }));
  requests += 1;
  const started = performance.now();
  const told = await app.runtime.commands.send({ requestId: `turn-${requests}`, holdMs: 0, orders }, admin);
  const answeredMs = performance.now() - started;
  const refused = told.find(({ intent }) => intent === null);
  if (refused) throw new Error(`Refused: ${refused.refusal?.message}`);
  const ids = told.map(({ intent }) => intent?.id ?? '');
  const { intents } = app.keeper.floor;
  await until(app, () => ids.every((id) => intents.get(id)?.endedAt !== null));
  const wrong = ids.map((id) => intents.get(id)).find((intent) => intent?.status !== 'confirmed');
  if (wrong) throw new Error(`One came out as ${wrong.status}: ${wrong.reason}`);
  return { answeredMs, confirmedMs: performance.now() - started };
}

async function measureBlocks() {
  const [ones, blocks]: [Block[], Block[]] = [[], []];
  await turn(1);
  for (let round = 0; round < blockRounds; round += 1) {
    for (let one = 0; one < 3; one += 1) ones.push(await turn(1));
    // More than 600 in a minute are not taken of one person.
    if (round > 0) await sleep(25_000);
    blocks.push(await turn(blockSize));
  }
  return { ones, blocks };
}

async function measureLists() {
  const times = async (search: Parameters<typeof app.runtime.editing.history>[0], by: typeof admin) => {
    const found: number[] = [];
    let count = 0;
    for (let round = -3; round < rounds; round += 1) {
      const ms = await timed(async () => {
        count = (await app.runtime.editing.history(search, by.principal)).changes.length;
      });
      if (round >= 0) found.push(ms);
    }
    return { found, count };
  };
  return {
    admin: await times({}, admin),
    record: await times({ sourceId: 'milan', kind: 'queue', recordId: '17' }, admin),
    narrow: await times({}, narrow),
  };
}

const lists = await measureLists();
const { ours, theirs } = await measureSaves();
const { ones, blocks } = await measureBlocks();
await app.stop();
await emulated.stop();

const row = (what: string, times: readonly number[]) => ({
  what,
  'p50 ms': percentile(times, 0.5).toFixed(1),
  'p99 ms': percentile(times, 0.99).toFixed(1),
});
printTable(`A queue of the emulated QueueMetrics saved, ${rounds} rounds`, [
  row('through the desk: looked at, written down, sent, looked at, written down', ours),
  row('by hand: read, written, read', theirs),
]);
const more = median(ours) - median(theirs);
tellAim(
  `a save takes at most ${most.saveMs} ms more than the vendor does`,
  `${more.toFixed(1)} ms`,
  more <= most.saveMs,
);

const of = (list: readonly Block[], name: keyof Block) => median(list.map((one) => one[name])).toFixed(0);
printTable(`Memberships of the emulated Sinch turned, polled every ${pollSeconds} s, medians`, [
  { what: 'one', 'answered, ms': of(ones, 'answeredMs'), 'confirmed, ms': of(ones, 'confirmedMs') },
  {
    what: `${blockSize} at once`,
    'answered, ms': of(blocks, 'answeredMs'),
    'confirmed, ms': of(blocks, 'confirmedMs'),
  },
]);
const slowest = Math.max(...blocks.map(({ confirmedMs }) => confirmedMs));
tellAim(`${blockSize} confirmed within ${most.blockMs} ms`, `${slowest.toFixed(0)} ms`, slowest <= most.blockMs);

const listed = (what: string, { found, count }: { found: readonly number[]; count: number }) => ({
  ...row(what, found),
  listed: count,
});
printTable(`The newest of ${changes} changes`, [
  listed('an admin’s page', lists.admin),
  listed('of one record', lists.record),
  listed('somebody who may edit one queue of 300', lists.narrow),
]);
const longest = Math.max(median(lists.admin.found), median(lists.narrow.found), median(lists.record.found));
tellAim(`a page within ${most.listMs} ms`, `${longest.toFixed(1)} ms`, longest <= most.listMs);
