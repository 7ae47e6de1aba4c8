/** Half of a character of two code units, as text that was cut holds it; it cannot be encoded. */
const brokenHalf = /\p{Surrogate}/gu;

/** A record's id (rule R3): stable across polls and restarts; `nativeId` is the vendor's id, never a name where it has one. */
export function recordId(sourceId: string, nativeId: string): string {
  return `${sourceId}/${encodeURIComponent(nativeId.replace(brokenHalf, '\ufffd'))}`;
}

/** Splits a record's id into its source and the vendor's own id; null when it is not such an id. */
export function parseRecordId(id: string): { sourceId: string; nativeId: string } | null {
  const slash = id.indexOf('/');
  if (slash < 1) return null;
  try {
    return { sourceId: id.slice(0, slash), nativeId: decodeURIComponent(id.slice(slash + 1)) };
  } catch {
    return null;
  }
}
