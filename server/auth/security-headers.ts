import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const policy = {
  'default-src': "'self'",
  // Styles in attributes are how the wall sizes its tiles; a style cannot run anything.
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-src': "'none'",
  'frame-ancestors': "'self'",
};

function write(directives: Record<string, string>): string {
  return Object.entries({ ...policy, ...directives })
    .map((directive) => directive.join(' '))
    .join('; ');
}

/** Next's tools for development evaluate code, and write styles and scripts into the page. */
const development = write({
  'script-src': "'self' 'unsafe-inline' 'unsafe-eval'",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self' ws: wss:",
});

/**
 * Of scripts and styles that stand in a page only those of this very answer count, of files only ours. Without
 * `strict-dynamic`: it would let a script write others into the page.
 */
const production = write({
  'script-src': "'self' 'nonce-NONCE'",
  'script-src-attr': "'none'",
  'style-src': "'self' 'nonce-NONCE'",
});

export interface HeaderSettings {
  readonly isDevelopment: boolean;
  /** People come over TLS, and should never come without it again. */
  readonly isSecure: boolean;
}

/** On every response, whoever writes it. */
export function setSecurityHeaders(request: IncomingMessage, response: ServerResponse, settings: HeaderSettings): void {
  const csp = settings.isDevelopment ? development : production.replaceAll('NONCE', randomUUID());
  response.setHeader('content-security-policy', csp);
  // Next reads the nonce for its scripts from the request, where a caller could otherwise choose it.
  request.headers['content-security-policy'] = csp;
  delete request.headers['content-security-policy-report-only'];
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('x-frame-options', 'SAMEORIGIN');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  if (settings.isSecure) response.setHeader('strict-transport-security', 'max-age=15552000');
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
}
