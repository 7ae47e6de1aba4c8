import { refuse } from '@/lib/protocol/http-answer';

type AuthHandler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** Where next-auth keeps the page to go on to; the name depends on TLS. */
const landingCookies = ['next-auth.callback-url', '__Secure-next-auth.callback-url'];

/** next-auth without what it takes for our failure and is a caller's nonsense, and without a log for strangers to write in. */
export function tame(handle: AuthHandler): AuthHandler {
  return async (request, context) => {
    const { nextauth } = await context.params;
    if (nextauth[0] === '_log') return refuse('not-found');
    if (!hasPlainError(request) || !(await hasReadableBody(request))) return refuse('bad-request');
    const reply = await handle(request, context);
    // It has no other failures than an address it will not lead to, from the query or from its own cookie.
    return reply.status < 500 ? reply : withoutLanding(refuse('bad-request', { message: 'That leads nowhere.' }));
  };
}

/** It goes into a header as it comes. */
function hasPlainError(request: Request): boolean {
  return /^[\x20-\x7e]{0,200}$/.test(new URL(request.url).searchParams.get('error') ?? '');
}

async function hasReadableBody(request: Request): Promise<boolean> {
  if (request.method === 'GET' || !request.headers.get('content-type')?.includes('application/json')) return true;
  return request
    .clone()
    .json()
    .then(
      (body) => typeof body === 'object' && body !== null,
      () => false,
    );
}

function withoutLanding(reply: Response): Response {
  for (const name of landingCookies) {
    const secure = name.startsWith('__Secure-') ? '; Secure' : '';
    reply.headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`);
  }
  return reply;
}
