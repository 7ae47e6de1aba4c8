/** Whether two records of one kind carry the same values; records are flat (rule R1), so this looks one level deep. */
export function sameRecord<T extends object>(a: T, b: T): boolean {
  if (a === b) return true;
  for (const key in b) if (a[key] !== b[key]) return false;
  return true;
}
