import { DateTime } from 'luxon';
import type { Book, Columns, EditorShape, Stamp, StoredRecord } from './editor-shape';

type Form = Readonly<Record<string, unknown>>;

/** A record as its list has it: short, with decorations. */
export function listForm(book: Book, editor: string, record: StoredRecord): Form {
  const shape = book.shape(editor);
  if (!shape) return {};
  const told = hideSecrets(shape, record.columns);
  const listed = shape.listed ?? Object.keys(shape.columns);
  return {
    ...Object.fromEntries(listed.map((column) => [column, told[column] ?? ''])),
    ...shape.decorateList?.(book, record),
    PK_ID: record.id,
  };
}

/** A record as its own address gives it; `columns` where they are others than it has now. */
export function fullForm(book: Book, editor: string, record: StoredRecord, columns?: Columns): Form {
  const shape = book.shape(editor);
  if (!shape) return {};
  const told = hideSecrets(shape, columns ?? shape.seen?.(book, record.columns) ?? record.columns);
  return {
    ...told,
    ...decoded(book, shape, told),
    ...shape.decorateFull?.(book, record),
    [shape.idField]: record.id,
    nomedata_insert: wrote(book, record.created),
    nomedata_update: wrote(book, record.changed),
    sys_dt_creazione: local(book, record.created, 'yyyy-MM-dd HH:mm:ss'),
    sys_dt_modifica: local(book, record.changed, 'yyyy-MM-dd HH:mm:ss'),
    sys_optilock: record.lock,
    sys_user_creazione: record.created.by.id,
    sys_user_modifica: record.changed.by.id,
  };
}

/** What a reference is called; blank where it leads nowhere. */
export function nameBehind(book: Book, editor: string, id: string | undefined): string {
  const title = book.shape(editor)?.title ?? '';
  return (id && book.find(editor, id)?.columns[title]) || '';
}

function decoded(book: Book, { refs = {} }: EditorShape, columns: Columns): Form {
  const named = Object.entries(refs).map(([column, editor]) => {
    return [`${column}__DECODED`, nameBehind(book, editor, columns[column])] as const;
  });
  return Object.fromEntries(named);
}

function hideSecrets({ columns: known, secrets = [] }: EditorShape, columns: Columns): Columns {
  const told = Object.keys(known).map((column) => [column, secrets.includes(column) ? '' : (columns[column] ?? '')]);
  return Object.fromEntries(told);
}

const wrote = (book: Book, stamp: Stamp): string => `${stamp.by.login}, ${local(book, stamp, 'dd/MM/yyyy, HH:mm')}`;

function local({ centre }: Book, { at }: Stamp, format: string): string {
  return DateTime.fromMillis(at, { zone: centre.timeZone }).toFormat(format);
}
