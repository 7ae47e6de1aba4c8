import NextAuth, { type NextAuthOptions } from 'next-auth';

/** What next-auth answered. */
export interface AuthReply {
  readonly status: number;
  readonly redirect: string;
  readonly body: Record<string, string>;
  readonly cookies: Map<string, string>;
  /** `Set-Cookie` lines, whole. */
  readonly written: string[];
}

export interface AuthRequest {
  readonly method: string;
  readonly query: Record<string, string>;
  readonly cookies: Record<string, string | undefined>;
  readonly body: Record<string, string>;
}

/** For tests: next-auth as the route runs it, asked with what a browser sends; `path` is what stands behind `/api/auth/`. */
export async function askNextAuth(
  options: NextAuthOptions,
  path: string,
  request: Partial<AuthRequest> = {},
): Promise<AuthReply> {
  const reply = {
    status: 200,
    redirect: '',
    body: {} as Record<string, string>,
    cookies: new Map<string, string>(),
    written: [] as string[],
  };
  const response = {
    status: (code: number) => Object.assign(reply, { status: code }) && response,
    getHeader: () => undefined,
    setHeader(name: string, value: string | string[]) {
      const lines = name === 'Set-Cookie' ? [value].flat() : [];
      reply.written.push(...lines);
      for (const line of lines) noteCookie(reply.cookies, line);
      if (name === 'Location') reply.redirect = String(value);
    },
    send: (body: Record<string, string>) => Object.assign(reply, { body }),
    json: (body: Record<string, string>) => Object.assign(reply, { body }),
    end: () => {},
  };
  const { query = {}, ...rest } = request;
  const asked = { method: 'GET', headers: {}, cookies: {}, body: {}, ...rest };
  await NextAuth({ ...asked, query: { ...query, nextauth: path.split('/') } } as never, response as never, options);
  return reply;
}

function noteCookie(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  cookies.set(pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1)));
}
