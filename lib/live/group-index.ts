const none: readonly never[] = [];

/** Rows by the value of one of their fields; a group is the same array until one of its own rows changes (rule D3). */
export class GroupIndex<T, F extends keyof T> {
  private readonly groups: Map<T[F], readonly T[]>;

  constructor(
    private readonly field: F,
    rows: Iterable<T>,
  ) {
    const groups = new Map<T[F], T[]>();
    for (const row of rows) {
      const group = groups.get(row[field]);
      if (group) group.push(row);
      else groups.set(row[field], [row]);
    }
    this.groups = groups;
  }

  of(value: T[F]): readonly T[] {
    return this.groups.get(value) ?? none;
  }

  /** One row became another, came (no `before`) or went (no `after`). */
  replace(before: T | undefined, after: T | undefined): void {
    if (before === after) return;
    if (before && after && before[this.field] === after[this.field]) {
      const rows = this.of(before[this.field]).slice();
      rows[rows.indexOf(before)] = after;
      this.groups.set(before[this.field], rows);
      return;
    }
    if (before) this.set(before[this.field], (rows) => rows.filter((row) => row !== before));
    if (after) this.set(after[this.field], (rows) => [...rows, after]);
  }

  private set(value: T[F], change: (rows: readonly T[]) => readonly T[]): void {
    const rows = change(this.of(value));
    if (rows.length > 0) this.groups.set(value, rows);
    else this.groups.delete(value);
  }
}
