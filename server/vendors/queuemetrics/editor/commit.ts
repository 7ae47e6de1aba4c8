import { z } from 'zod';
import type { EditorKind } from '@/lib/editing/records';
import { type Edit, EditRefused } from '@/server/vendors/editor';
import type { HttpReply } from '@/server/vendors/http-reply';
import { parseJson } from '@/server/vendors/parse-json';
import { type Context, type EditorRecord, hostOf } from '@/server/vendors/queuemetrics/client';
import { VendorError } from '@/server/vendors/vendor-error';
import { labelOf } from './draw-form';
import { askEditor, gone, listRecords, notKnown, readRecord, recordIn } from './exchange';
import { lockOf } from './kept-record';
import type { KindId } from './kinds';
import { forgetPicks } from './picks';
import { idOf, isRealId, secretKeys } from './raw-record';
import { type NamedField, refusal, withoutSecrets } from './refusals';
import { errorInside, readError, speaksOfEditor, speaksOfNone, type VendorSaid } from './vendor-words';
import { baseOf, bodyOf } from './write-record';

type Kind = EditorKind & { readonly id: KindId };

interface Asked {
  readonly edit: Edit;
  /** Passwords that went along. */
  readonly secrets: readonly string[];
}

/** Sends one edit, once; the id of the record, null where QueueMetrics did not tell that of a new one. */
export async function commitEdit(context: Context, kind: Kind, edit: Edit): Promise<string | null> {
  if (!kind.can.includes(edit.operation))
    throw new EditRefused('refused', `${kind.label} can only be read at QueueMetrics`);
  if (edit.operation !== 'create' && (edit.id === null || !isRealId(edit.id))) throw gone(kind);
  const body = edit.operation === 'remove' ? null : bodyOf(kind.id, edit, await keptBack(context, kind, edit));
  forgetPicks(context, kind.id);
  const reply = await askEditor(context, kind, {
    method: body ? 'POST' : 'DELETE',
    id: edit.operation === 'create' ? '-' : edit.id,
    ...(edit.operation === 'create' ? { parentId: edit.parentId } : {}),
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).finally(() => kind.id === 'queue' && forgetDetails(context, edit.id));
  const saved = await judge(context, kind, { edit, secrets: secretsOf(body ?? {}) }, reply);
  return edit.operation === 'create' ? saved && idOf(saved) : edit.id;
}

/** Columns that are not kept anywhere, as they are now: without them QueueMetrics would take them for blank. */
async function keptBack(context: Context, kind: Kind, edit: Edit): Promise<EditorRecord> {
  const hidden = edit.operation === 'update' ? (baseOf(edit)?.hidden ?? []) : [];
  if (hidden.length === 0 || edit.id === null) return {};
  const now = await readRecord(context, kind, edit.id, edit.parentId);
  if (lockOf(now) !== edit.fresh?.lock) throw refusal.conflict(kind);
  return Object.fromEntries(hidden.filter((key) => key in now).map((key) => [key, now[key]]));
}

/** The record that QueueMetrics answered with, if it did; throws when it did not do what it was asked. */
async function judge(context: Context, kind: Kind, asked: Asked, reply: HttpReply): Promise<EditorRecord | null> {
  if (reply.status < 300) return savedIn(context, kind, asked, reply);
  const said = readError(reply.text);
  const { operation, parentId } = asked.edit;
  if (reply.status === 403) throw refusal.mayNot(kind, 'change', wordsFor(context, asked, said));
  if (reply.status === 409) throw refusal.conflict(kind);
  if (reply.status === 404 && operation !== 'create') throw gone(kind);
  const error = reply.status === 404 && !said.isConflict ? null : errorOf(context, kind, asked, said);
  if (error) throw error;
  // An editor that is not known has not done anything; one that is may have broken half-way.
  if (operation === 'create') await listRecords(context, kind, { parentId });
  if (reply.status < 500) throw new EditRefused('refused', `QueueMetrics refused (HTTP ${reply.status})`);
  throw new VendorError('bad-response', `${hostOf(context)} answered with an error (HTTP ${reply.status})`, {
    status: reply.status,
  });
}

function savedIn(context: Context, kind: Kind, asked: Asked, reply: HttpReply): EditorRecord | null {
  if (reply.text.trim() === '') return null;
  const isJson = /^\s*["[{n]/.test(reply.text);
  const value = isJson ? parseJson(reply.text, z.unknown(), hostOf(context)) : null;
  const said = isJson && typeof value !== 'string' ? errorInside(value) : spokenError(reply.text);
  if (said) throw errorOf(context, kind, asked, said) ?? refusal.said(kind, '', []);
  // A sign-in page, or words that say nothing of what was done: it has to be read again.
  if (!isJson) parseJson(reply.text, z.unknown(), hostOf(context));
  return recordIn(value);
}

/** What an error says for certain; null where it says nothing. */
function errorOf(context: Context, kind: Kind, asked: Asked, said: VendorSaid): Error | null {
  if (said.isConflict) return refusal.conflict(kind);
  if (said.isAuth) return wrongCredentials(context);
  const words = wordsFor(context, asked, said);
  if (speaksOfEditor(words)) return notKnown(context, kind, words);
  if (speaksOfNone(words) && asked.edit.operation !== 'create') return gone(kind);
  return words === '' ? null : refusal.said(kind, words, fieldsOf(asked.edit), asked.edit.values);
}

const wordsFor = ({ secrets }: Context, asked: Asked, said: VendorSaid): string =>
  withoutSecrets(said.words, secrets, asked.secrets);

/** Plain words that tell of a failure; null for a page, or for words that do not. */
function spokenError(text: string): VendorSaid | null {
  const said = readError(text);
  const isFailure =
    /error|exception|fail|denied|already|duplicate|not (allowed|valid|found)|invalid|cannot|must|missing/i;
  if (said.isConflict) return said;
  return !text.trimStart().startsWith('<') && isFailure.test(said.words) ? said : null;
}

const wrongCredentials = (context: Context): VendorError =>
  new VendorError('auth', `${hostOf(context)} refused the credentials: check user, password and keys`);

/** Those that change first, for a message that could speak of several. */
function fieldsOf({ fresh, values }: Edit): NamedField[] {
  const known = fresh?.fields ?? [];
  const given = Object.keys(values).map(
    (name) => known.find((field) => field.name === name) ?? { name, label: labelOf(name) },
  );
  return [...given, ...known.filter(({ name }) => !(name in values))];
}

function secretsOf(body: EditorRecord): string[] {
  return secretKeys(body).map((key) => String(body[key]));
}

/** What the names feed keeps of single queues is from before. */
function forgetDetails({ memory }: Context, id: string | null): void {
  const details = memory.get('queue-editor-records') as ReadonlyMap<string, EditorRecord> | undefined;
  if (details && id !== null) memory.set('queue-editor-records', new Map([...details].filter(([key]) => key !== id)));
}
