import { z } from 'zod';
import type { HttpReply } from '@/server/vendors/http-reply';
import { parseJson } from '@/server/vendors/parse-json';
import type { FeedContext } from '@/server/vendors/vendor';
import { isVendorError, VendorError } from '@/server/vendors/vendor-error';
import type { EditorName, Secrets, Settings } from './settings';
import { checkStatus, parseStatsReply, type StatsReply } from './stats-reply';

export type Context = FeedContext<Settings, Secrets>;
export type EditorRecord = Readonly<Record<string, unknown>>;

interface StatsRequest {
  path: 'QmRealtime/jsonStatsApi.do' | 'QmStats/jsonStatsApi.do';
  queues: '*' | readonly string[];
  blocks: readonly string[];
  period?: { from: string; to: string };
  timeoutMs?: number;
}

/** Wrong credentials come as 501 from older versions. */
export const authStatuses = [401, 403, 501];
const formatKey = 'json-format';

/** Host and port of a source, for messages. */
export function hostOf(context: Context): string {
  return new URL(context.settings.baseUrl).host;
}

/** One call of the reports API for several blocks, which costs the vendor less than one call each. */
export async function readStats(context: Context, request: StatsRequest): Promise<StatsReply> {
  const { jsonFormat } = context.settings;
  if (jsonFormat !== 'auto') return askStats(context, request, jsonFormat);
  const settled = context.memory.get(formatKey);
  try {
    const reply = await askStats(context, request, settled === 'classic' ? 'classic' : 'simple');
    context.memory.set(formatKey, settled ?? 'simple');
    return reply;
  } catch (error) {
    // Versions before 23.09 ignore the parameter; should one refuse it, the older form is tried before giving up.
    if (settled !== undefined || !isVendorError(error) || error.kind !== 'bad-response') throw error;
    const reply = await askStats(context, request, 'classic').catch((second: unknown) => {
      // Two refusals of the same kind: the first one is about what was asked for first.
      throw isVendorError(second) && second.kind === 'bad-response' ? error : second;
    });
    context.memory.set(formatKey, 'classic');
    return reply;
  }
}

async function askStats(context: Context, request: StatsRequest, format: 'simple' | 'classic'): Promise<StatsReply> {
  const { path, queues, blocks, period, timeoutMs } = request;
  const query: [string, string][] = [['queues', queues === '*' ? '*' : queues.join('|')]];
  if (period) query.push(['from', period.from], ['to', period.to]);
  for (const block of blocks) query.push(['block', block]);
  if (format === 'simple') query.push(['jsonFormat', 'simple']);
  const reply = await context.http.send({
    path,
    query,
    headers: headersFor(context.settings, context.secrets),
    signal: context.signal,
    authStatuses,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return parseStatsReply(reply.text, hostOf(context));
}

const editorList = z.array(z.record(z.string(), z.unknown()));
const editorRecord = z.record(z.string(), z.unknown());

/** All records of an editor in their short form; null where the account may not read it. */
export async function listEditor(context: Context, editor: EditorName): Promise<EditorRecord[] | null> {
  const reply = await askEditor(context, `${editor}/jsonEditorApi.do`);
  const readBefore = `${editor}-editor-answered`;
  if (reply.status < 300) {
    const records = parseEditor(reply.text, editorList, hostOf(context));
    context.memory.set(readBefore, true);
    return records;
  }
  // An editor that has answered is relied on: from then on a refusal is a failure, and the names read before stay.
  if (!context.memory.has(readBefore)) return null;
  throw new VendorError('bad-response', `${hostOf(context)} no longer lets us read its ${editor} editor`, {
    status: reply.status,
  });
}

/** One record in its full form. */
export async function readEditorRecord(
  context: Context,
  editor: EditorName,
  id: string,
): Promise<EditorRecord | 'gone' | 'refused'> {
  const reply = await askEditor(context, `${editor}/${encodeURIComponent(id)}/jsonEditorApi.do`);
  if (reply.status < 300) return parseEditor(reply.text, editorRecord, hostOf(context));
  return reply.status === 404 ? 'gone' : 'refused';
}

/**
 * What an editor answers to an account without the right to it (403), or a version without the editor (404, 500),
 * is no fault of the credentials: only 401 and 501 are `auth` here, so that live figures go on.
 */
function askEditor(context: Context, path: string): Promise<HttpReply> {
  const headers = headersFor(context.settings, context.secrets);
  const { http, signal } = context;
  return http.send({ path, headers, signal, authStatuses: [401, 501], allow: [403, 404, 500] });
}

function parseEditor<T>(text: string, schema: z.ZodType<T>, host: string): T {
  const value = parseJson(text, z.unknown(), host);
  if (typeof value === 'object' && value !== null && ('resultStatus' in value || 'result' in value))
    checkStatus(value as Record<string, unknown>, host);
  return parseJson(text, schema, host);
}

/** Some front ends let only requests pass that look like the vendor's own scripts. */
export function headersFor(settings: Settings, secrets: Secrets): Record<string, string> {
  const pair = Buffer.from(`${secrets.user}:${secrets.password}`).toString('base64');
  return {
    authorization: `Basic ${pair}`,
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': settings.userAgent,
    referer: `${settings.baseUrl.replace(/\/+$/, '')}/index.jsp`,
  };
}
