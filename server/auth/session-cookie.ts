/** The cookie next-auth keeps its token in; its name depends on whether people come over TLS. */
export interface SessionCookie {
  readonly name: string;
  readonly secure: boolean;
}

/** `publicUrl`: the address people open, where it is set; without it nothing is assumed to be behind TLS. */
export function sessionCookieFor(publicUrl: string | null): SessionCookie {
  const secure = publicUrl?.startsWith('https://') ?? false;
  return { secure, name: `${secure ? '__Secure-' : ''}next-auth.session-token` };
}

export const sessionSeconds = 12 * 60 * 60;
