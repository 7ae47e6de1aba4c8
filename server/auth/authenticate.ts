import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import type { EpochMs } from '@/lib/floor/records';
import type { Principal } from '@/lib/principal';
import type { Account, AccountDirectory } from './account-directory';
import { bearerOf } from './bearer';
import { addressHeader } from './client-address';
import { readCookie } from './read-cookie';
import type { SessionCookie } from './session-cookie';
import type { TokenReader } from './token-keeper';

/** Whatever can be asked for a header: a Fetch `Headers`, or `headersOf` an incoming message. */
export interface HeaderSource {
  get(name: string): string | null;
}

export interface Session {
  readonly principal: Principal;
  readonly expiresAt: EpochMs;
  /** The API token it lives by; null = a person's cookie. */
  readonly tokenId: string | null;
}

export interface Authenticator {
  /** The single door: who sent these headers; null when nobody we know. Never throws. */
  authenticate(headers: HeaderSource): Promise<Principal | null>;
  /** The same with the end of the session, for sockets that live longer than a request. */
  readSession(headers: HeaderSource): Promise<Session | null>;
  /** Whether a session that was good once still is: not expired, account unchanged, token not revoked. */
  isStillGood(session: Session): Promise<boolean>;
}

/** What `auth-options.ts` writes into the token. */
export const tokenClaims = z.object({ sub: z.string().min(1), version: z.number().int(), exp: z.number() });

export interface AuthenticatorParts {
  readonly secret: string;
  readonly cookie: SessionCookie;
  readonly directory: AccountDirectory;
  /** API tokens; without them there are only people. */
  readonly tokens?: TokenReader;
  readonly now: () => EpochMs;
}

export function createAuthenticator({ secret, cookie, directory, tokens, now }: AuthenticatorParts): Authenticator {
  async function accountOf(accountId: string, version?: number): Promise<Account | null> {
    const account = await directory.find(accountId);
    if (!account || account.disabled) return null;
    return version === undefined || account.version === version ? account : null;
  }

  async function readCookieSession(headers: HeaderSource): Promise<Session | null> {
    const token = readCookie(headers.get('cookie'), cookie.name);
    if (!token) return null;
    const claims = tokenClaims.safeParse(await decode({ token, secret }).catch(() => null));
    if (!claims.success) return null;
    const { sub, version, exp } = claims.data;
    const expiresAt = exp * 1000;
    if (expiresAt <= now()) return null;
    const account = await accountOf(sub, version);
    return account && { principal: principalOf(account), expiresAt, tokenId: null };
  }

  async function readTokenSession(bearer: string, headers: HeaderSource): Promise<Session | null> {
    const address = headers.get(addressHeader);
    const token = tokens?.read(bearer, address) ?? null;
    const account = token && (await accountOf(token.accountId));
    if (token && !account) tokens?.noteRefusal(token, address);
    if (!account) return null;
    tokens?.noteUse(token, account.name, address);
    const principal: Principal = {
      ...principalOf(account),
      kind: 'token',
      name: `${account.name} (${token.name})`,
      grants: token.grants,
    };
    return { principal, expiresAt: token.expiresAt ?? Number.POSITIVE_INFINITY, tokenId: token.id };
  }

  /** A program that shows a token is nobody else, whatever cookie it sends as well. */
  async function readSession(headers: HeaderSource): Promise<Session | null> {
    const bearer = bearerOf(headers.get('authorization'));
    return bearer === null ? readCookieSession(headers) : readTokenSession(bearer, headers);
  }

  return {
    readSession,
    authenticate: async (headers) => (await readSession(headers))?.principal ?? null,
    isStillGood: async ({ principal, expiresAt, tokenId }) =>
      expiresAt > now() &&
      (tokenId === null || (tokens?.isLive(tokenId) ?? false)) &&
      isUnchanged(await accountOf(principal.accountId, principal.version), principal),
  };
}

/** Whose agents are others follows another stream: that line ends, the session goes on. */
function isUnchanged(account: Account | null, { agentIds }: Principal): boolean {
  return account !== null && account.agentIds.join('\n') === agentIds.join('\n');
}

function principalOf({ id, name, role, version, scope, agentIds, mustChangePassword }: Account): Principal {
  return { kind: 'user', accountId: id, name, role, version, scope, agentIds, grants: null, mustChangePassword };
}
