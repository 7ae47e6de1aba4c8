/** From a change at the vendor to its pixels on the wall, in Chromium. */
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from './floor-fixture';
import { ensureBuilt, startBuiltApp } from './kit/built-app';
import { openChromium, signedIn } from './kit/chromium';
import { demoCookie } from './kit/demo-session';
import { startHelper } from './kit/helper-process';
import { median, percentile } from './kit/numbers';
import { printTable, tellAim } from './kit/report';
import type { Change, VendorDeeds } from './kit/vendors';

const pollMs = 2000;
const rounds = 3;
const changingForMs = 15_000;
/** On average between two changes; chance spreads them over the polls. */
const everyMs = 120;
const allowanceMs = 150;

/** In the page: notes whose title was painted when (epoch ms). */
function watchTitles(): void {
  const painted: [name: string, at: number][] = [];
  const noted: string[] = [];
  const afterPaint = new MessageChannel();
  afterPaint.port1.onmessage = () => {
    const now = Date.now();
    for (const name of noted.splice(0)) painted.push([name, now]);
  };
  // "Rossi, Chiara", "Chiara Rossi (151)" and "Chiara Rossi" are one.
  const nameIn = (title: string) =>
    title
      .replace(/( \(.*\))?: .*/, '')
      .split(/,? /)
      .sort()
      .join(' ');
  const note = (title: string | null) => {
    if (!title) return;
    if (noted.length === 0) requestAnimationFrame(() => afterPaint.port2.postMessage(null));
    noted.push(nameIn(title));
  };
  const cells = (node: Node) =>
    node instanceof Element
      ? [...(node.matches('li[title]') ? [node] : []), ...node.querySelectorAll('li[title]')]
      : [];
  new MutationObserver((mutations) => {
    for (const { type, target, addedNodes } of mutations) {
      if (type === 'attributes') note((target as Element).getAttribute('title'));
      for (const node of addedNodes) for (const cell of cells(node)) note(cell.getAttribute('title'));
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['title'] });
  const unknown = [...document.querySelectorAll('li[title$=": Unknown"]')];
  Object.assign(window, { painted, unknown: unknown.map((cell) => nameIn(cell.getAttribute('title') ?? '')) });
}

interface Notes {
  readonly painted: readonly [name: string, at: number][];
  /** Agents whose state this vendor may not tell: their changes cannot be seen. */
  readonly unknown: readonly string[];
}

ensureBuilt();
const vendors = startHelper<VendorDeeds>(new URL('./kit/vendors.ts', import.meta.url));
const { sources } = await vendors.tell.describe();
const app = await startBuiltApp(sources.map((source) => ({ ...source, pollEverySeconds: pollMs / 1000 })));
const browser = await openChromium();
const context = await signedIn(browser, app.url, { width: 1920, height: 1080 });
const page = await context.newPage();
await page.goto(`${app.url}/wall`);
await page.locator('li[title]').first().waitFor();
await sleep(3 * pollMs);
await page.evaluate(watchTitles);
const notes = () =>
  page.evaluate(() => {
    const { painted, unknown } = window as unknown as Notes;
    return { painted, unknown };
  });
await vendors.tell.leaveAlone((await notes()).unknown);

/** How long the last poll of each source's live feed took, ms. */
async function pollDurations(): Promise<number[]> {
  const { name, value } = await demoCookie();
  const reply = await fetch(`${app.url}/api/sources`, { headers: { cookie: `${name}=${value}` } });
  const { sources: list } = (await reply.json()) as {
    sources: { feeds: { name: string; lastDurationMs: number | null }[] }[];
  };
  return list.flatMap(({ feeds }) =>
    feeds.flatMap((feed) => (feed.name === 'live' ? (feed.lastDurationMs ?? []) : [])),
  );
}

const random = seededRandom(11);
const durations: number[] = [];

async function changeSome(): Promise<Change[]> {
  const changes: Change[] = [];
  const end = performance.now() + changingForMs;
  for (let tries = 0; performance.now() < end; tries += 1) {
    await sleep(2 * everyMs * random());
    const source = sources[tries % sources.length];
    const change = source && (await vendors.tell.change(source.id, random()));
    if (change) changes.push(change);
    if (tries % 8 === 0) durations.push(...(await pollDurations()));
  }
  await sleep(2.5 * pollMs);
  return changes;
}

/** From each change to the first painting of its agent after it. */
async function latencies(changes: readonly Change[]): Promise<number[]> {
  const { painted } = await notes();
  return changes.flatMap(({ name, at }) => {
    const first = painted.find(([whose, time]) => whose === name && time >= at);
    return first ? [first[1] - at] : [];
  });
}

const found: { p50: number; p99: number; worst: number }[] = [];
let [asked, seen] = [0, 0];
for (let round = 0; round < rounds; round += 1) {
  const changes = await changeSome();
  const times = await latencies(changes);
  asked += changes.length;
  seen += times.length;
  found.push({ p50: percentile(times, 0.5), p99: percentile(times, 0.99), worst: Math.max(...times) });
}
await browser.close();
await app.stop();
await vendors.stop();

const of = (name: 'p50' | 'p99' | 'worst') => median(found.map((one) => one[name]));
const answerMs = median(durations);
const row = (what: string, ms: number) => ({ what, ms: ms.toFixed(0), '× poll interval': (ms / pollMs).toFixed(2) });
printTable(`Change at the vendor → painted, ${seen} of ${asked} changes seen, medians of ${rounds} rounds`, [
  row('p50', of('p50')),
  row('p99', of('p99')),
  row('worst', of('worst')),
  row('poll interval', pollMs),
  row('one poll of a source, median', answerMs),
  row('one poll of a source, p99', percentile(durations, 0.99)),
]);
const most = pollMs + answerMs + allowanceMs;
tellAim(
  `p99 ≤ poll interval + median poll + ${allowanceMs} ms = ${most.toFixed(0)} ms`,
  `${of('p99').toFixed(0)} ms`,
  of('p99') <= most,
);
