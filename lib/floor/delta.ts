import type { FloorKind } from './kinds';
import type { RecordOf } from './records';

/** What changed (rule D1): whole new records, changed fields by id, ids that are gone. Empty parts are absent. */
export interface Delta {
  readonly put?: { readonly [K in FloorKind]?: readonly RecordOf[K][] };
  /** `null` is a value, an absent field is unchanged. */
  readonly patch?: { readonly [K in FloorKind]?: Readonly<Record<string, Partial<RecordOf[K]>>> };
  readonly drop?: { readonly [K in FloorKind]?: readonly string[] };
}
