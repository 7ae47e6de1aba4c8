import { type RawRecord, rawRecord } from '@/server/vendors/editing/raw-record';
import { EditRefused } from '@/server/vendors/editor';
import { hideSecrets } from '@/server/vendors/hide-secrets';
import type { HttpReply } from '@/server/vendors/http-reply';
import { parseJson } from '@/server/vendors/parse-json';
import { isUnauthorized } from '@/server/vendors/shared-pass';
import { hostOf, mayBeSignedOut, pathOf, type Query } from '@/server/vendors/sinch/client';
import { type SinchContext, signedIn } from '@/server/vendors/sinch/session';
import { isVendorError } from '@/server/vendors/vendor-error';
import { isWebPage, webPage } from '@/server/vendors/web-page';

/** What a 404 of this call means. */
export interface Missing {
  readonly reason: 'gone' | 'not-known';
  readonly words: string;
}

export const gone = (words: string): Missing => ({ reason: 'gone', words });
export const notKnown = (words: string): Missing => ({ reason: 'not-known', words });

/** One record with all that RMI says of it. */
export async function readWhole(
  context: SinchContext,
  resource: string,
  missing: Missing,
  query: Query = [],
): Promise<RawRecord> {
  return parseJson((await readText(context, resource, missing, query)).text, rawRecord, hostOf(context));
}

/** One answer that is no web page; a session that has ended is opened again. */
export async function readText(
  context: SinchContext,
  resource: string,
  missing: Missing,
  query: Query = [],
): Promise<HttpReply> {
  const { http, signal } = context;
  const reply = await signedIn(context, mayBeSignedOut, async (headers) => {
    const path = pathOf(context, resource);
    const got = await http.send({ path, query, headers, signal, allow: refusals });
    if (got.status < 300 && isWebPage(got.text)) throw webPage(hostOf(context));
    return got;
  }).catch((error: unknown) => refuse(error, missing));
  return heeded(context, reply, missing);
}

/** Sends a whole record, once; a session that has ended is opened again, as a 401 says that nothing was done. */
export async function sendWhole(
  context: SinchContext,
  method: 'PUT' | 'POST',
  resource: string,
  record: object,
  missing: Missing,
): Promise<HttpReply> {
  const { http, signal } = context;
  const reply = await signedIn(context, isUnauthorized, (headers) =>
    http.send({
      ...{ method, path: pathOf(context, resource), signal, body: JSON.stringify(record), allow: refusals },
      // What is created is answered with its id, as text.
      headers: { ...headers, 'content-type': 'application/json', ...(method === 'POST' && { accept: 'text/html' }) },
    }),
  ).catch((error: unknown) => refuse(error, missing));
  heeded(context, reply, missing);
  if (isWebPage(reply.text) && reply.status !== 201) throw webPage(hostOf(context));
  return reply;
}

const refusals = [400, 404, 405];

/** RMI says no in plain text. */
function heeded({ secrets }: SinchContext, reply: HttpReply, { reason, words }: Missing): HttpReply {
  const { status, text } = reply;
  if (status === 404) throw new EditRefused(reason, words);
  if (status === 405)
    throw new EditRefused(
      'not-known',
      'This Sinch does not know such a call (HTTP 405): check "rmiPath" of the source',
    );
  if (status === 400)
    throw new EditRefused('refused', 'Sinch refused', { vendorWords: hideSecrets(text, { ...secrets }) });
  return reply;
}

/** What was thrown, as a refusal where it is one. A 403 is the account's, not the sign-in's: a new session has not helped. */
export function refuse(error: unknown, { reason, words }: Missing): never {
  const status = isVendorError(error) ? error.status : undefined;
  if (status === 403)
    throw new EditRefused('refused', 'Sinch does not let the account of this source do that (HTTP 403)');
  if (status === 404) throw new EditRefused(reason, words);
  if (status === 400) throw new EditRefused('refused', 'Sinch refused: it does not take such an id');
  throw error;
}
