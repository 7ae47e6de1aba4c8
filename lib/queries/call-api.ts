import { basePath } from '@/lib/paths';
import type { Api, ApiKey } from '@/lib/protocol/api';
import type { ReplyOf, Sending } from '@/lib/protocol/api/endpoint';
import type { FieldProblem, RefusalBody, ReplyCode } from '@/lib/protocol/reply';

/** An answer that is not a success; `code` decides what a page says, `problems` go beside their fields. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: ReplyCode | null = null,
    /** In words for a person; empty where the server had none. */
    readonly words = '',
    readonly problems: readonly FieldProblem[] = [],
  ) {
    super(`The server answered with ${status}`);
    this.name = 'ApiError';
  }
}

type Anything = Readonly<Record<string, unknown>>;

/**
 * Asks one endpoint of the contract, as `callApi('POST /api/sources/{id}/retry', { params: { id } })`; throws ApiError on
 * anything but a success. The contract is a type here, so that none of its schemas reaches a browser.
 */
export async function callApi<K extends ApiKey>(
  key: K,
  sending: Sending<Api[K]>,
  init: Pick<RequestInit, 'signal'> = {},
): Promise<ReplyOf<Api[K]>> {
  const { params, query, body } = sending as { params?: Anything; query?: Anything; body?: unknown };
  const response = await fetch(`${basePath}${pathFor(key, params, query)}`, {
    ...init,
    method: key.slice(0, key.indexOf(' ')),
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as ReplyOf<Api[K]>;
}

/** The path of an endpoint with its parts filled in, below the base path. */
export function pathFor(key: ApiKey, params: Anything = {}, query: Anything = {}): string {
  const path = key
    .slice(key.indexOf(' ') + 1)
    .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)] as [string, string]],
  );
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path;
}

/** What an answer that is not a success says. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as Partial<RefusalBody>;
  return new ApiError(response.status, body.code ?? null, body.message ?? '', body.problems ?? []);
}
