import type { IncomingMessage } from 'node:http';

/** Set by us on every request, whatever came in under that name. */
export const addressHeader = 'x-callboard-address';

/** Who is at the other end; behind a proxy of ours the address that proxy saw. */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const hops = String(forwarded ?? '').split(',');
  return hops.at(-1)?.trim() || request.socket.remoteAddress || 'unknown';
}
