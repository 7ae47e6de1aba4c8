/** What a delta of the bench floor costs the browser's main thread, and how much JavaScript the wall loads. */
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from '@playwright/test';
import type { BrowserAppDeeds } from './browser/app';
import { ensureBuilt } from './kit/built-app';
import { openChromium, signedIn } from './kit/chromium';
import { startHelper } from './kit/helper-process';
import { medianOf, minus, type Spent, spend, watchMainThread } from './kit/main-thread';
import { percentile } from './kit/numbers';
import { printTable, type Row, tellAim } from './kit/report';

const share = 0.02;
const deltas = 12;
/** The clocks on a page turn once a second: every span holds one turn. */
const spanMs = 1000;
const most = { deltaMs: 8, wallKb: 180 };

ensureBuilt();
const app = startHelper<BrowserAppDeeds>(new URL('./browser/app.ts', import.meta.url));
const url = `http://127.0.0.1:${await app.tell.start()}`;
const browser = await openChromium();

/** Keeps the page's sockets at hand, to cut one. */
function holdSockets(): void {
  const held: WebSocket[] = [];
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      held.push(this);
    }
  };
  const cutSockets = () => {
    for (const socket of held.splice(0)) socket.close();
  };
  Object.assign(window, { cutSockets });
}

async function openPage(path: string): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await signedIn(browser, url, { width: 1920, height: 1080 });
  await context.addInitScript(holdSockets);
  const page = await context.newPage();
  await page.goto(url + path);
  return { page, cdp: await watchMainThread(page) };
}

function row(what: string, spent: Spent, p95: number | null): Row {
  return {
    what,
    'ms, median': spent.all.toFixed(1),
    'ms, p95': p95?.toFixed(1) ?? '',
    script: spent.script.toFixed(1),
    style: spent.style.toFixed(1),
    layout: spent.layout.toFixed(1),
  };
}

/** Deltas against spans without one, both on the same page. */
async function measurePage(path: string, readySelector: string) {
  const { page, cdp } = await openPage(path);
  await page.locator(readySelector).first().waitFor();
  await sleep(3000);
  const [idle, busy]: [Spent[], Spent[]] = [[], []];
  let bytes = 0;
  // The first ones run before the browser has compiled what they need.
  for (let i = -3; i < deltas; i += 1) {
    await app.tell.prepare(share);
    if (i >= 0) idle.push(await spend(cdp, spanMs, () => {}));
    const span = await spend(cdp, spanMs, async () => {
      bytes = await app.tell.send();
    });
    if (i >= 0) busy.push(span);
  }
  const still = medianOf(idle);
  const costs = busy.map((span) => minus(span, still));
  const snapshotSpans = 4;
  const snapshot: Spent[] = [];
  for (let i = 0; i < 3; i += 1) {
    const span = await spend(cdp, snapshotSpans * spanMs, () =>
      page.evaluate(() => (window as unknown as { cutSockets(): void }).cutSockets()),
    );
    const idleMeanwhile = Array.from({ length: snapshotSpans }, () => still);
    snapshot.push(idleMeanwhile.reduce(minus, span));
  }
  await page.context().close();
  return {
    still,
    delta: medianOf(costs),
    p95: percentile(
      costs.map(({ all }) => all),
      0.95,
    ),
    bytes,
    snapshot: medianOf(snapshot),
  };
}

/** Bytes of all scripts a first visit to the page loads, each compressed by us. */
async function scriptsOf(path: string, from: Browser): Promise<{ files: number; plain: number; gzip: number }> {
  const context = await signedIn(from, url, { width: 1920, height: 1080 });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(url + path, { waitUntil: 'load' });
  await sleep(3000);
  const scripts = await Promise.all(bodies);
  await context.close();
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0) / 1000;
  return {
    files: scripts.length,
    plain: sum(scripts.map((script) => script.length)),
    gzip: sum(scripts.map((script) => gzipSync(script).length)),
  };
}

const agents = await measurePage('/agents', '[role=row][id]');
const wall = await measurePage('/wall', 'main');
const scripts = [];
for (const path of ['/wall', '/agents']) scripts.push({ path, ...(await scriptsOf(path, browser)) });
await browser.close();
await app.stop();

printTable(
  `Main-thread time in Chromium with the bench floor held, ${deltas} deltas of ${(agents.bytes / 1000).toFixed(0)} KB, ${100 * share} % changed`,
  [
    row('agents table: a delta', agents.delta, agents.p95),
    row('agents table: a second without one', agents.still, null),
    row('agents table: a snapshot after reconnecting', agents.snapshot, null),
    row('wall: a delta', wall.delta, wall.p95),
    row('wall: a second without one', wall.still, null),
    row('wall: a snapshot after reconnecting', wall.snapshot, null),
  ],
);
tellAim(
  `< ${most.deltaMs} ms per delta, agents table visible`,
  `${agents.delta.all.toFixed(1)} ms`,
  agents.delta.all < most.deltaMs,
);
printTable(
  'JavaScript loaded by a first visit',
  scripts.map(({ path, files, plain, gzip }) => ({
    page: path,
    files,
    KB: plain.toFixed(0),
    'KB gzip': gzip.toFixed(1),
  })),
);
const wallKb = scripts[0]?.gzip ?? Number.NaN;
tellAim(`≤ ${most.wallKb} KB gzip on the wall`, `${wallKb.toFixed(1)} KB`, wallKb <= most.wallKb);
