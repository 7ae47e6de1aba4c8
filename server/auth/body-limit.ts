const kib = 1024;
const mib = 1024 * kib;

/** Bytes that a request may carry: nothing we take is longer than a form, but for what vendors keep. */
export function bodyLimitOf(path: string): number {
  if (/^\/api\/editors\/[^/]+\/push(\/plan)?$/.test(path)) return 32 * mib;
  return path.startsWith('/api/editors/') ? 2 * mib : 64 * kib;
}
