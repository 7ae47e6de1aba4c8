/** Requests that reach the vendors per minute while one viewer watches, and while 200 do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { demoCookie } from './kit/demo-session';
import { startHelper } from './kit/helper-process';
import { median } from './kit/numbers';
import { printTable, tellAim } from './kit/report';
import type { VendorDeeds } from './kit/vendors';
import type { ViewerDeeds } from './kit/viewers';
import type { AppDeeds } from './upstream/app';

const rounds = 3;
/** Callboard’s clock runs this many times as fast, so that minutes fit. */
const times = 6;
const minutes = 1;
/** Ends before the polls that the next minute begins with. */
const spanMs = (minutes * 60_000 - 1500) / times;
const audiences = [1, 200] as const;

const vendors = startHelper<VendorDeeds>(new URL('./kit/vendors.ts', import.meta.url));
const app = startHelper<AppDeeds>(new URL('./upstream/app.ts', import.meta.url));
const viewers = startHelper<ViewerDeeds>(new URL('./kit/viewers.ts', import.meta.url));

const { sources, controlUrl } = await vendors.tell.describe();

async function requests(): Promise<Map<string, number>> {
  const state = (await (await fetch(controlUrl)).json()) as { sources: { id: string; requests: { total: number } }[] };
  return new Map(state.sources.map(({ id, requests: { total } }) => [id, total]));
}

// Whole numbers of polls of every feed fit into the span.
const entries = sources.map((source) => ({
  ...source,
  pollEverySeconds: 2,
  settings: { ...source.settings, todayEverySeconds: 30, namesEverySeconds: 60 },
}));
const port = await app.tell.start(entries, times);
const { name, value } = await demoCookie();
const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
const target = { url, cookie: `${name}=${value}`, handshake: true, watch: true };

/** Requests per minute of each source while `count` watch. */
async function measure(count: number): Promise<Map<string, number>> {
  await viewers.tell.connect(target, count);
  await app.tell.askAll();
  // What was under way before is asked again: let both be over.
  await sleep(1000);
  const before = await requests();
  await app.tell.askAll();
  await sleep(spanMs);
  const after = await requests();
  await viewers.tell.close();
  return new Map([...after].map(([id, total]) => [id, (total - (before.get(id) ?? 0)) / minutes]));
}

const found = new Map(audiences.map((count) => [count, [] as Map<string, number>[]]));
await sleep(1500);
for (let round = 0; round < rounds; round += 1) {
  for (const count of audiences) found.get(count)?.push(await measure(count));
}
const failures = await app.tell.failures();
await Promise.all([viewers.stop(), app.stop(), vendors.stop()]);

const perMinute = (id: string, count: (typeof audiences)[number]) =>
  median((found.get(count) ?? []).map((one) => one.get(id) ?? Number.NaN));
const rows = sources.map(({ id, vendor }) => ({ id, vendor, one: perMinute(id, 1), many: perMinute(id, 200) }));
const sum = (of: 'one' | 'many') => rows.reduce((total, row) => total + row[of], 0);
const total = { id: 'all', vendor: '', one: sum('one'), many: sum('many') };
printTable(
  `Upstream requests per minute, medians of ${rounds} rounds`,
  [...rows, total].map(({ id, vendor, one, many }) => ({
    source: id,
    vendor,
    '1 viewer': one.toFixed(1),
    '200 viewers': many.toFixed(1),
    'difference %': ((100 * (many - one)) / one).toFixed(1),
  })),
);
if (failures.length > 0) console.log(`\nPolls that failed meanwhile: ${failures.join(', ')}`);
const apart = Math.abs(total.many / total.one - 1);
tellAim(
  'equal, within the one poll more or less that a span may catch',
  `${(100 * apart).toFixed(1)} % apart`,
  apart < 0.02,
);
