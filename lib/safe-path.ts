/** `path` when it stays on this site, else `fallback`: what comes in a link must not lead people elsewhere. */
export function safePath(path: string | null | undefined, fallback: string): string {
  const base = 'http://callboard';
  if (!path?.startsWith('/') || !URL.canParse(path, base)) return fallback;
  const url = new URL(path, base);
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
