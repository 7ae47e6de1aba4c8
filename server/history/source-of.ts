import type { Delta } from '@/lib/floor/delta';

/** Whose step a delta is: a keeper commits one source at a time. Null for what no source said. */
export function sourceOf({ put, patch, drop }: Delta): string | null {
  for (const table of [put, patch, drop]) {
    for (const entry of Object.values(table ?? {})) {
      const id = Array.isArray(entry) ? idOf(entry[0]) : Object.keys(entry)[0];
      if (id) return id.split('/', 1)[0] ?? null;
    }
  }
  return null;
}

function idOf(entry: unknown): string | undefined {
  return typeof entry === 'string' ? entry : (entry as { id?: string } | undefined)?.id;
}
