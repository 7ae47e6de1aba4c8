/** What keeping history costs, and how long a month of it takes to read and to draw. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyFloor } from '@/lib/floor/floor';
import type { Principal } from '@/lib/principal';
import { historyApi } from '@/lib/protocol/api/history-api';
import { createFakeLog } from '@/server/fake-log';
import { createHistoryDesk } from '@/server/history/query/history-desk';
import { systemClock } from '@/server/ports';
import { openStore } from '@/server/store/open-store';
import { fillMonths } from './history/fill-months';
import { makePolls, measureCommits } from './history/write-cost';
import { ensureBuilt, startBuiltApp } from './kit/built-app';
import { openChromium, signedIn } from './kit/chromium';
import { median, percentile } from './kit/numbers';
import { printTable, tellAim } from './kit/report';

const rounds = 9;
const monthDays = 30;
const withinMs = 300;
const dayMs = 86_400_000;

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
  folders.push(folder);
  return folder;
}
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

// Once for the engine to warm up.
const polls = makePolls();
await measureCommits(polls, newFolder());
const bare = await measureCommits(polls, null);
const kept = await measureCommits(polls, newFolder());
const cost = (what: string, { commitMs, busyMs, cpuMs }: typeof bare) => ({
  what,
  'commit, median ms': commitMs.toFixed(3),
  'main thread, CPU ms per commit': busyMs.toFixed(2),
  'all threads, CPU ms per commit': cpuMs.toFixed(2),
});
printTable('One source of five of the bench floor, 2 % changed, ten commits a second', [
  cost('without history', bare),
  cost('with history', kept),
]);
const more = kept.commitMs - bare.commitMs;
tellAim('history adds at most 5 % to a commit', `${more.toFixed(3)} ms`, more <= 0.05 * bare.commitMs + 0.01);
const behind = kept.busyMs - bare.busyMs;
tellAim(
  'what it does afterwards costs the main thread no more than the commit itself',
  `${behind.toFixed(2)} of ${bare.commitMs.toFixed(2)} ms`,
  behind <= bare.commitMs,
);

const dataDir = newFolder();
const { lastDay } = await fillMonths(dataDir, { queues: 100, days: 2 * monthDays + rounds + 7 });
const dateBack = (days: number) => new Date(Date.parse(lastDay) - days * dayMs).toISOString().slice(0, 10);
/** A month that ends so many days before the last. */
const month = (back: number) => ({ from: dateBack(back + monthDays - 1), to: dateBack(back) });

async function queryTimes(step: 'hour' | 'day'): Promise<number[]> {
  const store = await openStore({ dataDir, databaseUrl: null, clock: systemClock, log: createFakeLog().log });
  const keep = { keepDeltasDays: 7, keepMinutesDays: 30, keepHoursDays: 400 };
  const desk = createHistoryDesk({ store, floor: emptyFloor(), clock: systemClock, keep });
  const admin: Principal = {
    ...{ kind: 'user', accountId: 'bench', name: 'Bench', role: 'admin', version: 1, scope: 'all', grants: null },
    agentIds: [],
    mustChangePassword: false,
  };
  const { query } = historyApi['GET /api/history'];
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await desk.figures(admin, query.parse({ ...month(round), step, compare: '1' }));
    times.push(performance.now() - started);
  }
  await store.close();
  return times;
}

/** One month shown, ms: all of it, of that what passed until the page had its answer, and the main thread's own time. */
interface Shown {
  readonly all: number;
  readonly answered: number;
  readonly busy: number;
}

/** In the page: from another month in the address to its lines on the screen. */
async function showMonth({ from, to, step }: { from: string; to: string; step: string }): Promise<Omit<Shown, 'busy'>> {
  const words = () => [...document.querySelectorAll('[role=status]')].map((one) => one.textContent).join();
  const before = words();
  performance.clearResourceTimings();
  const started = performance.now();
  window.history.replaceState(null, '', `?from=${from}&to=${to}&step=${step}`);
  const isShown = () => words() !== before && document.querySelectorAll('.recharts-line-curve').length >= 5;
  await new Promise<void>((resolve) => {
    const look = () => (isShown() ? resolve() : requestAnimationFrame(look));
    look();
  });
  // After the frame that paints it.
  await new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    }),
  );
  const all = performance.now() - started;
  const asked = performance.getEntriesByType('resource').find(({ name }) => name.includes('/api/history'));
  return { all, answered: asked ? (asked as PerformanceResourceTiming).responseEnd - started : Number.NaN };
}

async function drawTimes(step: 'hour' | 'day'): Promise<Shown[]> {
  const app = await startBuiltApp([], dataDir);
  const browser = await openChromium();
  const context = await signedIn(browser, app.url, { width: 1920, height: 1080 });
  const page = await context.newPage();
  const first = month(rounds);
  await page.goto(`${app.url}/history?from=${first.from}&to=${first.to}&step=${step}`);
  await page.locator('.recharts-line-curve').nth(4).waitFor({ state: 'attached' });
  const cdp = await context.newCDPSession(page);
  // The processor time of the main thread: what other processes take does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busySoFar = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const times: Shown[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = await busySoFar();
    const shown = await page.evaluate(showMonth, { ...month(round), step });
    times.push({ ...shown, busy: (await busySoFar()) - before });
  }
  await browser.close();
  await app.stop();
  return times;
}

ensureBuilt();
const timesOf = (times: readonly Shown[], of: (shown: Shown) => number) => times.map(of);
const row = (what: string, times: readonly number[]) => ({
  what,
  'median ms': median(times).toFixed(0),
  'p95 ms': percentile(times, 0.95).toFixed(0),
});
const drawnByDay = await drawTimes('day');
const drawnByHour = await drawTimes('hour');
const drawnRows = (how: string, times: readonly Shown[]) => [
  row(
    `answered to the page by the ${how}`,
    timesOf(times, ({ answered }) => answered),
  ),
  row(
    `drawn by the ${how}, after the answer`,
    timesOf(times, ({ all, answered }) => all - answered),
  ),
  row(
    `queried and drawn by the ${how}`,
    timesOf(times, ({ all }) => all),
  ),
  row(
    `– of that the page’s main thread, CPU`,
    timesOf(times, ({ busy }) => busy),
  ),
];
printTable(`A month of 100 queues beside the month a week before, ${rounds} rounds`, [
  row('queried by the day', await queryTimes('day')),
  ...drawnRows('day', drawnByDay),
  row('queried by the hour', await queryTimes('hour')),
  ...drawnRows('hour', drawnByHour),
]);
for (const [how, times] of [
  ['day, as the page shows a month,', drawnByDay],
  ['hour', drawnByHour],
] as const) {
  const all = median(timesOf(times, (shown) => shown.all));
  tellAim(
    `a month of 100 queues by the ${how} queried and drawn within ${withinMs} ms`,
    `${all.toFixed(0)} ms`,
    all <= withinMs,
  );
}
