import type { CentreOrder } from '@/server/emulators/centre-types';
import { CommandRefused } from '@/server/emulators/command-refused';
import { type FaceReply, jsonOrUndefined, jsonReply, textReply } from '@/server/emulators/face-http';
import { EditFailure, optiLockFailure } from './config/edit-failure';
import type { Author, Book, Columns, EditorShape, StoredRecord } from './config/editor-shape';
import { checkUnique, columnsFrom } from './config/incoming';
import { keysOf } from './config/people-editors';
import { fullForm, listForm } from './config/record-forms';
import { errorPage } from './error-page';
import { agentIdIn } from './values';

/** What was asked of an editor. */
export interface EditorRequest {
  readonly method: string;
  readonly editor: string;
  /** '' is the list, `-` or `0` a record that is not there yet. */
  readonly id: string;
  readonly parameters: URLSearchParams;
  readonly body: string;
}

type Form = Readonly<Record<string, unknown>>;

/** `{base}/{editor}/{id}/jsonEditorApi.do`; an editor or a record unknown here is a 500. */
export function editorReply(book: Book, request: EditorRequest): FaceReply {
  const shape = book.shape(request.editor);
  if (!shape) return textReply(500, 'Internal Server Error');
  try {
    return answer(book, shape, request);
  } catch (error) {
    if (error instanceof EditFailure) return failure(book, error.message);
    if (error instanceof CommandRefused) return failure(book, error.words ?? 'Not allowed');
    throw error;
  }
}

function answer(book: Book, shape: EditorShape, request: EditorRequest): FaceReply {
  const { method, editor, id } = request;
  if (method === 'GET' && id === '') return jsonReply(listOf(book, shape, request));
  if (!['GET', 'POST', 'DELETE'].includes(method)) return errorPage(405, 'Method Not Allowed');
  if (method !== 'GET') checkMayWrite(book, shape);
  if (method === 'POST' && (id === '-' || id === '0')) return createReply(book, request);
  const record = book.find(editor, id);
  if (!record) return textReply(500, 'Internal Server Error');
  if (method === 'GET') return jsonReply(fullForm(book, editor, record));
  return method === 'POST' ? updateReply(book, request, record) : deleteReply(book, request, record);
}

function listOf(book: Book, { parent }: EditorShape, { editor, parameters }: EditorRequest): readonly Form[] {
  const parentId = parameters.get('parent') ?? '';
  if (parent !== undefined && parentId === '') throw new EditFailure('Missing parameter: parent');
  const wanted = (parameters.get('q') ?? '').toLowerCase();
  return book
    .records(editor)
    .filter(({ columns }) => parent === undefined || columns[parent] === parentId)
    .map((record) => listForm(book, editor, record))
    .filter((row) => Object.values(row).some((value) => String(value).toLowerCase().includes(wanted)));
}

function checkMayWrite(book: Book, { isReadOnly, key }: EditorShape): void {
  if (isReadOnly) throw new EditFailure('This transaction is read-only');
  const robot = book.find('user', book.robot.id);
  if (key !== undefined && !(robot && keysOf(book, robot).includes(key))) throw new EditFailure(`Missing key: ${key}`);
}

function createReply(book: Book, { editor, body }: EditorRequest): FaceReply {
  const columns = columnsFrom(book, editor, objectIn(body), null, true);
  checkUnique(book, editor, columns, null);
  const order = orderOf(book, 'create', editor, { columns });
  const saved = save(book, order, (as) => book.insert(editor, as(columns), book.robot));
  const record = saved ?? { ...nobody(book), columns };
  return jsonReply({ PK_ID: record.id, ...fullForm(book, editor, record, saved ? undefined : columns) });
}

function updateReply(book: Book, { editor, body }: EditorRequest, record: StoredRecord): FaceReply {
  const sent = objectIn(body);
  if (String(sent.sys_optilock ?? '') !== record.lock) throw optiLockFailure();
  const columns = updated(book, editor, record, sent, book.settings.missingFields === 'blanked');
  const order = orderOf(book, 'update', editor, { columns, record });
  const saved = save(book, order, (as) => book.update(editor, record.id, as(columns), book.robot));
  const lie = { ...record, lock: String(Number(record.lock) + 1) };
  return jsonReply(fullForm(book, editor, saved ?? lie, saved ? undefined : columns));
}

function deleteReply(book: Book, { editor }: EditorRequest, record: StoredRecord): FaceReply {
  const was = fullForm(book, editor, record);
  save(book, orderOf(book, 'delete', editor, { columns: {}, record }), () => book.remove(editor, record.id));
  return jsonReply(was);
}

function updated(book: Book, editor: string, record: StoredRecord, sent: Form, isWhole: boolean): Columns {
  const current = book.shape(editor)?.seen?.(book, record.columns) ?? record.columns;
  const columns = columnsFrom(book, editor, sent, current, isWhole);
  checkUnique(book, editor, columns, record.id);
  return columns;
}

/** Saves now, later, otherwise or not at all; null where it is not saved yet. */
function save(
  book: Book,
  order: CentreOrder,
  write: (as: (columns: Columns) => Columns) => StoredRecord | null,
): StoredRecord | null {
  let saved: StoredRecord | null = null;
  book.centre.command(order, (as) => {
    saved = write((columns) => textsIn(as(columns)));
    return saved !== null;
  });
  return saved;
}

/** Somebody else saves a record as they see it, or deletes it (`null`); null when there is no such record. */
export function editBehind(book: Book, editor: string, id: string, values: Form | null, by: Author): Form | null {
  const record = book.shape(editor) ? book.find(editor, id) : null;
  if (!record) return null;
  if (values === null) {
    const was = fullForm(book, editor, record);
    book.remove(editor, id);
    return was;
  }
  // A name that was read along with the record must not win over an id that is given.
  const saved = book.update(editor, id, updated(book, editor, record, values, false), by);
  return saved && fullForm(book, editor, saved);
}

function orderOf(
  book: Book,
  verb: string,
  editor: string,
  { columns, record }: { readonly columns: Columns; readonly record?: StoredRecord },
): CentreOrder {
  const code = editor === 'agent' ? (record?.columns ?? columns).nome_agente : undefined;
  const secrets = book.shape(editor)?.secrets ?? [];
  const told = Object.entries(columns).filter(([column]) => !secrets.includes(column));
  return {
    deed: `${verb} ${editor}`,
    agentId: code === undefined ? null : agentIdIn(code),
    details: { id: record?.id ?? '-', ...Object.fromEntries(told) },
  };
}

function objectIn(body: string): Form {
  const sent = jsonOrUndefined(body);
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new EditFailure('Cannot read the record');
  return sent as Form;
}

const textsIn = (columns: Columns): Columns =>
  Object.fromEntries(Object.entries(columns).map(([column, value]) => [column, String(value)]));

/** A record that is only said to be there. */
function nobody(book: Book): StoredRecord {
  const stamp = { at: book.centre.now(), by: book.robot };
  return { id: '0', columns: {}, lock: '0', created: stamp, changed: stamp };
}

function failure({ settings }: Book, reason: string): FaceReply {
  switch (settings.editorFailures) {
    case 'body':
      return jsonReply({ error: reason });
    case 'page':
      return errorPage(500, reason);
    case 'text':
      return textReply(500, reason);
  }
}
