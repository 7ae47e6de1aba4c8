/** Rows by the value of one of their fields, in the order in which they come. */
export function groupBy<T, F extends keyof T>(rows: Iterable<T>, field: F): ReadonlyMap<T[F], readonly T[]> {
  const groups = new Map<T[F], T[]>();
  for (const row of rows) {
    const group = groups.get(row[field]);
    if (group) group.push(row);
    else groups.set(row[field], [row]);
  }
  return groups;
}
