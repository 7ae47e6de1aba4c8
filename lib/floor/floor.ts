import { type FloorKind, floorKinds } from './kinds';
import type { RecordOf } from './records';

/** The live picture: one table per kind, by id. Tables change in place, records never do. */
export type Floor = { readonly [K in FloorKind]: Map<string, RecordOf[K]> };

/** Arrays of records per kind, as it crosses the wire. */
export type FloorRecords = { readonly [K in FloorKind]: readonly RecordOf[K][] };

export function emptyFloor(): Floor {
  return Object.fromEntries(floorKinds.map((kind) => [kind, new Map()])) as unknown as Floor;
}
