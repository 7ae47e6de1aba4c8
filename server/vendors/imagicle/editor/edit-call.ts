import type { FieldProblem } from '@/lib/protocol/reply';
import { type RawRecord, rawRecords, textAt } from '@/server/vendors/editing/raw-record';
import { EditRefused, isEditRefused } from '@/server/vendors/editor';
import type { HttpRequest } from '@/server/vendors/http';
import type { HttpReply } from '@/server/vendors/http-reply';
import { basic, hostOf, type ImagicleContext, type Query } from '@/server/vendors/imagicle/client';
import type { ImagicleSettings } from '@/server/vendors/imagicle/settings';
import { parseJson } from '@/server/vendors/parse-json';
import { isWebPage, webPage } from '@/server/vendors/web-page';
import { type Reasons, refusalOf } from './refusal';

export type EditorContext = ImagicleContext;

export interface EditCall extends Pick<HttpRequest, 'method' | 'path' | 'query'> {
  readonly body?: object;
  /** The settings that say where this call goes. */
  readonly settings: readonly (keyof ImagicleSettings)[];
  readonly reasons?: Reasons;
  /** What a 404 means: throws where it is a record that is gone; returns where nothing but the path can be meant. */
  whatIsGone?(): Promise<void>;
  /** What a 409 without a documented reason is about, where that can be told. */
  whatClashes?(): Promise<readonly FieldProblem[]>;
}

const refusals = [400, 403, 409];
const unknownPath = [404, 405];

/** Asks once. A no is an `EditRefused` in words; a path that this release does not know is one that names the setting. */
export async function askForEdit(context: EditorContext, call: EditCall): Promise<HttpReply> {
  const { http, secrets, signal } = context;
  const { method = 'GET', path, query = [], body } = call;
  const reply = await http.send({
    ...{ method, path, query, signal },
    headers: { ...basic(secrets), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    authStatuses: [401],
    allow: [...refusals, ...unknownPath],
  });
  if (reply.status === 409) await explainClash(call);
  if (refusals.includes(reply.status)) throw refusalOf(reply, call.reasons ?? {}, secrets);
  if (reply.status === 404) await explainGone(call);
  if (unknownPath.includes(reply.status)) throw notKnown(reply.status, method, call.settings);
  if (isWebPage(reply.text)) throw webPage(hostOf(context));
  return reply;
}

/** That it was refused stays certain, whatever comes of looking why. */
async function explainClash({ whatClashes }: EditCall): Promise<void> {
  const problems = (await whatClashes?.().catch(() => [])) ?? [];
  if (problems.length > 0) throw new EditRefused('refused', 'Imagicle has this already', { problems });
}

async function explainGone({ whatIsGone }: EditCall): Promise<void> {
  await whatIsGone?.().catch((error: unknown) => {
    throw isEditRefused(error) ? error : new EditRefused('gone', 'Imagicle does not know this any more (HTTP 404)');
  });
}

function notKnown(status: number, method: string, settings: EditCall['settings']): EditRefused {
  const names = settings.map((name) => `"${name}"`).join(' and ');
  return new EditRefused(
    'not-known',
    `This Imagicle does not know such a call (HTTP ${status} to ${method}): check ${names} of the source`,
  );
}

/** The records of a list as they came, each once, by id. */
export async function readRecords(
  context: EditorContext,
  call: EditCall,
  idOf: (raw: RawRecord) => string,
): Promise<ReadonlyMap<string, RawRecord>> {
  const reply = await askForEdit(context, call);
  const rows = reply.text.trim() === '' ? [] : parseJson(reply.text, rawRecords, hostOf(context));
  return new Map(rows.map((raw) => [idOf(raw), raw] as const).filter(([id]) => id !== ''));
}

/** The id in the answer to what was created: in its body, or where it says that the new one is; null where it tells none. */
export function createdId({ text, headers }: HttpReply): string | null {
  const place = headers.location?.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1);
  try {
    const body: unknown = JSON.parse(text);
    const id = typeof body === 'object' && body !== null ? textAt(body as RawRecord, 'id') : String(body ?? '');
    return id || decode(place);
  } catch {
    return decode(place);
  }
}

function decode(place: string | undefined): string | null {
  try {
    return place ? decodeURIComponent(place) : null;
  } catch {
    return null;
  }
}

/** Without one in the settings it is not asked for. */
export const tenantQuery = ({ tenantId }: ImagicleSettings): Query =>
  tenantId === undefined ? [] : [['tenantId', tenantId]];

/** A path as it is asked for, where it leads out of the base address. */
export function resolved({ baseUrl }: ImagicleSettings, path: string): string {
  if (!path.includes('../')) return path;
  return new URL(path.replace(/^\/+/, ''), baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`).pathname;
}
