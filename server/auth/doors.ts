import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Paths under the base path that need nobody we know (rule S1); everything else needs a Principal. */
export const openPaths = [
  '/sign-in',
  '/api/health',
  '/metrics',
  '/icon.svg',
  '/favicon.ico',
  '/manifest.webmanifest',
] as const;

/**
 * Same, for everything below. next-auth guards its own doors, an invitation is let in by the token in its link; Next's static files are the same for everybody.
 */
export const openPrefixes = ['/api/auth/', '/api/invitations/', '/invite/', '/_next/static/'] as const;

/** Vendors call here: their own door, with an unguessable address each and neither session nor cookie. */
export const hookPrefix = '/hooks/';

/** The one address among the API's that people open in a browser. */
const docsPath = '/api/docs';

/** In development Next serves its tools from here too. */
const developmentPrefixes = ['/_next/', '/__nextjs'];

export type Door = 'open' | 'page' | 'api' | 'hook' | 'outside';

export interface DoorSettings {
  readonly basePath: string;
  /** Files in `public/`, as paths from the root. */
  readonly publicFiles: ReadonlySet<string>;
  readonly isDevelopment: boolean;
}

/** What stands before this path: nothing, or a lock that answers a page or a program. Doubt locks. */
export function doorOf(pathname: string, settings: DoorSettings): Door {
  const { basePath, publicFiles, isDevelopment } = settings;
  const path = pathBelow(pathname, basePath);
  if (path === null || isPrivate(path, isDevelopment)) return 'outside';
  const prefixes = isDevelopment ? [...openPrefixes, ...developmentPrefixes] : openPrefixes;
  if ((openPaths as readonly string[]).includes(path) || publicFiles.has(path)) return 'open';
  if (isPlain(path) && prefixes.some((prefix) => path.startsWith(prefix))) return 'open';
  if (path.startsWith(hookPrefix)) return 'hook';
  if (path === docsPath) return 'page';
  return path.startsWith('/api/') || path.startsWith('/_next/') ? 'api' : 'page';
}

/** The path as seen from the base path; null where that is not above it. */
export function pathBelow(pathname: string, basePath: string): string | null {
  if (pathname === basePath) return '/';
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : null;
}

/** Next answers to the names of its own error pages too. */
function isPrivate(path: string, isDevelopment: boolean): boolean {
  return !isDevelopment && path.startsWith('/_') && !path.startsWith('/_next/');
}

/** No way of climbing out of a prefix, however it is written. */
function isPlain(path: string): boolean {
  return !/%2f|%5c|%2e|\\|\/\/|\/\.{1,2}(\/|$)/i.test(path);
}

/** The files of a folder and those below, as URL paths; none when there is no such folder. */
export function listPublicFiles(folder: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Set(
      entries.map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`),
    );
  } catch {
    return new Set();
  }
}
