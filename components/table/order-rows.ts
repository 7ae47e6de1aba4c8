export type SortValue = string | number | null;

interface Identified {
  readonly id: string;
}

export type SortBy<Row> = (row: Row) => SortValue;

interface Step<Row> {
  /** What stands in the place of a row that was sorted in; null: nothing does. */
  readonly instead: Map<Row, Row | null>;
  /** To be sorted in. */
  readonly loose: Row[];
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
 * Keeps rows in order as they change, ties by id, and moves them only when the beat is another one: between two beats a
 * row stays where it is, whatever it says now, and none moves away under a reader's hand. Rows are immutable records:
 * one that is the same object is not looked at again, so a change of a few among thousands costs a walk.
 */
export class RowOrder<Row extends Identified> {
  private rows: readonly Row[] = [];
  private sorted: readonly Row[] = [];
  private sortBy: SortBy<Row> | null = null;
  private beat: number | null = null;
  private readonly held = new Map<string, Row>();
  /** What each row is sorted in by. */
  private readonly values = new Map<string, SortValue>();
  /** Ids of rows that stand where they no longer belong. */
  private readonly astray = new Set<string>();

  constructor(private readonly descending: boolean) {}

  /** The rows in order; the same array while nothing is different. */
  update(rows: readonly Row[], sortBy: SortBy<Row>, beat: number): readonly Row[] {
    const step: Step<Row> = { instead: new Map(), loose: [] };
    const before = sortBy === this.sortBy ? this.rows : [];
    this.sortBy = sortBy;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as Row;
      // Tables keep their order, so most rows are where they were.
      if (row !== before[index]) this.take(row, sortBy, step);
    }
    this.rows = rows;
    if (this.held.size > rows.length) this.forgetAllBut(rows, step);
    if (beat !== this.beat) this.bringHome(step);
    this.beat = beat;
    const { instead, loose } = step;
    if (instead.size === 0 && loose.length === 0) return this.sorted;
    const kept = instead.size === 0 ? this.sorted : (this.swapped(instead) ?? replaced(this.sorted, instead));
    this.sorted = this.merge(kept, loose.sort(this.compare));
    return this.sorted;
  }

  /** Notes a row that may be new or another one than before; it keeps its place if it has one. */
  private take(row: Row, sortBy: SortBy<Row>, { instead, loose }: Step<Row>): void {
    const { id } = row;
    const old = this.held.get(id);
    const value = sortBy(row);
    if (old === undefined) {
      this.values.set(id, value);
      loose.push(row);
    } else if (this.values.get(id) === value) this.astray.delete(id);
    else this.astray.add(id);
    if (old === row) return;
    this.held.set(id, row);
    if (old !== undefined) instead.set(old, row);
  }

  private forgetAllBut(rows: readonly Row[], { instead }: Step<Row>): void {
    const present = new Set(rows.map((row) => row.id));
    for (const [id, row] of this.held) {
      if (present.has(id)) continue;
      this.held.delete(id);
      this.values.delete(id);
      this.astray.delete(id);
      instead.set(row, null);
    }
  }

  private bringHome({ instead, loose }: Step<Row>): void {
    if (this.astray.size === 0 || this.sortBy === null) return;
    const places = new Map([...instead].map(([old, now]) => [now, old] as const));
    for (const id of this.astray) {
      const row = this.held.get(id) as Row;
      instead.set(places.get(row) ?? row, null);
      this.values.set(id, this.sortBy(row));
      loose.push(row);
    }
    this.astray.clear();
  }

  private readonly compare = (a: Row, b: Row): number =>
    compareKnownFirst(this.values.get(a.id) ?? null, this.values.get(b.id) ?? null, this.descending) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

  /** The rows with others in their very places, found by search; null where one only goes. */
  private swapped(instead: Step<Row>['instead']): readonly Row[] | null {
    const rows = this.sorted.slice();
    for (const [old, now] of instead) {
      const place = this.placeOf(old, rows, 0);
      if (now === null || rows[place] !== old) return null;
      rows[place] = now;
    }
    return rows;
  }

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

function replaced<Row>(rows: readonly Row[], instead: ReadonlyMap<Row, Row | null>): readonly Row[] {
  const kept: Row[] = [];
  for (const row of rows) {
    const other = instead.get(row);
    if (other === undefined) kept.push(row);
    else if (other !== null) kept.push(other);
  }
  return kept;
}
