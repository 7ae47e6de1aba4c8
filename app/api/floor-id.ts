/** An id of the floor out of a path: it holds a slash, so one that has none was not decoded yet. */
export function floorIdIn(part: string): string {
  if (part.includes('/')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
