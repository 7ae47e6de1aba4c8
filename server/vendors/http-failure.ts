import { refusedAddressCode } from './guarded-connect';
import { VendorError, type VendorErrorKind } from './vendor-error';

const tlsCodes = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const cutCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);

function failureOf(code: string, host: string): [VendorErrorKind, string] {
  if (code === 'ECONNREFUSED')
    return ['unreachable', `${host} refuses the connection: check that the system runs and the port is right`];
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return ['unreachable', `The name ${host} is not known to DNS: check the address`];
  if (code === refusedAddressCode)
    return [
      'unreachable',
      `${host} leads to an address that is not asked, as a link-local or metadata one: enter another one, or name it in CALLBOARD_ALLOW_ADDRESSES`,
    ];
  if (tlsCodes.has(code))
    return ['unreachable', `The certificate of ${host} is not trusted (${code}): set "caFile" or renew it`];
  if (timeoutCodes.has(code)) return ['timeout', `${host} did not answer in time`];
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO')
    return ['unreachable', `${host} does not speak TLS: check whether "baseUrl" should begin with http://`];
  if (code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW')
    return ['bad-response', `${host} answers, but not in HTTP: check the port and http:// or https://`];
  if (cutCodes.has(code)) return ['unreachable', `${host} broke off the connection before the answer was complete`];
  return ['unreachable', `${host} cannot be reached (${code})`];
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string') return code;
  if ((error as { name?: unknown } | null)?.name === 'HTTPParserError') return 'HPE_UNKNOWN';
  const cause = (error as { cause?: unknown } | null)?.cause;
  return cause ? codeOf(cause) : 'unknown error';
}

/** Turns what the network threw into a VendorError; `host` is host and port, never the full URL. */
export function describeFailure(error: unknown, host: string): VendorError {
  const [kind, message] = failureOf(codeOf(error), host);
  return new VendorError(kind, message);
}

/** Turns a status that is not a success into a VendorError. */
export function describeStatus(
  status: number,
  host: string,
  retryAfterMs: number | undefined,
  authStatuses: readonly number[],
): VendorError {
  if (authStatuses.includes(status))
    return new VendorError(
      'auth',
      `${host} refused the credentials (HTTP ${status}): check user, password and rights`,
      {
        status,
      },
    );
  if (status === 429)
    return new VendorError('rate-limited', `${host} asks for fewer requests (HTTP 429)`, { status, retryAfterMs });
  if (status === 504 || status === 408)
    return new VendorError('timeout', `${host} says that the system behind it does not answer (HTTP ${status})`, {
      status,
      retryAfterMs,
    });
  if (status >= 300 && status < 400)
    return new VendorError(
      'bad-response',
      `${host} redirects elsewhere (HTTP ${status}): use the address that answers directly`,
      { status },
    );
  if (status === 404)
    return new VendorError(
      'bad-response',
      `${host} does not know this path (HTTP 404): check "baseUrl" and the paths`,
      {
        status,
      },
    );
  return new VendorError('bad-response', `${host} answered with an error (HTTP ${status})`, { status, retryAfterMs });
}
