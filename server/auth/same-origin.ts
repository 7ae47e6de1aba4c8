import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from one of our own pages. Browsers name the page's origin on every handshake and on every
 * request that changes something; a program that names none cannot be riding on somebody's cookie.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] !== 'cross-site';
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}
