import type { ServerResponse } from 'node:http';

const policy = {
  'default-src': "'self'",
  // Next starts its pages with inline scripts.
  'script-src': "'self' 'unsafe-inline'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'self'",
};

const write = (directives: Record<string, string>) =>
  Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join('; ');

const production = write(policy);
const development = write({
  ...policy,
  'script-src': `${policy['script-src']} 'unsafe-eval'`,
  'connect-src': "'self' ws: wss:",
});

export interface HeaderSettings {
  readonly isDevelopment: boolean;
  /** People come over TLS, and should never come without it again. */
  readonly isSecure: boolean;
}

/** On every response, whoever writes it. */
export function setSecurityHeaders(response: ServerResponse, { isDevelopment, isSecure }: HeaderSettings): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('x-frame-options', 'SAMEORIGIN');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  if (isSecure) response.setHeader('strict-transport-security', 'max-age=15552000');
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  response.setHeader('content-security-policy', isDevelopment ? development : production);
}
