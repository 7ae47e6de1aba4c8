import type { z } from 'zod';
import type { HttpRequest } from '@/server/vendors/http';
import type { HttpReply } from '@/server/vendors/http-reply';
import { parseJson } from '@/server/vendors/parse-json';
import { VendorError } from '@/server/vendors/vendor-error';
import { emptyPage, type Page, readPages } from './collection';
import { errorIn } from './error-body';
import { tokens, type VoipnowContext } from './token';

export type { VoipnowContext } from './token';

/** Why VoipNow does not speak of one extension (rule P1). */
export type Refusal = 'not-allowed' | 'not-known';
export type Answer<T> = { readonly value: T } | { readonly refusal: Refusal };

export const valueIn = <T>(answer: Answer<T> | undefined): T | null =>
  answer && 'value' in answer ? answer.value : null;

interface ApiRequest extends Pick<HttpRequest, 'method' | 'query' | 'signal' | 'allow'> {
  /** Below the API's own path, each segment by itself. */
  readonly path: readonly string[];
  readonly body?: Readonly<Record<string, string>>;
}

/** Sends with a token; what a 401 kept from being done is sent once more with a new one. 400 and 403 are the caller's. */
export function send(context: VoipnowContext, { path, body, ...request }: ApiRequest): Promise<HttpReply> {
  return tokens.sendWith(context, (text) =>
    context.http.send({
      signal: context.signal,
      allow: [400, 403],
      ...request,
      path: [context.settings.apiPath, ...path.map(segment), ''].join('/'),
      headers: { authorization: `Bearer ${text}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      authStatuses: [401],
    }),
  );
}

/** Numbers go out as the vendor writes them, with `*` and `@` as they are; throws for what would lead elsewhere. */
function segment(text: string): string {
  if (text === '' || text === '.' || text === '..') throw new VendorError('bad-response', 'An id can be no address');
  return encodeURIComponent(text).replaceAll('%40', '@').replaceAll('%2B', '+');
}

/** Reads a list, all its pages; a documented refusal is an answer, everything else throws VendorError. */
export async function readList<Row>(
  context: VoipnowContext,
  list: {
    readonly path: readonly string[];
    readonly schema: z.ZodType<Page<Row>>;
    readonly what: string;
    keyOf(row: Row): string;
  },
  signal: AbortSignal = context.signal,
): Promise<Answer<Row[]>> {
  const count = context.settings.pageSize;
  let refusal: Refusal | null = null;
  const ask = async (startIndex: number): Promise<Page<Row>> => {
    const query = [['count', String(count)] as const, ['startIndex', String(startIndex)] as const];
    const reply = await send(context, { path: list.path, query, signal });
    refusal = refusalIn(reply, hostOf(context));
    return refusal ? emptyPage : readPage(reply, list.schema, hostOf(context));
  };
  const rows = await readPages({ ask, keyOf: list.keyOf, count, what: list.what });
  return refusal ? { refusal } : { value: rows };
}

/** Null for an answer; throws for a 400 that speaks of something else than the extension. */
function refusalIn(reply: HttpReply, host: string): Refusal | null {
  if (reply.status === 403) return 'not-allowed';
  if (reply.status !== 400) return null;
  if (/^extension/i.test(errorIn(reply.text)?.code ?? '')) return 'not-known';
  throw new VendorError('bad-response', `${host} answered with an error (HTTP 400)`, { status: 400 });
}

/** 204 and an empty body both mean that there is nothing. */
export function readPage<Row>(reply: HttpReply, schema: z.ZodType<Page<Row>>, host: string): Page<Row> {
  return reply.text.trim() === '' ? emptyPage : parseJson(reply.text, schema, host);
}

export const hostOf = ({ settings }: VoipnowContext) => new URL(settings.baseUrl).host;
