import { encode } from 'next-auth/jwt';
import type { Account } from './account-directory';
import { type SessionCookie, sessionSeconds } from './session-cookie';

/** A `Set-Cookie` line with a session as next-auth would give it: for whoever ended all others and goes on here. */
export async function issueSession(account: Account, secret: string, cookie: SessionCookie): Promise<string> {
  const { id, name, version } = account;
  const value = await encode({ token: { sub: id, name, version }, secret, maxAge: sessionSeconds });
  const secure = cookie.secure ? '; Secure' : '';
  return `${cookie.name}=${value}; Path=/; Max-Age=${sessionSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
