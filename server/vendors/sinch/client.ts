import type { z } from 'zod';
import type { EpochMs } from '@/lib/floor/records';
import { isVendorError } from '@/server/vendors/vendor-error';
import { readPages } from './paging';
import { authHeaders, dropSession, type SinchContext } from './session';
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

async function ask<T>(
  context: SinchContext,
  signal: AbortSignal,
  resource: string,
  schema: z.ZodType<T>,
  query: Query,
): Promise<T> {
  const path = [rmiPathOf(context.settings), resource].filter(Boolean).join('/');
  const send = (headers: Record<string, string>) => context.http.json(schema, { path, query, headers, signal });
  const headers = await authHeaders(context);
  try {
    return await send(headers);
  } catch (error) {
    if (context.settings.auth !== 'session' || !mayBeSignedOut(error)) throw error;
    await dropSession(context, headers);
    return await send(await authHeaders(context));
  }
}

/** How long an ECFS session lives is not documented, nor how its end looks: refused, sent to a page, or a page itself. */
function mayBeSignedOut(error: unknown): boolean {
  if (!isVendorError(error)) return false;
  const isRedirect = error.status !== undefined && error.status >= 300 && error.status < 400;
  const isPage = error.kind === 'bad-response' && error.status === undefined && error.path === undefined;
  return error.kind === 'auth' || isRedirect || isPage;
}
