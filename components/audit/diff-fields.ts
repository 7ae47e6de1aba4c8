export interface FieldChange {
  /** Where it is, as `settings.baseUrl`. */
  readonly path: string;
  /** As JSON; null: was not there. */
  readonly before: string | null;
  /** As JSON; null: is not there any more. */
  readonly after: string | null;
}

/** What differs between two states, field by field; with one of them missing, all of the other. */
export function diffFields(before: unknown, after: unknown): readonly FieldChange[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  return paths
    .map((path) => ({ path, before: was.get(path) ?? null, after: is.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) {
    if (path !== '') leaves.set(path, 'null');
  } else if (typeof value !== 'object' || Array.isArray(value)) {
    leaves.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  } else {
    for (const [key, one] of Object.entries(value)) leavesOf(one, path === '' ? key : `${path}.${key}`, leaves);
  }
  return leaves;
}
