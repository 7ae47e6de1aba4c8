import { benchNow, benchRecords, benchSize, type FloorSize, nextRecords, seededRandom } from '@/bench/floor-fixture';
import { benchConfig } from '@/bench/kit/bench-config';
import { root } from '@/bench/kit/built-app';
import { serveDeeds } from '@/bench/kit/helper-process';
import type { FloorRecords } from '@/lib/floor/floor';
import { sliceKinds } from '@/lib/floor/kinds';
import type { MembershipRecord } from '@/lib/floor/records';
import { createApp } from '@/server/create-app';
import type { SliceTables } from '@/server/floor/slice-tables';
import { createLog } from '@/server/log';
import { openPages } from '@/server/pages';
import { systemClock } from '@/server/ports';
import { setRuntime } from '@/server/runtime';

/** Another size than the bench floor's, as JSON. */
const size = process.argv[2] ? (JSON.parse(process.argv[2]) as FloorSize) : benchSize;

/** The bench floor behind the built pages: no vendor, the bench itself says when something changes. */
Object.assign(process.env, { AUTH_TRUST_HOST: '1' });
const app = await createApp({
  config: benchConfig,
  log: createLog('silent'),
  sources: [],
  root,
  openPages: (http) => openPages(http, root, false),
});
setRuntime(app.runtime);

const random = seededRandom(3);
let records = fromNow(benchRecords(size));
let bytes = 0;
app.keeper.subscribe(({ delta }) => {
  bytes = Buffer.byteLength(JSON.stringify(delta));
});

/** The fixture's instants, seen from the present. */
function fromNow(made: FloorRecords): FloorRecords {
  const shift = systemClock.now() - benchNow;
  const text = JSON.stringify(made, (key, value: unknown) =>
    typeof value === 'number' && value > 1e12 && key !== 'id' ? value + shift : value,
  );
  return JSON.parse(text) as FloorRecords;
}

/** One commit for all sites together, so that one delta carries all that changed. */
function commit(): void {
  const tables = Object.fromEntries(
    sliceKinds.map((kind) => [kind, new Map<string, object>(records[kind].map((record) => [record.id, record]))]),
  ) as SliceTables;
  app.keeper.commit('site-0', { tables });
}

function noteFeeds(): void {
  for (const { id } of records.sources)
    for (const feed of ['live', 'today', 'names'] as const)
      app.keeper.noteFeed(id, feed, { asOf: systemClock.now(), everyMs: 2000 });
}

const deeds = {
  async start() {
    for (const source of records.sources) app.keeper.commit(source.id, { source: { ...source, link: 'up' } });
    commit();
    noteFeeds();
    setInterval(noteFeeds, 1000);
    return app.start();
  },
  /** Works out what the next poll will bring, so that the processor is free when it is sent. */
  prepare(share: number) {
    records = nextRecords(records, share, random, systemClock.now());
  },
  /** The sources become one of each of these vendors, in turn. */
  mixVendors(vendors: readonly string[]) {
    const sources = records.sources.map((source, index) => ({
      ...source,
      vendor: vendors[index % vendors.length] ?? '',
    }));
    records = { ...records, sources };
  },
  /** What the next poll brings is that so many others of the memberships changed. */
  prepareMemberships(count: number) {
    const from = Math.floor(random() * (records.memberships.length - count));
    const turned = (record: MembershipRecord, index: number) =>
      index >= from && index < from + count ? { ...record, serving: !record.serving } : record;
    records = { ...records, memberships: records.memberships.map(turned) };
  },
  /** Sends it; tells the bytes of the delta. */
  send() {
    commit();
    return bytes;
  },
};
export type BrowserAppDeeds = typeof deeds;

serveDeeds(deeds);
