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
/** Callboard’s clock runs this many times as fast, so that a minute fits into a round. */
const times = 3;
/** A minute that ends before the polls of the next one begin. */
const spanMs = (60_000 - 1000) / times;
const audiences = [1, 200] as const;
type Audience = (typeof audiences)[number];

/** One Callboard with its own vendors and its own viewers. */
async function openSide(count: Audience) {
  const vendors = startHelper<VendorDeeds>(new URL('./kit/vendors.ts', import.meta.url));
  const app = startHelper<AppDeeds>(new URL('./upstream/app.ts', import.meta.url));
  const viewers = startHelper<ViewerDeeds>(new URL('./kit/viewers.ts', import.meta.url));
  const { sources, controlUrl } = await vendors.tell.describe();
  // A whole number of polls of every feed fits into a minute.
  const entries = sources.map((source) => ({
    ...source,
    pollEverySeconds: 2,
    settings: { ...source.settings, todayEverySeconds: 30, namesEverySeconds: 60 },
  }));
  const port = await app.tell.start(entries, times);
  const { name, value } = await demoCookie();
  const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
  await viewers.tell.connect({ url, cookie: `${name}=${value}`, handshake: true, watch: true }, count);
  return { count, sources, controlUrl, app, found: [] as Map<string, number>[], helpers: [viewers, app, vendors] };
}
type Side = Awaited<ReturnType<typeof openSide>>;

async function requests({ controlUrl }: Side): Promise<Map<string, number>> {
  const state = (await (await fetch(controlUrl)).json()) as { sources: { id: string; requests: { total: number } }[] };
  return new Map(state.sources.map(({ id, requests: { total } }) => [id, total]));
}

/** One minute: what reached each source. */
async function measure(side: Side): Promise<void> {
  await side.app.tell.idle();
  const before = await requests(side);
  await side.app.tell.askAll();
  await sleep(spanMs);
  const after = await requests(side);
  side.found.push(new Map([...after].map(([id, total]) => [id, total - (before.get(id) ?? 0)])));
}

// Both at the same time, so that a busy moment of the machine is shared.
const sides = await Promise.all(audiences.map(openSide));
for (let round = 0; round < rounds; round += 1) await Promise.all(sides.map(measure));
const failures = (await Promise.all(sides.map(({ app }) => app.tell.failures()))).flat();
await Promise.all(sides.flatMap((side) => side.helpers.map((helper) => helper.stop())));
const sources = sides[0]?.sources ?? [];

const perMinute = (id: string, count: Audience) =>
  median((sides.find((side) => side.count === count)?.found ?? []).map((one) => one.get(id) ?? Number.NaN));
const rows = sources.map(({ id, vendor }) => ({ id, vendor, one: perMinute(id, 1), many: perMinute(id, 200) }));
const sum = (of: 'one' | 'many') => rows.reduce((total, row) => total + row[of], 0);
const total = { id: 'all', vendor: '', one: sum('one'), many: sum('many') };
printTable(
  `Upstream requests per minute, medians of ${rounds} rounds`,
  [...rows, total].map(({ id, vendor, one, many }) => ({
    source: id,
    vendor,
    '1 viewer': one,
    '200 viewers': many,
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
