import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import pLimit from 'p-limit';
import { Agent, request as send } from 'undici';
import type { z } from 'zod';
import type { Clock } from '@/server/ports';
import { type AddressGuard, createAddressGuard } from './address-guard';
import { createGuardedConnect } from './guarded-connect';
import { describeFailure, describeStatus } from './http-failure';
import { clockOffsetFrom, flattenHeaders, type HttpReply, nextClockOffset, parseRetryAfter } from './http-reply';
import { parseJson } from './parse-json';
import { sharedLookup } from './shared-lookup';
import type { HttpSettings } from './vendor';
import { isVendorError, VendorError } from './vendor-error';

export interface HttpRequest {
  /** Relative to the source's base address; never a full URL. */
  path: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Appended as query string; keys may repeat; values are percent-encoded (`|` becomes `%7C`). */
  query?: readonly (readonly [string, string])[];
  headers?: Readonly<Record<string, string>>;
  body?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Statuses that mean the credentials were refused; 401 and 403 unless told otherwise. */
  authStatuses?: readonly number[];
  /** Statuses other than 2xx that the caller reads itself instead of an error. */
  allow?: readonly number[];
}

/** The one way from a driver to its vendor: limits, redaction and the five kinds of error live here. */
export interface HttpDoor {
  send(request: HttpRequest): Promise<HttpReply>;
  /** Sends and parses JSON against `schema`; `bad-response` names the JSON path that did not fit. */
  json<T>(schema: z.ZodType<T>, request: HttpRequest): Promise<T>;
  /** Our clock minus the vendor's, in ms, from the `Date` header; 0 until one was seen. */
  clockOffsetMs(): number;
  close(): Promise<void>;
}

const defaults = { timeoutMs: 10_000, maxParallel: 4, maxBodyBytes: 32 * 1024 * 1024 };

const strictest = createAddressGuard();
const maxCertificateBytes = 1024 * 1024;

/** Makes an HTTP door; throws when the CA file cannot be read or holds no certificate. */
export function createHttpDoor(settings: HttpSettings, clock: Clock, guard: AddressGuard = strictest): HttpDoor {
  const base = new URL(settings.baseUrl.endsWith('/') ? settings.baseUrl : `${settings.baseUrl}/`);
  const ca = trustedBy(settings);
  const agent = new Agent({ connect: createGuardedConnect({ guard, lookup: sharedLookup, ca }), allowH2: false });
  const limit = pLimit(settings.maxParallel ?? defaults.maxParallel);
  const maxBodyBytes = settings.maxBodyBytes ?? defaults.maxBodyBytes;
  let offsetMs: number | null = null;

  async function exchange(request: HttpRequest): Promise<HttpReply> {
    const url = urlFor(base, request);
    const late = new AbortController();
    const cancelTimer = clock.after(request.timeoutMs ?? settings.timeoutMs ?? defaults.timeoutMs, () => late.abort());
    const signal = request.signal ? AbortSignal.any([request.signal, late.signal]) : late.signal;
    const sentAt = clock.now();
    try {
      const response = await send(url, {
        dispatcher: agent,
        method: request.method ?? 'GET',
        headers: { accept: 'application/json', ...request.headers },
        body: request.body ?? null,
        signal,
      });
      const headers = flattenHeaders(response.headers);
      offsetMs = nextClockOffset(offsetMs, clockOffsetFrom(headers.date, sentAt, clock.now()));
      const text = await readLimited(response.body, headers, maxBodyBytes, base.host);
      return { status: response.statusCode, headers, text, at: clock.now() };
    } catch (error) {
      if (isVendorError(error)) throw error;
      if (request.signal?.aborted) throw request.signal.reason;
      if (late.signal.aborted) throw new VendorError('timeout', `${base.host} did not answer in time`);
      throw describeFailure(error, base.host);
    } finally {
      cancelTimer();
    }
  }

  async function checked(request: HttpRequest): Promise<HttpReply> {
    const reply = await limit(() => exchange(request));
    if ((reply.status >= 200 && reply.status < 300) || request.allow?.includes(reply.status)) return reply;
    const retryAfterMs = parseRetryAfter(reply.headers['retry-after'], reply.headers.date, reply.at);
    throw describeStatus(reply.status, base.host, retryAfterMs, request.authStatuses ?? [401, 403]);
  }

  return {
    send: checked,
    json: async (schema, request) => parseJson((await checked(request)).text, schema, base.host),
    clockOffsetMs: () => offsetMs ?? 0,
    close: () => agent.destroy(),
  };
}

function urlFor(base: URL, request: HttpRequest): URL {
  const url = new URL(base);
  url.pathname = base.pathname + request.path.replace(/^\/+/, '');
  const pairs = request.query ?? [];
  url.search = pairs.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&');
  return url;
}

/** The usual authorities and the source's own; undefined = the usual ones. Throws when its CA file cannot be used. */
export function trustedBy({ caFile }: HttpSettings): readonly string[] | undefined {
  return caFile ? [...rootCertificates, readCertificate(caFile)] : undefined;
}

function readCertificate(caFile: string): string {
  const file = statSync(caFile);
  // A device or pipe would hold us up for ever.
  if (!file.isFile() || file.size > maxCertificateBytes) throw new Error('Not a certificate file');
  const pem = readFileSync(caFile, 'utf8');
  new X509Certificate(pem); // throws here, not at the first poll
  return pem;
}

async function readLimited(
  body: AsyncIterable<Buffer>,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
  host: string,
): Promise<string> {
  const chunks: Buffer[] = [];
  // Who says beforehand that it is too much is not listened to.
  let size = Number(headers['content-length'] ?? 0) > maxBytes ? Number.POSITIVE_INFINITY : 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      const limit = Number((maxBytes / 1024 / 1024).toFixed(1));
      throw new VendorError('bad-response', `${host} sent more than ${limit} MB: refused`);
    }
    chunks.push(chunk);
  }
  return decoderFor(headers['content-type']).decode(Buffer.concat(chunks));
}

/** Drops a byte order mark, as .NET sends it; UTF-8 where the charset is absent or not known. */
function decoderFor(contentType: string | undefined): TextDecoder {
  const charset = /charset="?([^";\s]+)/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    return new TextDecoder('utf-8');
  }
}
