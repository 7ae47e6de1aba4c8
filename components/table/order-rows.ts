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
  private values = new Map<string, SortValue>();

  constructor(
    private readonly sortBy: (row: Row) => SortValue,
    private readonly descending: boolean,
  ) {}

  /** The rows in order; the same array while nothing is different. */
  update(rows: readonly Row[]): readonly Row[] {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const kept: Row[] = [];
    const loose: Row[] = [];
    let isSame = byId.size === this.sorted.length;
    for (const old of this.sorted) {
      const row = byId.get(old.id);
      isSame &&= row === old;
      if (row === undefined) this.values.delete(old.id);
      else if (row === old || this.sortsAsBefore(row)) kept.push(row);
      else loose.push(row);
      byId.delete(old.id);
    }
    if (isSame) return this.sorted;
    for (const row of byId.values()) {
      this.sortsAsBefore(row);
      loose.push(row);
    }
    this.sorted = this.merge(kept, loose.sort(this.compare));
    return this.sorted;
  }

  /** Takes the row's value; true when it is the one held already. */
  private sortsAsBefore(row: Row): boolean {
    const value = this.sortBy(row);
    if (this.values.get(row.id) === value) return true;
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
