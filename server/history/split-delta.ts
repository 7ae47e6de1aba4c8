import { type Delta, kindsOf } from '@/lib/floor/delta';
import type { Floor } from '@/lib/floor/floor';
import { type FloorKind, floorKinds } from '@/lib/floor/kinds';

/** Records that are encoded in one go, a tenth of a millisecond's work or two. */
export const partSize = 200;

/**
 * A delta as small ones: applied in order they are the whole. One that is small stays as it is. Nothing is copied but
 * references, as records never change.
 */
export function splitDelta(delta: Delta, size: number = partSize): readonly Delta[] {
  if (countOf(delta) <= size) return [delta];
  const parts: Delta[] = [];
  for (const kind of kindsOf(delta)) {
    const { drop, patch, put } = { drop: delta.drop?.[kind], patch: delta.patch?.[kind], put: delta.put?.[kind] };
    for (const ids of slicesOf(drop ?? [], size)) parts.push({ drop: { [kind]: ids } });
    for (const entries of slicesOf(Object.entries(patch ?? {}), size))
      parts.push({ patch: { [kind]: Object.fromEntries(entries) } });
    for (const records of slicesOf<unknown>(put ?? [], size)) parts.push({ put: { [kind]: records } } as Delta);
  }
  return parts;
}

/** The whole floor as deltas that put it, with its references as they are now. */
export function splitFloor(floor: Floor, size: number = partSize): readonly Delta[] {
  return floorKinds.flatMap((kind: FloorKind) =>
    slicesOf<unknown>([...floor[kind].values()], size).map((records) => ({ put: { [kind]: records } }) as Delta),
  );
}

function countOf({ put, patch, drop }: Delta): number {
  let count = 0;
  for (const records of Object.values(put ?? {})) count += records.length;
  for (const patches of Object.values(patch ?? {})) count += Object.keys(patches).length;
  for (const ids of Object.values(drop ?? {})) count += ids.length;
  return count;
}

function slicesOf<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}
