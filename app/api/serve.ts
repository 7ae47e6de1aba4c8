import type { z } from 'zod';
import { can } from '@/lib/can';
import type { Principal } from '@/lib/principal';
import { type Api, type ApiKey, api } from '@/lib/protocol/api';
import type { Endpoint, Parts, ReplyOf } from '@/lib/protocol/api/endpoint';
import { answer, refuse } from '@/lib/protocol/http-answer';
import { isOutage, isRefusal, Refusal, wrongField } from '@/lib/protocol/refusal';
import { getRuntime, type Runtime } from '@/server/runtime';
import { noteRefused } from './note-refused';

/** What a handler is given: who asks, and what they ask, parsed. */
export interface Call<E extends Endpoint> extends Parts<E> {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly request: Request;
}

interface RouteContext {
  readonly params: Promise<Record<string, string | string[] | undefined>>;
}

type Handler<K extends ApiKey> = (
  call: Call<Api[K]>,
) => Promise<ReplyOf<Api[K]> | Response> | ReplyOf<Api[K]> | Response;

/** A route handler for one endpoint of the contract: who asks, whether they may, whether what they ask is right, then the one call. */
export function serve<K extends ApiKey>(key: K, handle: Handler<K>) {
  const endpoint: Endpoint = api[key];
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      const runtime = getRuntime();
      const principal = await runtime.authenticate(request.headers);
      if (!principal) return refuse('not-signed-in');
      refuseForms(request);
      if (endpoint.action && !can(principal, endpoint.action)) {
        noteRefused(key, { runtime, principal, request });
        return refuse('not-allowed');
      }
      const parts = await readParts(endpoint, request, context);
      const reply = await handle({ ...(parts as Parts<Api[K]>), runtime, principal, request });
      return reply instanceof Response ? reply : answer(reply as object);
    } catch (error) {
      return refuseFor(error, key);
    }
  };
}

type OpenHandler<K extends ApiKey> = (call: Omit<Call<Api[K]>, 'principal'>) => Promise<ReplyOf<Api[K]>>;

/** The same for an endpoint that serves people nobody knows yet. */
export function serveAnybody<K extends ApiKey>(key: K, handle: OpenHandler<K>) {
  const endpoint: Endpoint = api[key];
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      refuseForms(request);
      const parts = await readParts(endpoint, request, context);
      return answer((await handle({ ...(parts as Parts<Api[K]>), runtime: getRuntime(), request })) as object);
    } catch (error) {
      return refuseFor(error, key);
    }
  };
}

async function readParts(endpoint: Endpoint, request: Request, context: RouteContext) {
  return {
    params: endpoint.params && parse(endpoint.params, await context.params),
    query: endpoint.query && parse(endpoint.query, Object.fromEntries(new URL(request.url).searchParams)),
    body: endpoint.body && parse(endpoint.body, await readJson(request)),
  };
}

function refuseFor(error: unknown, key: ApiKey): Response {
  if (isRefusal(error)) return refuse(error.code, error);
  // Told by the store itself, once: not a line in the log for each who asks.
  if (isOutage(error))
    return refuse('unavailable', { message: `${error.message}. The live floor goes on; try again in a moment.` });
  getRuntime().noteBug(error, key);
  return refuse('failed', { message: 'Callboard could not do that. Its log says why.' });
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: path.map(String).join('.') || 'body',
    message,
  }));
  throw new Refusal('bad-request', { problems });
}

/** A form of another site can be sent with a person's cookie; it can never say that it is JSON. */
function refuseForms(request: Request): void {
  const type = request.headers.get('content-type');
  if (request.method === 'GET' || type === null || /^application\/json\s*(;|$)/i.test(type)) return;
  throw wrongField('content-type', 'must be application/json');
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new Refusal('bad-request', { problems: [{ field: 'body', message: 'must be JSON' }] });
  }
}
