import type { IncomingMessage } from 'node:http';
import type { HookRequest } from '@/server/vendors/receive';

/** Why a request is no callback, as the status it is answered with. */
export type HookMisfit = 400 | 405 | 413 | 415;

/** No callback of any vendor comes near it. */
const maxBodyBytes = 16 * 1024;
const maxFields = 100;

/** Reads a callback: the query, and a form where one is sent. Rejects when the connection breaks. */
export async function readHook(request: IncomingMessage, query: string): Promise<HookRequest | HookMisfit> {
  const { method } = request;
  if (method === 'GET') return toRequest(method, [new URLSearchParams(query)]);
  if (method !== 'POST') return 405;
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== undefined && type !== 'application/x-www-form-urlencoded') return 415;
  const body = await readBody(request);
  return body === null ? 413 : toRequest(method, [new URLSearchParams(query), new URLSearchParams(body)]);
}

function toRequest(method: HookRequest['method'], forms: readonly URLSearchParams[]): HookRequest | HookMisfit {
  const pairs = forms.flatMap((form) => [...form]);
  return pairs.length > maxFields ? 400 : { method, fields: Object.fromEntries(pairs) };
}

/** Null when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
