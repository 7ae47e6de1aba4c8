import { randomUUID } from 'node:crypto';
import { benchNow, benchRecords, type FloorSize, nextRecords, seededRandom } from '@/bench/floor-fixture';
import type { FloorRecords } from '@/lib/floor/floor';
import { sliceKinds } from '@/lib/floor/kinds';
import type { DeltaMessage, PulseMessage } from '@/lib/protocol/messages';
import { createFloorKeeper, type FloorKeeper } from '@/server/floor/floor-keeper';
import type { SliceTables } from '@/server/floor/slice-tables';
import { type Log, systemClock } from '@/server/ports';
import { createViewFilter } from '@/server/push/view-filter';
import { viewFor } from '@/server/push/views';

/** A site of ordinary size; what changes between two polls of one of its sources makes about 2 KB. */
const siteSize: FloorSize = { sources: 3, queues: 24, agents: 150, memberships: 600, contacts: 90 };
const share = 0.12;

/** One poll of one source: the tables it would hand to the keeper. */
export interface Poll {
  readonly sourceId: string;
  readonly tables: SliceTables;
}

const tablesOf = (records: FloorRecords, sourceId: string): SliceTables =>
  Object.fromEntries(
    sliceKinds.map((kind) => [
      kind,
      new Map(records[kind].filter((record) => record.sourceId === sourceId).map((record) => [record.id, record])),
    ]),
  );

/** A first poll of every source, then `count` polls in turn; equal counts give equal polls. */
export function planPolls(count: number): { first: Poll[]; polls: Poll[] } {
  const random = seededRandom(7);
  let records = benchRecords(siteSize, random);
  const ids = records.sources.map(({ id }) => id);
  const first = ids.map((sourceId) => ({ sourceId, tables: tablesOf(records, sourceId) }));
  const polls = Array.from({ length: count }, (_, i): Poll => {
    const sourceId = ids[i % ids.length] ?? '';
    const next = nextRecords(records, share, random, benchNow + 1000 * i);
    // The others are not asked in this turn.
    const kept = sliceKinds.map((kind) => [
      kind,
      [
        ...records[kind].filter((record) => record.sourceId !== sourceId),
        ...next[kind].filter((record) => record.sourceId === sourceId),
      ],
    ]);
    records = { ...records, ...Object.fromEntries(kept) };
    return { sourceId, tables: tablesOf(records, sourceId) };
  });
  return { first, polls };
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

export function openKeeper(first: readonly Poll[]): FloorKeeper {
  const keeper = createFloorKeeper({ clock: systemClock, log: silent, epoch: randomUUID() });
  for (const { sourceId, tables } of first) {
    keeper.commit(sourceId, { tables });
    for (const feed of ['live', 'today', 'names'] as const)
      keeper.noteFeed(sourceId, feed, { asOf: systemClock.now(), everyMs: 2000 });
  }
  return keeper;
}

/** What Callboard says to a wall about these polls, for others to say the same. */
export function prebuild(count: number): { deltas: DeltaMessage[]; pulse: PulseMessage } {
  const { first, polls } = planPolls(count);
  const keeper = openKeeper(first);
  const filter = createViewFilter(viewFor({ role: 'admin' }, 'wall'), keeper.floor);
  const deltas: DeltaMessage[] = [];
  keeper.subscribe(({ delta, ...step }) => {
    const seen = filter.step(delta);
    if (seen) deltas.push({ ...step, at: systemClock.now(), delta: seen });
  });
  for (const { sourceId, tables } of polls) keeper.commit(sourceId, { tables });
  return { deltas, pulse: keeper.pulse() };
}
