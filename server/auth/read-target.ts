/**
 * The address a request asks for, when there is one way to read it; else null. A path that libraries read in different
 * ways – climbing, doubled slashes, broken or hidden characters – could pass one lock and open another.
 */
export function readTarget(target: string | undefined): URL | null {
  if (!target?.startsWith('/')) return null;
  const absolute = `http://callboard${target}`;
  const url = URL.canParse(absolute) ? new URL(absolute) : null;
  const path = target.split('?', 1)[0] ?? '';
  return url?.pathname === path && isPlain(path) ? url : null;
}

function isPlain(path: string): boolean {
  if (path.includes('//') || /%(00|2e)/i.test(path)) return false;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
