import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '@/lib/principal';
import type { RefusalBody, ReplyCode } from '@/lib/protocol/reply';
import type { GateRefusal, NoteGateRefusal } from '@/server/audit/gate-refusals';
import type { HookDoor } from '@/server/hooks/hook-door';
import type { Authenticator } from './authenticate';
import { bearerOf } from './bearer';
import { bodyLimitOf } from './body-limit';
import { callerOf, settleClient } from './client-address';
import { type Door, type DoorSettings, doorOf, hookPrefix, pathBelow } from './doors';
import { headersOf } from './headers-of';
import { isHost } from './is-host';
import { readTarget } from './read-target';
import type { RequestLimits } from './request-limit';
import { isSameOrigin } from './same-origin';
import { setSecurityHeaders } from './security-headers';
import { sessionCookieFor } from './session-cookie';
import type { Trusts } from './trusted-proxies';
import { isBeforeWelcome, welcomePath } from './welcome-only';

export interface GateParts extends DoorSettings {
  readonly authenticator: Authenticator;
  readonly publicUrl: string | null;
  readonly trusts: Trusts;
  readonly limits: RequestLimits;
  /** Wanted as a bearer token on `/metrics`; null = open. */
  readonly metricsToken: string | null;
  /** Answers the vendors that call us. */
  readonly hooks: HookDoor;
  /** Writes down who was turned away, where that says something of them. */
  readonly noteRefusal: NoteGateRefusal;
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

type Refused = readonly [status: number, code: ReplyCode, noted?: GateRefusal['reason'] | undefined];

/** Writes down that this request is turned away. */
type Note = (reason: GateRefusal['reason'], principal?: Principal) => void;

/** Stands before everything (rule S1): true lets the request through, false means it has been answered. */
export function createGate(parts: GateParts) {
  const isSecure = sessionCookieFor(parts.publicUrl).secure;
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const address = settleClient(request, parts.trusts);
    const caller = callerOf(address);
    const url = readTarget(request.url);
    // Before any limit by address: a vendor calls from one, and as often as its agents come and go.
    if (url && doorOf(url.pathname, parts) === 'hook') return hear(request, response, url, caller, parts);
    setSecurityHeaders(request, response, { ...parts, isSecure });
    const waitMs = await parts.limits.address.take(caller);
    const note: Note = (reason, principal) =>
      parts.noteRefusal({ principal: principal ?? null, asked: askedIn(request, url, parts), reason, address, caller });
    if (waitMs !== null) note('too many requests');
    if (waitMs !== null) return putOff(response, waitMs);
    if (!url) return refuse(response, [400, 'bad-request']);
    const wrong = refusalOf(request, url.pathname, parts);
    if (!wrong) return open(request, response, url, { caller, note }, parts);
    if (wrong[2]) note(wrong[2]);
    return refuse(response, wrong);
  };
}

/** As `POST /api/commands`: what comes after may be the token of an invitation. */
function askedIn({ method }: IncomingMessage, url: URL | null, { basePath }: GateParts): string {
  const path = url ? pathBelow(url.pathname, basePath) : null;
  return `${method} ${path?.match(/^(\/api)?\/[^/]*/)?.[0] ?? '/'}`.slice(0, 200);
}

async function hear(
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, search }: URL,
  caller: string,
  { hooks, basePath }: GateParts,
): Promise<false> {
  const ending = pathname.slice(basePath.length + hookPrefix.length);
  await hooks(request, response, { ending, query: search, caller });
  return false;
}

/** Asks who it is where the door is closed, and whether it is not too much of them. */
async function open(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { caller, note }: { readonly caller: string; readonly note: Note },
  parts: GateParts,
): Promise<boolean> {
  const { limits, authenticator, basePath } = parts;
  const door = doorOf(url.pathname, parts);
  if (door === 'outside') return refuse(response, [404, 'not-found']);
  // Tokens are for the API, never for pages.
  if (door === 'page') delete request.headers.authorization;
  const principal = door === 'open' ? null : await authenticator.authenticate(headersOf(request.headers));
  if (isForPrograms(url.pathname, basePath)) {
    const waitMs = await (principal
      ? limits.account.take(`${principal.kind} ${principal.accountId}`)
      : limits.stranger.take(caller));
    if (waitMs !== null) note('too many requests', principal ?? undefined);
    if (waitMs !== null) return putOff(response, waitMs);
  }
  if (isBeforeWelcome(principal, pathBelow(url.pathname, basePath) ?? '/'))
    return leadToWelcome(response, door, basePath);
  if (door === 'open' || principal) return true;
  if (door === 'api') return refuse(response, [401, 'not-signed-in']);
  const query = new URLSearchParams({ callbackUrl: `${url.pathname}${url.search}` });
  response.writeHead(303, { location: `${basePath}/sign-in?${query}`, 'cache-control': 'no-store' }).end();
  return false;
}

function leadToWelcome(response: ServerResponse, door: Door, basePath: string): false {
  if (door === 'api') return refuse(response, [403, 'not-allowed']);
  response.writeHead(303, { location: `${basePath}${welcomePath}`, 'cache-control': 'no-store' }).end();
  return false;
}

/** What is wrong with a request whoever sends it; null when nothing is. */
function refusalOf(request: IncomingMessage, pathname: string, parts: GateParts): Refused | null {
  const { method = '', headers } = request;
  const path = pathBelow(pathname, parts.basePath) ?? '/';
  if (!hasOneHost(request)) return [400, 'bad-request'];
  // A body has to say how long it is: Node then sees to it that it is no longer.
  if (headers['transfer-encoding'] !== undefined) return [411, 'bad-request'];
  if (Number(headers['content-length'] ?? 0) > bodyLimitOf(path)) return [413, 'bad-request'];
  const isUnsafe = !harmless.has(method);
  if (isUnsafe && !changing.has(method)) return [405, 'bad-request'];
  // Whoever shows a token rides on nobody's cookie.
  const isProgram = bearerOf(headers.authorization) !== null;
  if (isUnsafe && !isProgram && !isSameOrigin(headers, parts.publicUrl)) return [403, 'not-allowed', 'foreign page'];
  // Pages only show: what changes something goes through the API.
  if (isUnsafe && !path.startsWith('/api/')) return [405, 'bad-request'];
  if (path === '/metrics' && !mayReadMetrics(request, parts.metricsToken))
    return [401, 'not-signed-in', headers.authorization === undefined ? undefined : 'wrong token'];
  return null;
}

/** Programs of old name none; whoever names two means something by it. */
function hasOneHost({ headers, rawHeaders }: IncomingMessage): boolean {
  const named = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  return named === 0 || (named === 1 && isHost(headers.host ?? ''));
}

function isForPrograms(pathname: string, basePath: string): boolean {
  const path = pathBelow(pathname, basePath);
  return path === '/metrics' || (path?.startsWith('/api/') ?? false);
}

function mayReadMetrics(request: IncomingMessage, token: string | null): boolean {
  if (token === null) return true;
  // Hashed, so that both are of one length and the time taken tells nothing.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function putOff(response: ServerResponse, waitMs: number): false {
  response.setHeader('retry-after', Math.ceil(waitMs / 1000));
  return refuse(response, [429, 'too-many'], 'That was too much at once. Try again in a moment.');
}

function refuse(response: ServerResponse, [status, code]: Refused, message?: string): false {
  const body: RefusalBody = { ok: false, code, ...(message ? { message } : {}) };
  // What was sent along stays unread, so the connection cannot be used again.
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' };
  response.writeHead(status, headers).end(JSON.stringify(body));
  return false;
}
