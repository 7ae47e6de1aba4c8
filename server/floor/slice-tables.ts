import { type SliceKind, sliceKinds } from '@/lib/floor/kinds';
import { type RecordOf, recordSchemas } from '@/lib/floor/records';
import { steadyInstants } from '@/lib/floor/steady';
import type { Slices } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';

/** One source's records by kind and id; a kind that is absent is not spoken of (rule P1). */
export type SliceTables = { readonly [K in SliceKind]?: ReadonlyMap<string, RecordOf[K]> };

interface BuildContext {
  readonly sourceId: string;
  /** What this source shows now; unchanged records keep their reference, instants keep still (rule R2). */
  readonly before: SliceTables;
  /** Told once per kind that held an id twice; the last record of an id wins. */
  readonly onDuplicates: (kind: SliceKind, ids: readonly string[]) => void;
  /** Checks every new record against its schema and freezes it: for development and tests, as it costs. */
  readonly isStrict: boolean;
}

/** Turns a driver's slices into tables; throws `bad-response` when a record is not this source's, or breaks its schema. */
export function buildTables(slices: Slices, context: BuildContext): SliceTables {
  const tables: Partial<Record<SliceKind, ReadonlyMap<string, object>>> = {};
  for (const kind of sliceKinds) if (slices[kind]) tables[kind] = buildTable(kind, slices[kind], context);
  return tables as SliceTables;
}

function buildTable<K extends SliceKind>(
  kind: K,
  records: readonly RecordOf[K][],
  context: BuildContext,
): ReadonlyMap<string, RecordOf[K]> {
  const before = context.before[kind] as ReadonlyMap<string, RecordOf[K]> | undefined;
  const prefix = `${context.sourceId}/`;
  const table = new Map<string, RecordOf[K]>();
  const twice: string[] = [];
  for (const record of records) {
    if (record.sourceId !== context.sourceId || !record.id.startsWith(prefix))
      throw new VendorError('bad-response', `A record of ${kind} does not belong to this source`, { path: kind });
    if (table.has(record.id)) twice.push(record.id);
    const old = before?.get(record.id);
    const next = steadyInstants(kind, old, record);
    if (context.isStrict && next !== old) checkRecord(kind, next);
    table.set(record.id, next);
  }
  if (twice.length > 0) context.onDuplicates(kind, twice);
  return table;
}

function checkRecord<K extends SliceKind>(kind: K, record: RecordOf[K]): void {
  const parsed = recordSchemas[kind].safeParse(record);
  const issue = parsed.error?.issues[0];
  if (issue) {
    const path = `${kind}.${issue.path.map(String).join('.')}`;
    throw new VendorError('bad-response', `A record breaks the schema at ${path}: ${issue.code}`, { path });
  }
  Object.freeze(record);
}
