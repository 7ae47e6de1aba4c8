export const vendorErrorKinds = ['auth', 'rate-limited', 'unreachable', 'timeout', 'bad-response'] as const;
export type VendorErrorKind = (typeof vendorErrorKinds)[number];

interface VendorErrorDetail {
  /** How long the vendor asked us to wait; only with `rate-limited` and sometimes `timeout`. */
  retryAfterMs?: number | undefined;
  /** HTTP status, where there was one. */
  status?: number | undefined;
  /** Where in the answer it did not fit, as `agents[3].loginStatus`. */
  path?: string | undefined;
  cause?: unknown;
}

/**
 * The only error a driver may throw. `message` is our own sentence for a person to act on: no vendor text,
 * no secret, no full URL.
 */
export class VendorError extends Error {
  readonly isVendorError = true;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly path: string | undefined;

  constructor(
    readonly kind: VendorErrorKind,
    message: string,
    detail: VendorErrorDetail = {},
  ) {
    super(message, { cause: detail.cause });
    this.name = 'VendorError';
    this.retryAfterMs = detail.retryAfterMs;
    this.status = detail.status;
    this.path = detail.path;
  }
}

/** Recognises a VendorError across bundles, where `instanceof` fails. */
export function isVendorError(error: unknown): error is VendorError {
  return typeof error === 'object' && error !== null && 'isVendorError' in error;
}
