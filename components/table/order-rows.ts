export type SortValue = string | number | null;

interface Identified {
  readonly id: string;
}

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
 * Keeps rows in order as they change, ties by id. Rows are immutable records: one that is the same object sorts as
 * before and is not looked at again, so a change of a few among thousands costs a walk and a few binary searches.
 */
export class RowOrder<Row extends Identified> {
  private sorted: readonly Row[] = [];
  private readonly held = new Map<string, Row>();
  private readonly values = new Map<string, SortValue>();

  constructor(
    private readonly sortBy: (row: Row) => SortValue,
    private readonly descending: boolean,
  ) {}

  /** The rows in order; the same array while nothing is different. */
  update(rows: readonly Row[]): readonly Row[] {
    const changed = new Map<string, Row>();
    let additions = 0;
    for (const row of rows) {
      const old = this.held.get(row.id);
      if (old === row) continue;
      changed.set(row.id, row);
      if (old === undefined) additions += 1;
    }
    const hasLosses = this.held.size + additions > rows.length;
    if (changed.size === 0 && !hasLosses) return this.sorted;
    if (hasLosses) this.forgetAllBut(rows);
    const { kept, loose } = this.sift(changed);
    this.sorted = this.merge(kept, loose.sort(this.compare));
    return this.sorted;
  }

  private forgetAllBut(rows: readonly Row[]): void {
    const present = new Set(rows.map((row) => row.id));
    for (const id of this.held.keys()) {
      if (present.has(id)) continue;
      this.held.delete(id);
      this.values.delete(id);
    }
    this.sorted = this.sorted.filter((row) => present.has(row.id));
  }

  /** Those that stay in place, in order, and those to be put in. */
  private sift(changed: Map<string, Row>): { kept: readonly Row[]; loose: Row[] } {
    const loose: Row[] = [];
    const moved = new Set<string>();
    for (const [id, row] of changed) {
      this.held.set(id, row);
      if (this.sortsAsBefore(row)) continue;
      loose.push(row);
      moved.add(id);
    }
    const kept: Row[] = [];
    for (const old of this.sorted) {
      if (!moved.has(old.id)) kept.push(changed.get(old.id) ?? old);
    }
    return { kept, loose };
  }

  /** Takes the row's value; true when it is the one held already. */
  private sortsAsBefore(row: Row): boolean {
    const value = this.sortBy(row);
    if (this.values.get(row.id) === value && this.values.has(row.id)) return true;
    this.values.set(row.id, value);
    return false;
  }

  private readonly compare = (a: Row, b: Row): number =>
    compareKnownFirst(this.values.get(a.id) ?? null, this.values.get(b.id) ?? null, this.descending) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

  private merge(kept: readonly Row[], loose: readonly Row[]): readonly Row[] {
    if (kept.length === 0) return loose;
    const merged: Row[] = [];
    let from = 0;
    for (const row of loose) {
      const to = this.placeOf(row, kept, from);
      while (from < to) merged.push(kept[from++] as Row);
      merged.push(row);
    }
    while (from < kept.length) merged.push(kept[from++] as Row);
    return merged;
  }

  /** Index of the first kept row that stands after `row`. */
  private placeOf(row: Row, kept: readonly Row[], from: number): number {
    let [low, high] = [from, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(kept[middle] as Row, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
