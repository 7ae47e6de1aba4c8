import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { benchNow, benchRecords, nextRecords, seededRandom } from '@/bench/floor-fixture';
import { median } from '@/bench/kit/numbers';
import { type FloorRecords, tableOf } from '@/lib/floor/floor';
import { sliceKinds } from '@/lib/floor/kinds';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import type { SliceTables } from '@/server/floor/slice-tables';
import { openHistory } from '@/server/history/open-history';
import { systemClock } from '@/server/ports';
import { openStore } from '@/server/store/open-store';

const commits = 60;
const everyMs = 100;
const share = 0.02;

export interface WriteCost {
  /** Median of a commit, ms. */
  readonly commitMs: number;
  /** Processor time of the main thread, per commit, ms. */
  readonly busyMs: number;
  /** The same of all threads. */
  readonly cpuMs: number;
}

interface Polls {
  readonly first: SliceTables;
  readonly next: readonly SliceTables[];
}

/** One source's tables, as each poll makes them; made beforehand. */
export function makePolls(): Polls {
  const random = seededRandom(3);
  const tables = (records: FloorRecords) =>
    Object.fromEntries(
      sliceKinds.map((kind) => [kind, tableOf<'queues'>(records[kind] as never)]),
    ) as unknown as SliceTables;
  let records = ofOneSource(benchRecords());
  const first = tables(records);
  const next: SliceTables[] = [];
  for (let count = 1; count <= commits; count += 1) {
    records = sharing(records, nextRecords(records, share, random, benchNow + count * 2000));
    next.push(tables(records));
  }
  return { first, next };
}

function ofOneSource(records: FloorRecords): FloorRecords {
  return Object.fromEntries(
    Object.entries(records).map(([kind, list]) => [
      kind,
      (list as readonly { id: string }[]).filter(({ id }) => id.startsWith('site-1/')),
    ]),
  ) as unknown as FloorRecords;
}

/** Unchanged records keep their reference, as a reading desk sees to. */
function sharing(before: FloorRecords, after: FloorRecords): FloorRecords {
  return Object.fromEntries(
    Object.entries(after).map(([kind, list]) => {
      const held = new Map(
        (before[kind as 'queues'] as readonly { id: string }[]).map((record) => [record.id, record]),
      );
      const kept = (list as unknown as readonly { id: string }[]).map((record) => {
        const old = held.get(record.id);
        return old && JSON.stringify(old) === JSON.stringify(record) ? old : record;
      });
      return [kind, kept];
    }),
  ) as unknown as FloorRecords;
}

/** Processor time of this thread, of which a busy machine takes nothing away; Linux only. */
function mainThreadMs(): number {
  const [nanoseconds = '0'] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}

/** Commits one source of the bench floor ten times a second, with its history kept in `dataDir`, or without (null). */
export async function measureCommits({ first, next }: Polls, dataDir: string | null): Promise<WriteCost> {
  const { log } = createFakeLog();
  const keeper = createFloorKeeper({ clock: systemClock, log, epoch: `bench-${dataDir}` });
  const parts = { dataDir: dataDir ?? '', databaseUrl: null, clock: systemClock, log };
  const store = dataDir === null ? null : await openStore(parts);
  const settings = { keepDeltasDays: 7, keepMinutesDays: 30, keepHoursDays: 400, keyframeEveryMs: 3_600_000 };
  const trends = () => ({ at: 0, stepMs: 60_000, queues: {} });
  const history = store && (await openHistory({ store, feed: keeper, clock: systemClock, log, settings, trends }));
  keeper.commit('site-1', { tables: first });
  await sleep(3000);
  const times: number[] = [];
  const before = mainThreadMs();
  const cpu = process.cpuUsage();
  for (const tables of next) {
    keeper.noteFeed('site-1', 'live', { asOf: systemClock.now(), everyMs });
    const started = performance.now();
    keeper.commit('site-1', { tables });
    times.push(performance.now() - started);
    await sleep(everyMs);
  }
  await sleep(2000);
  const active = mainThreadMs() - before;
  const used = process.cpuUsage(cpu);
  await history?.stop();
  await store?.close();
  return { commitMs: median(times), busyMs: active / commits, cpuMs: (used.user + used.system) / 1000 / commits };
}
