export type SortValue = string | number | null;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** Compares two sort values; null (not known) comes last whichever way the column is sorted. */
export function compareKnownFirst(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return descending ? compareValues(b, a) : compareValues(a, b);
}

/**
 * Orders rows by `sortBy`, ties by id. `previous` is the last order: rows that were there keep their places as the
 * starting point, so that a live table is sorted from nearly sorted input, which costs next to nothing.
 */
export function orderRows<Row extends { readonly id: string }>(
  rows: readonly Row[],
  sortBy: (row: Row) => SortValue,
  descending: boolean,
  previous: readonly Row[] = [],
): Row[] {
  const values = new Map<string, SortValue>();
  const byId = new Map<string, Row>();
  for (const row of rows) {
    values.set(row.id, sortBy(row));
    byId.set(row.id, row);
  }
  const start: Row[] = [];
  for (const old of previous) {
    const row = byId.get(old.id);
    if (row && byId.delete(old.id)) start.push(row);
  }
  for (const row of byId.values()) start.push(row);
  return start.sort(
    (a, b) =>
      compareKnownFirst(values.get(a.id) ?? null, values.get(b.id) ?? null, descending) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}
