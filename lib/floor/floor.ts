import { type FloorKind, floorKinds } from './kinds';
import type { RecordOf } from './records';
import { sameRecord } from './same-record';

export type Table<K extends FloorKind> = Map<string, RecordOf[K]>;

/** The live picture: one table per kind, by id. Tables change in place, records never do. */
export type Floor = { readonly [K in FloorKind]: Table<K> };

/** Arrays of records per kind, as it crosses the wire. */
export type FloorRecords = { readonly [K in FloorKind]: readonly RecordOf[K][] };

/** One value per kind, with the compiler keeping kind and value together. */
function perKind<T extends { readonly [K in FloorKind]: unknown }>(make: <K extends FloorKind>(kind: K) => T[K]): T {
  return Object.fromEntries(floorKinds.map((kind) => [kind, make(kind)])) as T;
}

export function emptyFloor(): Floor {
  return perKind<Floor>(<K extends FloorKind>() => new Map() as Floor[K]);
}

/** Of two records with one id the later wins. */
export function tableOf<K extends FloorKind>(records: Iterable<RecordOf[K]>): Table<K> {
  const table: Table<K> = new Map();
  for (const record of records) table.set(record.id, record);
  return table;
}

export function floorFromRecords(records: FloorRecords): Floor {
  return perKind<Floor>(<K extends FloorKind>(kind: K) => tableOf<K>(records[kind]) as Floor[K]);
}

export function recordsOf(floor: Floor): FloorRecords {
  return perKind<FloorRecords>(
    <K extends FloorKind>(kind: K) => [...floor[kind].values()] as unknown as FloorRecords[K],
  );
}

/** New tables over the same records: what happens to one floor is not seen in the other. */
export function cloneFloor(floor: Floor): Floor {
  return perKind<Floor>(<K extends FloorKind>(kind: K) => new Map<string, RecordOf[K]>(floor[kind]) as Floor[K]);
}

/** Same ids with the same values in every table; the order of rows does not count. */
export function sameFloor(a: Floor, b: Floor): boolean {
  return floorKinds.every((kind) => sameTable<FloorKind>(a[kind], b[kind]));
}

function sameTable<K extends FloorKind>(a: ReadonlyMap<string, RecordOf[K]>, b: ReadonlyMap<string, RecordOf[K]>) {
  if (a.size !== b.size) return false;
  for (const [id, record] of a) {
    const other = b.get(id);
    if (other === undefined || !sameRecord(record, other)) return false;
  }
  return true;
}
