import type { Principal } from '@/lib/principal';

/** Where somebody with a password they were given chooses one of their own. */
export const welcomePath = '/welcome';

const allowed: ReadonlySet<string> = new Set([welcomePath, '/api/account', '/api/account/password']);

/** Whether this path, below the base path, is closed to somebody until they have chosen a password of their own. */
export function isBeforeWelcome(principal: Principal | null, path: string): boolean {
  return principal?.mustChangePassword === true && !allowed.has(path);
}
