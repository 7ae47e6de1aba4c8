import type { NextAuthOptions } from 'next-auth';
import { z } from 'zod';
import { basePath } from '@/lib/paths';
import type { SourceSignIn } from '@/server/sources/source-sign-in';
import type { AccountDirectory } from './account-directory';
import { attemptSignIn, type SignInParts } from './attempt-sign-in';
import { addressHeader } from './client-address';
import { admitFromOidc, oidcId, oidcProvider } from './oidc-provider';
import type { OidcSettings } from './oidc-settings';
import { type SessionCookie, sessionCookieOptions, sessionSeconds } from './session-cookie';
import { sourceProvider } from './source-provider';

const signIn = `${basePath}/sign-in`;

const credentials = z.object({ username: z.string().trim().min(1).max(200), password: z.string().min(1).max(1000) });

export interface AuthOptionsParts extends SignInParts {
  readonly secret: string;
  readonly cookie: SessionCookie;
  readonly oidc: OidcSettings | null;
  /** Sources whose people may sign in with what they type there. */
  readonly signIns: () => readonly SourceSignIn[];
}

/** next-auth with the ways in there are, for one request from `address`; the token names the account and its version. */
export function createAuthOptions(parts: AuthOptionsParts, address: string | null): NextAuthOptions {
  const { oidc } = parts;
  return {
    secret: parts.secret,
    useSecureCookies: parts.cookie.secure,
    cookies: sessionCookieOptions(parts.cookie),
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    // Without this the token itself would outlive its cookie by a month.
    jwt: { maxAge: sessionSeconds },
    // All of them, as next-auth's own carry styles of which our policy does not know.
    pages: { signIn, signOut: signIn, error: signIn, verifyRequest: signIn },
    providers: [
      credentialsProvider(parts),
      sourceProvider(parts.signIns, parts, address),
      ...(oidc ? [oidcProvider(oidc)] : []),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        // What next-auth calls the user is the account from here on.
        if (oidc && account?.provider === oidcId) user.id = (await admitFromOidc(profile, oidc, parts, address)).id;
        return true;
      },
      jwt: async ({ token, user }) => (user ? claimsOf(user.id, parts.directory) : recheck(token, parts.directory)),
      session: ({ session, token }) => ({ ...session, user: { name: token.name ?? null } }),
      redirect: ({ url, baseUrl }) => landingFor(url, baseUrl),
    },
    logger: {
      error: (code) => parts.log.warn({ code }, 'Sign-in machinery reported an error'),
      warn: (code) => parts.log.debug({ code }, 'Sign-in machinery reported a warning'),
      debug: () => {},
    },
  };
}

function credentialsProvider(parts: AuthOptionsParts): NextAuthOptions['providers'][number] {
  return {
    id: 'credentials',
    name: 'User name and password',
    type: 'credentials',
    credentials: { username: { label: 'User name' }, password: { label: 'Password', type: 'password' } },
    async authorize(input, request) {
      const typed = credentials.safeParse(input);
      if (!typed.success) return null;
      const { username, password } = typed.data;
      const address = String(request.headers?.[addressHeader] ?? 'unknown');
      const verify = () => parts.limit.inTurn(address, () => parts.directory.verify(username, password));
      const account = await attemptSignIn({ username, address, way: 'password', verify }, parts);
      return account && { id: account.id, name: account.name };
    },
  };
}

async function claimsOf(accountId: string, directory: AccountDirectory) {
  const account = await directory.find(accountId);
  if (!account || account.disabled) throw new Error('AccountGone');
  return { sub: account.id, name: account.name, version: account.version };
}

/** A token is made anew whenever the session is asked for; not for an account that was changed meanwhile. */
async function recheck<T extends { sub?: string }>(token: T, directory: AccountDirectory): Promise<T> {
  const claims = await claimsOf(token.sub ?? '', directory);
  if (claims.version !== (token as { version?: unknown }).version) throw new Error('AccountChanged');
  return token;
}

/** Where to go after signing in: only to ourselves. */
export function landingFor(url: string, baseUrl: string): string {
  const home = `${baseUrl}${basePath}/`;
  if (!URL.canParse(url, baseUrl)) return home;
  const target = new URL(url, baseUrl);
  return target.origin === new URL(baseUrl).origin ? target.href : home;
}
