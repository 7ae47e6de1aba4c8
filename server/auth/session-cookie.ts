import type { CookiesOptions } from 'next-auth';

/** The cookie next-auth keeps its token in; its name depends on whether people come over TLS. */
export interface SessionCookie {
  readonly name: string;
  readonly secure: boolean;
}

/** `publicUrl`: the address people open, where it is set; without it nothing is assumed to be behind TLS. */
export function sessionCookieFor(publicUrl: string | null): SessionCookie {
  const secure = publicUrl?.startsWith('https://') ?? false;
  // `__Host-`: browsers take it from this very host only, so that no neighbour in the domain can plant one.
  return { secure, name: `${secure ? '__Host-' : ''}next-auth.session-token` };
}

/** The session cookie as next-auth is to write it: not for scripts, not for requests of other sites. */
export function sessionCookieOptions({ name, secure }: SessionCookie): Partial<CookiesOptions> {
  return { sessionToken: { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } };
}

export const sessionSeconds = 12 * 60 * 60;
