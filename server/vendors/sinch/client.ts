import type { z } from 'zod';
import type { EpochMs } from '@/lib/floor/records';
import { CommandRefused } from '@/server/vendors/command';
import type { HttpReply } from '@/server/vendors/http-reply';
import { refusedBy } from '@/server/vendors/order-parts';
import { parseJson } from '@/server/vendors/parse-json';
import { isUnauthorized } from '@/server/vendors/shared-pass';
import { isVendorError, VendorError } from '@/server/vendors/vendor-error';
import { readPages } from './paging';
import { type SinchContext, signedIn } from './session';
import { rmiPathOf } from './settings';

/** A row and when the answer that held it arrived: RMI speaks in ages, and a list may take several answers. */
export type Stamped<Row> = Row & { readonly readAt: EpochMs };

export type Query = readonly (readonly [string, string])[];

/** Reads a whole RMI collection, all its pages; throws VendorError when one of them fails. */
export function readCollection<Row extends { readonly id: string }>(
  context: SinchContext,
  signal: AbortSignal,
  resource: string,
  schema: z.ZodType<Row[]>,
  query: Query = [],
): Promise<Stamped<Row>[]> {
  const { pageSize } = context.settings;
  const askPage = async (offset: number) => {
    // Sorted by what never changes: RMI's own order (a name many rows share) may differ from page to page.
    const paging: Query = [
      ['sort', 'id'],
      ['offset', String(offset)],
      ['limit', String(pageSize)],
    ];
    const rows = await ask(context, signal, resource, schema, [...query, ...paging]);
    const readAt = context.clock.now();
    return rows.map((row) => ({ ...row, readAt }));
  };
  return readPages(askPage, pageSize, resource);
}

function ask<T>(
  context: SinchContext,
  signal: AbortSignal,
  resource: string,
  schema: z.ZodType<T>,
  query: Query,
): Promise<T> {
  const path = pathOf(context, resource);
  return signedIn(context, mayBeSignedOut, (headers) => context.http.json(schema, { path, query, headers, signal }));
}

/** One record; throws `CommandRefused` where RMI does not know it or does not let it be seen. */
export function readRecord<T>(
  context: SinchContext,
  signal: AbortSignal,
  resource: string,
  schema: z.ZodType<T>,
  query: Query = [],
): Promise<T> {
  const path = pathOf(context, resource);
  return signedIn(context, mayBeSignedOut, async (headers) => {
    const reply = await context.http.send({ path, query, headers, signal, allow: refusals });
    checkRefusal(context, reply);
    return parseJson(reply.text, schema, hostOf(context));
  });
}

/** Puts a whole record in the place of another, once; throws `CommandRefused` when RMI says no. */
export async function putRecord(context: SinchContext, resource: string, record: object): Promise<void> {
  const { http, signal } = context;
  const path = pathOf(context, resource);
  const body = JSON.stringify(record);
  const reply = await signedIn(context, isUnauthorized, (headers) =>
    http.send({
      method: 'PUT',
      path,
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      signal,
      allow: refusals,
    }),
  );
  checkRefusal(context, reply);
  if (reply.status === 204 || reply.text.trim() === '') return;
  throw new VendorError('bad-response', `${hostOf(context)} sent something where a change has no answer`, {
    status: reply.status,
  });
}

const refusals = [400, 404];

/** RMI says no in plain text. */
function checkRefusal({ secrets }: SinchContext, { status, text }: HttpReply): void {
  if (status === 404) throw new CommandRefused('Sinch does not know this agent, queue or profile any more');
  if (status === 400) throw refusedBy('Sinch refused', text, secrets);
}

export const pathOf = ({ settings }: SinchContext, resource: string) =>
  [rmiPathOf(settings), resource].filter(Boolean).join('/');

export const hostOf = ({ settings }: SinchContext) => new URL(settings.baseUrl).host;

/** How long an ECFS session lives is not documented, nor how its end looks: refused, sent to a page, or a page itself. */
export function mayBeSignedOut(error: unknown): boolean {
  if (!isVendorError(error)) return false;
  const isRedirect = error.status !== undefined && error.status >= 300 && error.status < 400;
  const isPage = error.kind === 'bad-response' && error.status === undefined && error.path === undefined;
  return error.kind === 'auth' || isRedirect || isPage;
}
