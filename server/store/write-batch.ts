import { StoreError } from './store-error';
import type { WriteTrouble } from './write-trouble';

/**
 * Writes entries and returns those that have to wait for the database to come back. What it refuses for good is looked
 * for by halves, given up, and holds up nothing else.
 */
export async function writeBatch<T>(
  entries: readonly T[],
  write: (entries: readonly T[]) => Promise<void>,
  trouble: WriteTrouble,
): Promise<readonly T[]> {
  try {
    await write(entries);
    trouble.over();
    return [];
  } catch (error) {
    if (error instanceof StoreError && (error.code === 'unavailable' || error.code === 'full')) {
      trouble.note(error);
      return entries;
    }
    if (entries.length === 1) {
      trouble.refuse(error);
      return [];
    }
    const middle = Math.ceil(entries.length / 2);
    const left = await writeBatch(entries.slice(0, middle), write, trouble);
    if (left.length > 0) return [...left, ...entries.slice(middle)];
    return writeBatch(entries.slice(middle), write, trouble);
  }
}
