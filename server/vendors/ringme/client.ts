import type { z } from 'zod';
import { delay } from '@/server/ports';
import type { HttpRequest } from '@/server/vendors/http';
import { type HttpReply, parseRetryAfter } from '@/server/vendors/http-reply';
import { parseJson } from '@/server/vendors/parse-json';
import { VendorError } from '@/server/vendors/vendor-error';
import { complaint } from './payloads';
import { type RingMeContext, tokens } from './token';

export type { RingMeContext };

type Request = Pick<HttpRequest, 'method' | 'query' | 'allow' | 'authStatuses' | 'signal'> & { readonly json?: object };

const busyTries = 4;
const busyWaitMs = 400;
/** More pages than any tenant has agents. */
const mostPages = 500;

/** Asks below the API's path, with a token; tries again where RingMe was only busy. */
export async function ask(context: RingMeContext, path: string, request: Request = {}): Promise<HttpReply> {
  for (let turn = 1; ; turn += 1) {
    const reply = await tokens.sendWith(context, (token) => send(context, path, request, token));
    if (reply.status !== 429) return reply;
    if (!isOnlyBusy(reply.text)) throw overQuota(context, reply);
    if (turn === busyTries) throw stillBusy(context);
    await delay(context.clock, busyWaitMs * turn, request.signal ?? context.signal);
  }
}

export async function askJson<T>(
  context: RingMeContext,
  path: string,
  schema: z.ZodType<T>,
  request: Request = {},
): Promise<T> {
  return parseJson((await ask(context, path, request)).text, schema, hostOf(context));
}

/** A whole list, all its pages; how long a page is, is not said, so it ends with one that brings nothing new. */
export async function askPages<Row extends { readonly id: string }>(
  context: RingMeContext,
  path: string,
  schema: z.ZodType<Row[]>,
  { query = [], signal, allow = [] }: Pick<Request, 'query' | 'signal' | 'allow'> = {},
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (let page = 1; page <= mostPages; page += 1) {
    const paged = [...query, ['page', String(page)] as const];
    const reply = await ask(context, path, { query: paged, allow, ...(signal && { signal }) });
    if (allow.includes(reply.status)) return [...rows.values()];
    const before = rows.size;
    for (const row of parseJson(reply.text, schema, hostOf(context))) rows.set(row.id, row);
    if (rows.size === before) return [...rows.values()];
  }
  throw new VendorError('bad-response', `${hostOf(context)} has no last page of a list: given up`);
}

function send(context: RingMeContext, path: string, request: Request, token: string): Promise<HttpReply> {
  const { http, settings, signal } = context;
  const { json, allow = [], ...rest } = request;
  return http.send({
    signal,
    ...rest,
    path: `${settings.apiPath.replace(/\/+$/, '')}/${path}`,
    headers: { authorization: `Bearer ${token}`, ...(json ? { 'content-type': 'application/json' } : {}) },
    ...(json ? { body: JSON.stringify(json) } : {}),
    allow: [...allow, 429],
  });
}

/** “Stats request already exists, concurrent request not allowed” is no quota: the same is answered a moment later. */
function isOnlyBusy(text: string): boolean {
  try {
    return /concurrent/i.test(complaint.parse(JSON.parse(text)).message ?? '');
  } catch {
    return false;
  }
}

function stillBusy(context: RingMeContext): VendorError {
  const message = `${hostOf(context)} is still busy with an earlier request of this application (HTTP 429)`;
  return new VendorError('rate-limited', message, { status: 429, retryAfterMs: 1000 });
}

function overQuota(context: RingMeContext, reply: HttpReply): VendorError {
  const { 'retry-after': retryAfter, 'x-ratelimit-reset': reset, date } = reply.headers;
  const retryAfterMs = parseRetryAfter(retryAfter, date, reply.at) ?? resetMs(reset, date, reply.at);
  const message = `${hostOf(context)} asks for fewer requests (HTTP 429): its applications share an hourly quota`;
  return new VendorError('rate-limited', message, { status: 429, retryAfterMs });
}

/** Whether it counts seconds from now or names an instant is not documented; their sizes tell. */
function resetMs(reset: string | undefined, date: string | undefined, now: number): number | undefined {
  const value = Number(reset ?? Number.NaN);
  if (!Number.isFinite(value) || value < 0) return undefined;
  if (value < 1e9) return value * 1000;
  const vendorNow = Date.parse(date ?? '');
  return Math.max(0, (value < 1e12 ? value * 1000 : value) - (Number.isNaN(vendorNow) ? now : vendorNow));
}

export const hostOf = ({ settings }: Pick<RingMeContext, 'settings'>) => new URL(settings.baseUrl).host;
