import type { Column } from './column';

/**
 * The columns that can be read side by side in `roomRem`; null room takes them all. Whichever the table is sorted by
 * stays: an order nobody can see explains nothing.
 */
export function fitColumns<Row>(
  columns: readonly Column<Row>[],
  roomRem: number | null,
  sortKey: string,
): readonly Column<Row>[] {
  if (roomRem === null) return columns;
  let needed = columns.reduce((sum, column) => sum + column.minRem, 0);
  const left = new Set<Column<Row>>();
  const candidates = columns.filter((column) => column.yields !== undefined && column.key !== sortKey);
  for (const column of candidates.sort((a, b) => (b.yields ?? 0) - (a.yields ?? 0))) {
    if (needed <= roomRem) break;
    needed -= column.minRem;
    left.add(column);
  }
  return left.size === 0 ? columns : columns.filter((column) => !left.has(column));
}
