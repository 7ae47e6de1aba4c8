import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import type { EpochMs } from '@/lib/floor/records';
import type { Principal } from '@/lib/principal';
import type { AccountDirectory } from './account-directory';
import { readCookie } from './read-cookie';
import type { SessionCookie } from './session-cookie';

/** Whatever can be asked for a header: a Fetch `Headers`, or `headersOf` an incoming message. */
export interface HeaderSource {
  get(name: string): string | null;
}

export interface Session {
  readonly principal: Principal;
  readonly expiresAt: EpochMs;
}

export interface Authenticator {
  /** The single door: who sent these headers; null when nobody we know. Never throws. */
  authenticate(headers: HeaderSource): Promise<Principal | null>;
  /** The same with the end of the session, for sockets that live longer than a request. */
  readSession(headers: HeaderSource): Promise<Session | null>;
  /** Whether a session that was good once still is: not expired, account unchanged. */
  isStillGood(session: Session): Promise<boolean>;
}

/** What `auth-options.ts` writes into the token. */
export const tokenClaims = z.object({ sub: z.string().min(1), version: z.number().int(), exp: z.number() });

export interface AuthenticatorParts {
  readonly secret: string;
  readonly cookie: SessionCookie;
  readonly directory: AccountDirectory;
  readonly now: () => EpochMs;
}

export function createAuthenticator({ secret, cookie, directory, now }: AuthenticatorParts): Authenticator {
  async function principalOf(accountId: string, version: number): Promise<Principal | null> {
    const account = await directory.find(accountId);
    if (!account || account.disabled || account.version !== version) return null;
    const { id, name, role } = account;
    return {
      kind: 'user',
      accountId: id,
      name,
      role,
      version,
      scope: 'all',
      grants: null,
      mustChangePassword: false,
    };
  }

  async function readSession(headers: HeaderSource): Promise<Session | null> {
    const token = readCookie(headers.get('cookie'), cookie.name);
    if (!token) return null;
    const claims = tokenClaims.safeParse(await decode({ token, secret }).catch(() => null));
    if (!claims.success) return null;
    const { sub, version, exp } = claims.data;
    const expiresAt = exp * 1000;
    if (expiresAt <= now()) return null;
    const principal = await principalOf(sub, version);
    return principal && { principal, expiresAt };
  }

  return {
    readSession,
    authenticate: async (headers) => (await readSession(headers))?.principal ?? null,
    isStillGood: async ({ principal, expiresAt }) =>
      expiresAt > now() && (await principalOf(principal.accountId, principal.version)) !== null,
  };
}
