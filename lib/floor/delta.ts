import type { Floor } from './floor';
import { type FloorKind, floorKinds } from './kinds';
import type { RecordOf } from './records';

/** What changed (rule D1): whole new records, changed fields by id, ids that are gone. Empty parts are absent. */
export interface Delta {
  readonly put?: { readonly [K in FloorKind]?: readonly RecordOf[K][] };
  /** `null` is a value, an absent field is unchanged. */
  readonly patch?: { readonly [K in FloorKind]?: Readonly<Record<string, Partial<RecordOf[K]>>> };
  readonly drop?: { readonly [K in FloorKind]?: readonly string[] };
}

type Tables = { readonly [K in FloorKind]?: ReadonlyMap<string, RecordOf[K]> };

/** A delta while it is being built. */
interface Draft {
  readonly put: Record<string, object[]>;
  readonly patch: Record<string, Record<string, object>>;
  readonly drop: Record<string, string[]>;
}

/** The fields of `after` that differ from `before`; null when none do (rule D3). */
export function diffRecord<T extends object>(before: T, after: T): Partial<T> | null {
  if (before === after) return null;
  let patch: Partial<T> | null = null;
  for (const key in after) {
    if (before[key] === after[key]) continue;
    patch ??= {};
    patch[key] = after[key];
  }
  return patch;
}

/** What turns `before` into `after`; null when nothing does (rule D2). A kind that `after` lacks is not spoken of (rule P1). */
export function diffFloors(before: Tables, after: Tables): Delta | null {
  const draft: Draft = { put: {}, patch: {}, drop: {} };
  for (const kind of floorKinds) {
    const next = after[kind];
    if (next) addTable(draft, kind, before[kind] ?? new Map(), next);
  }
  const parts = Object.entries(draft).filter(([, part]) => Object.keys(part).length > 0);
  return parts.length > 0 ? (Object.fromEntries(parts) as Delta) : null;
}

/** `diffFloors` for one table. */
export function diffTables<K extends FloorKind>(
  kind: K,
  before: ReadonlyMap<string, RecordOf[K]>,
  after: ReadonlyMap<string, RecordOf[K]>,
): Delta | null {
  return diffFloors({ [kind]: before } as Tables, { [kind]: after } as Tables);
}

interface Row {
  readonly id: string;
}

function addTable(
  draft: Draft,
  kind: FloorKind,
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
): void {
  const put: Row[] = [];
  const patch: Record<string, object> = {};
  let patched = false;
  let kept = 0;
  // Polls answer in the same order nearly always: walking along saves a look-up per row, half the time of a diff.
  const walk = before.values();
  let here = walk.next().value;
  for (const [id, record] of after) {
    const isHere = here !== undefined && here.id === id;
    const old = isHere ? here : before.get(id);
    if (old === undefined) {
      put.push(record);
      continue;
    }
    kept += 1;
    here = walk.next().value;
    if (!isHere && here === old) here = walk.next().value;
    if (old === record) continue;
    const changed = diffRecord(old, record);
    if (changed === null) continue;
    patch[id] = changed;
    patched = true;
  }
  if (put.length > 0) draft.put[kind] = put;
  if (patched) draft.patch[kind] = patch;
  if (kept < before.size) draft.drop[kind] = [...before.keys()].filter((id) => !after.has(id));
}

/**
 * Applies a delta in place. False, with nothing changed, when it patches a record that is not there (rule D4): half
 * a record cannot be made whole, so whoever holds the floor needs a snapshot.
 */
export function applyDelta(floor: Floor, delta: Delta): boolean {
  const kinds = kindsOf(delta);
  if (!kinds.every((kind) => fits(floor[kind], delta.patch?.[kind]))) return false;
  for (const kind of kinds) {
    applyToTable(floor[kind] as Map<string, object>, delta.put?.[kind], delta.patch?.[kind], delta.drop?.[kind]);
  }
  return true;
}

/** The kinds a delta speaks of. */
export function kindsOf(delta: Delta): readonly FloorKind[] {
  return floorKinds.filter((kind) => delta.put?.[kind] || delta.patch?.[kind] || delta.drop?.[kind]);
}

function fits(table: ReadonlyMap<string, object>, patch: Readonly<Record<string, object>> | undefined): boolean {
  return patch === undefined || Object.keys(patch).every((id) => table.has(id));
}

function applyToTable(
  table: Map<string, object>,
  put: readonly { id: string }[] = [],
  patch: Readonly<Record<string, object>> = {},
  drop: readonly string[] = [],
): void {
  for (const id of drop) table.delete(id);
  for (const id in patch) table.set(id, patched(table.get(id), patch[id]));
  for (const record of put) table.set(record.id, record);
}

/** A copy with the patch's fields; a second spread in the same literal would take the engine's slow way, field by field. */
function patched(record: object | undefined, fields: object | undefined): object {
  return Object.assign({ ...record }, fields);
}
