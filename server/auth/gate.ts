import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply, ReplyCode } from '@/lib/protocol/reply';
import type { Authenticator } from './authenticate';
import { bearerOf } from './bearer';
import { addressHeader, clientAddress } from './client-address';
import { type Door, type DoorSettings, doorOf } from './doors';
import { headersOf } from './headers-of';
import { isSameOrigin } from './same-origin';
import { setSecurityHeaders } from './security-headers';
import { sessionCookieFor } from './session-cookie';
import { isBeforeWelcome, welcomePath } from './welcome-only';

export interface GateParts extends DoorSettings {
  readonly authenticator: Authenticator;
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  /** Wanted as a bearer token on `/metrics`; null = open. */
  readonly metricsToken: string | null;
}

/** Bytes a request may carry; nothing we take is longer than a form. */
const maxBodyBytes = 64 * 1024;
const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Stands before everything (rule S1): true lets the request through, false means it has been answered. */
export function createGate(parts: GateParts) {
  const isSecure = sessionCookieFor(parts.publicUrl).secure;
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { method = '' } = request;
    setSecurityHeaders(response, { ...parts, isSecure });
    request.headers[addressHeader] = clientAddress(request, parts.trustProxy);
    const url = parseUrl(request.url);
    if (!url) return refuse(response, 400, 'bad-request');
    const tooMuch = refuseBody(request);
    if (tooMuch) return refuse(response, tooMuch, 'bad-request');
    const isUnsafe = !harmless.has(method);
    if (isUnsafe && !changing.has(method)) return refuse(response, 405, 'bad-request');
    // Whoever shows a token rides on nobody's cookie.
    const isProgram = bearerOf(request.headers.authorization) !== null;
    if (isUnsafe && !isProgram && !isSameOrigin(request.headers, parts.publicUrl))
      return refuse(response, 403, 'not-allowed');
    if (url.pathname === `${parts.basePath}/metrics` && !mayReadMetrics(request, parts.metricsToken)) {
      return refuse(response, 401, 'not-signed-in');
    }
    const door = doorOf(url.pathname, parts);
    // Tokens are for the API, never for pages.
    if (door === 'page') delete request.headers.authorization;
    const principal = door === 'open' ? null : await parts.authenticator.authenticate(headersOf(request.headers));
    if (isBeforeWelcome(principal, url.pathname.slice(parts.basePath.length)))
      return leadToWelcome(response, door, parts.basePath);
    if (door === 'open' || principal) return true;
    if (door === 'api' || isUnsafe) return refuse(response, 401, 'not-signed-in');
    const query = new URLSearchParams({ callbackUrl: `${url.pathname}${url.search}` });
    response.writeHead(303, { location: `${parts.basePath}/sign-in?${query}`, 'cache-control': 'no-store' }).end();
    return false;
  };
}

function leadToWelcome(response: ServerResponse, door: Door, basePath: string): false {
  if (door === 'api') return refuse(response, 403, 'not-allowed');
  response.writeHead(303, { location: `${basePath}${welcomePath}`, 'cache-control': 'no-store' }).end();
  return false;
}

/** The path as Next will read it; null when it is none. */
function parseUrl(url: string | undefined): URL | null {
  if (!url?.startsWith('/')) return null;
  const absolute = `http://callboard${url}`;
  return URL.canParse(absolute) ? new URL(absolute) : null;
}

/** A body has to say how long it is: Node then sees to it that it is no longer. */
function refuseBody(request: IncomingMessage): 411 | 413 | null {
  if (request.headers['transfer-encoding'] !== undefined) return 411;
  return Number(request.headers['content-length'] ?? 0) > maxBodyBytes ? 413 : null;
}

function mayReadMetrics(request: IncomingMessage, token: string | null): boolean {
  if (token === null) return true;
  // Hashed, so that both are of one length and the time taken tells nothing.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function refuse(response: ServerResponse, status: number, code: ReplyCode): false {
  const body: Reply = { ok: false, code };
  // What was sent along stays unread, so the connection cannot be used again.
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' };
  response.writeHead(status, headers).end(JSON.stringify(body));
  return false;
}
