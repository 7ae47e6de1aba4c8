import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from one of our own pages. Browsers name the page's origin on every handshake and on every
 * request that changes something; a program that names none cannot be riding on somebody's cookie. Ask only after
 * `settleClient`: before it, anybody may say `X-Forwarded-Host`.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin } = headers;
  if (origin === undefined) return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string);
  if (origin === publicUrl) return true;
  // Behind TLS the same host without it is somebody else on the line.
  if (publicUrl?.startsWith('https:') || !/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  return new URL(origin).host === (headers['x-forwarded-host'] ?? headers.host);
}
