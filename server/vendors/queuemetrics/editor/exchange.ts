import { z } from 'zod';
import type { EditorKind } from '@/lib/editing/records';
import { EditRefused } from '@/server/vendors/editor';
import type { HttpReply } from '@/server/vendors/http-reply';
import { parseJson } from '@/server/vendors/parse-json';
import { type Context, type EditorRecord, headersFor, hostOf } from '@/server/vendors/queuemetrics/client';
import type { Settings } from '@/server/vendors/queuemetrics/settings';
import { VendorError } from '@/server/vendors/vendor-error';
import type { KindId } from './kinds';
import { idOf, isRealId } from './raw-record';
import { refusal, withoutSecrets } from './refusals';
import { errorInside, readError, speaksOfEditor, type VendorSaid } from './vendor-words';

interface EditorRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Null for the list; `-` for a record to be created. */
  readonly id: string | null;
  readonly q?: string | null;
  readonly parentId?: string | null;
  readonly body?: string;
}

const records = z.array(z.record(z.string(), z.unknown()));

/** Where a record is, in this QueueMetrics' spelling of the editor's name. */
export function pathOf(kind: EditorKind, id: string | null, settings: Settings): string {
  const name = settings.editorNames[kind.id as KindId] ?? kind.id;
  return id === null ? `${name}/jsonEditorApi.do` : `${name}/${encodeURIComponent(id)}/jsonEditorApi.do`;
}

/**
 * One call of the configuration API. What it answers to an account without the right to it (403) or a version without
 * the editor is for the caller to tell; only 401 and 501 are `auth`, so that live figures go on.
 */
export function askEditor(context: Context, kind: EditorKind, request: EditorRequest): Promise<HttpReply> {
  const { method = 'GET', id, q, parentId, body } = request;
  const query: [string, string][] = [];
  if (q) query.push(['q', q]);
  if (parentId) query.push(['parent', parentId]);
  return context.http.send({
    method,
    path: pathOf(kind, id, context.settings),
    query,
    headers: headersFor(context.settings, context.secrets),
    ...(body === undefined ? {} : { body }),
    signal: context.signal,
    authStatuses: [401, 501],
    allow: [400, 403, 404, 405, 409, 500],
  });
}

/** Records of a kind in their short form. */
export async function listRecords(
  context: Context,
  kind: EditorKind,
  { q = null, parentId = null }: { readonly q?: string | null; readonly parentId?: string | null } = {},
): Promise<EditorRecord[]> {
  const reply = await askEditor(context, kind, { id: null, q, parentId });
  if (reply.status >= 300) throw unread(context, kind, reply.status, readError(reply.text));
  const value = parseJson(reply.text, z.unknown(), hostOf(context));
  const error = errorInside(value);
  if (error) throw unread(context, kind, reply.status, error);
  const listed = parseJson(reply.text, records, hostOf(context));
  context.memory.set(answeredKey(kind), true);
  return listed;
}

/** One record in its full form; throws `EditRefused` with reason `gone` where there is none. */
export async function readRecord(
  context: Context,
  kind: EditorKind,
  id: string,
  parentId: string | null,
): Promise<EditorRecord> {
  if (!isRealId(id)) throw gone(kind);
  const reply = await askEditor(context, kind, { id });
  if (reply.status === 403) throw unread(context, kind, 403, readError(reply.text));
  if (reply.status === 404) throw gone(kind);
  if (reply.status < 300) {
    const value: unknown = reply.text.trim() === '' ? null : parseJson(reply.text, z.unknown(), hostOf(context));
    const record = recordIn(value);
    if (record) return record;
    const error = errorInside(value);
    if (error?.isAuth) throw unread(context, kind, reply.status, error);
  }
  // A record that is not there, an editor that is not known and one that broke are answered alike: the list tells.
  const listed = await listRecords(context, kind, { parentId });
  if (!listed.some((record) => idOf(record) === id)) throw gone(kind);
  throw new VendorError('bad-response', `${hostOf(context)} lists this ${kind.one}, but cannot read it`, {
    status: reply.status,
  });
}

export const gone = (kind: EditorKind): EditRefused =>
  new EditRefused('gone', `There is no such ${kind.one} at QueueMetrics any more`);

/** The record of an answer, which may be a list of one; null where it has none. */
export function recordIn(value: unknown): EditorRecord | null {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof one !== 'object' || one === null || Array.isArray(one) || errorInside(one)) return null;
  return Object.keys(one).length === 0 ? null : (one as EditorRecord);
}

function unread(context: Context, kind: EditorKind, status: number, said: VendorSaid): Error {
  if (status === 403) return refusal.mayNot(kind, 'read', withoutSecrets(said.words, context.secrets));
  if (said.isAuth)
    return new VendorError('auth', `${hostOf(context)} refused the credentials: check user, password and keys`);
  const words = withoutSecrets(said.words, context.secrets);
  if (status < 300 && !speaksOfEditor(words))
    return new EditRefused('refused', 'QueueMetrics refused', { vendorWords: words });
  if (status >= 500 && context.memory.has(answeredKey(kind)) && !speaksOfEditor(words))
    return new VendorError('bad-response', `${hostOf(context)} answered with an error (HTTP ${status})`, { status });
  return notKnown(context, kind, words);
}

/** An editor that has answered is known: from then on an error is a fault. */
const answeredKey = (kind: EditorKind) => `${kind.id}-editor-listed`;

export function notKnown(context: Context, kind: EditorKind, words: string): EditRefused {
  return new EditRefused(
    'not-known',
    `This QueueMetrics does not know the editor ${pathOf(kind, null, context.settings).split('/')[0]}: where it goes by another name, set that in “editorNames” of the source`,
    { vendorWords: words },
  );
}
