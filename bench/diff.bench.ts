/** diff + encode of one commit on the bench floor, against its yardsticks: `node --import tsx bench/diff.bench.ts`. */
// Not its main file: tsx takes the TypeScript source beside that, which the package ships in part only.
import duplex from 'fast-json-patch/commonjs/duplex.js';
import microdiffModule from 'microdiff';
import { diffFloors } from '@/lib/floor/delta';
import { type Floor, type FloorRecords, floorFromRecords, recordsOf } from '@/lib/floor/floor';
import { floorKinds } from '@/lib/floor/kinds';
import { benchNow, benchRecords, nextRecords, seededRandom } from './floor-fixture';

// Its CommonJS build hides behind a second default.
const microdiff = (microdiffModule as unknown as { default?: typeof microdiffModule }).default ?? microdiffModule;

const share = 0.02;
const rounds = 15;

interface Case {
  readonly name: string;
  readonly run: () => string;
}

/** Trees keyed by id, made beforehand: the other differs get their best case. */
function treeOf(records: FloorRecords): Record<string, unknown> {
  return Object.fromEntries(
    floorKinds.map((kind) => [kind, Object.fromEntries(records[kind].map((record) => [record.id, record]))]),
  );
}

/** A keeper diffs each source against its own past. */
function ofSource(records: FloorRecords, sourceId: string): Floor {
  return floorFromRecords(
    Object.fromEntries(
      floorKinds.map((kind) => [kind, records[kind].filter((record) => record.id.startsWith(`${sourceId}/`))]),
    ) as unknown as FloorRecords,
  );
}

/** The worst order a poll could answer in. */
function inReverse(records: FloorRecords): FloorRecords {
  return Object.fromEntries(floorKinds.map((kind) => [kind, records[kind].toReversed()])) as unknown as FloorRecords;
}

/** Unchanged records keep their reference, as when the driver hands back what it had. */
function sharingUnchanged(before: FloorRecords, after: FloorRecords): FloorRecords {
  return Object.fromEntries(
    floorKinds.map((kind) => {
      const held = new Map<string, object>(before[kind].map((record) => [record.id, record]));
      return [kind, after[kind].map((record) => same(held.get(record.id), record) ?? record)];
    }),
  ) as unknown as FloorRecords;
}

function same(held: object | undefined, record: object): object | null {
  return held && JSON.stringify(held) === JSON.stringify(record) ? held : null;
}

function measure({ name, run }: Case): { name: string; ms: number; cpuMs: number; bytes: number } {
  for (let i = 0; i < 3; i += 1) run();
  const times: number[] = [];
  let bytes = 0;
  const cpu = process.cpuUsage();
  for (let i = 0; i < rounds; i += 1) {
    const start = performance.now();
    const encoded = run();
    times.push(performance.now() - start);
    bytes = Buffer.byteLength(encoded);
  }
  const used = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return { name, ms: times[rounds >> 1] ?? 0, cpuMs: (used.user + used.system) / 1000 / rounds, bytes };
}

function bench(title: string, before: FloorRecords): void {
  const after = nextRecords(before, share, seededRandom(2), benchNow + 2000);
  const [held, next]: Floor[] = [floorFromRecords(before), floorFromRecords(after)];
  const [heldOne, nextOne] = [ofSource(before, 'site-1'), ofSource(after, 'site-1')];
  const turned = floorFromRecords(inReverse(after));
  const shared = floorFromRecords(sharingUnchanged(before, after));
  const [tree, nextTree] = [treeOf(before), treeOf(after)];
  if (!held || !next) return;
  const cases: Case[] = [
    { name: 'JSON.stringify of the whole floor', run: () => JSON.stringify(recordsOf(next)) },
    { name: 'diff + encode, all records new objects', run: () => JSON.stringify(diffFloors(held, next)) },
    { name: 'diff + encode, new objects in reverse order', run: () => JSON.stringify(diffFloors(held, turned)) },
    { name: 'diff + encode, one source of five polled', run: () => JSON.stringify(diffFloors(heldOne, nextOne)) },
    { name: 'diff + encode, unchanged records shared', run: () => JSON.stringify(diffFloors(held, shared)) },
    { name: 'microdiff + encode', run: () => JSON.stringify(microdiff(tree, nextTree, { cyclesFix: false })) },
    { name: 'fast-json-patch + encode', run: () => JSON.stringify(duplex.compare(tree, nextTree)) },
  ];
  const results = cases.map(measure);
  const [whole] = results;
  if (!whole) return;
  console.log(
    `\n${title}: ${floorKinds.map((kind) => `${before[kind].length} ${kind}`).join(', ')}; ${share * 100} % changed`,
  );
  console.table(
    results.map(({ name, ms, cpuMs, bytes }) => ({
      what: name,
      'median ms': ms.toFixed(1),
      'CPU ms': cpuMs.toFixed(1),
      'CPU, × stringify': (cpuMs / whole.cpuMs).toFixed(2),
      KB: (bytes / 1000).toFixed(0),
      '% of snapshot': ((100 * bytes) / whole.bytes).toFixed(1),
    })),
  );
}

const floor = benchRecords();
bench('With memberships', floor);
bench('Without memberships', { ...floor, memberships: [] });
