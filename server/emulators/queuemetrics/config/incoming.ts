import { EditFailure } from './edit-failure';
import type { Book, Columns, EditorShape } from './editor-shape';

type Body = Readonly<Record<string, unknown>>;

/**
 * What a commit comes to, checked: structures, `sys_*`, `opt_*`, `_*` and whatever the editor does not know are ignored,
 * and a name under `…__DECODED` wins over the id beside it. `current` null is a new record.
 */
export function columnsFrom(
  book: Book,
  editor: string,
  body: Body,
  current: Columns | null,
  isWhole: boolean,
): Columns {
  const shape = book.shape(editor);
  if (!shape) return {};
  const missing = current === null ? shape.columns : isWhole ? {} : current;
  const sent = Object.keys(shape.columns).map((column) => {
    const isKept = current !== null && shape.secrets?.includes(column);
    const value = resolve(book, shape, column, body) ?? missing[column] ?? '';
    return [column, isKept && value === '' ? (current[column] ?? '') : value] as const;
  });
  const columns = shape.tidy?.(Object.fromEntries(sent)) ?? Object.fromEntries(sent);
  check(shape, columns);
  shape.check?.(book, columns);
  return columns;
}

/** Complains where another record has what must be its own. */
export function checkUnique(book: Book, editor: string, columns: Columns, id: string | null): void {
  for (const [column, complaint] of Object.entries(book.shape(editor)?.unique ?? {})) {
    const value = columns[column] ?? '';
    const wanted = value.toLowerCase();
    const isTaken = book
      .records(editor)
      .some((record) => record.id !== id && record.columns[column]?.toLowerCase() === wanted);
    if (isTaken) throw new EditFailure(complaint(value));
  }
}

function resolve(book: Book, { refs = {} }: EditorShape, column: string, body: Body): string | undefined {
  const editor = refs[column];
  const plain = textOf(body[column]);
  if (editor === undefined) return plain;
  const name = textOf(body[`${column}__DECODED`])?.trim() ?? '';
  if (name !== '') {
    const named = book.findBy(editor, book.shape(editor)?.title ?? '', name);
    if (!named) throw new EditFailure(`Cannot find ${editor} '${name}' for field ${column}`);
    return named.id;
  }
  if (plain === undefined || plain === '' || plain === '0') return plain === '0' ? '' : plain;
  if (!book.find(editor, plain)) throw new EditFailure(`Cannot find ${editor} #${plain} for field ${column}`);
  return plain;
}

/** Lists, hashes and tables are structures, and no value. */
function textOf(value: unknown): string | undefined {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function check({ required = [], numbers = [], choices = {}, parent }: EditorShape, columns: Columns): void {
  const blank = [...required, ...(parent === undefined ? [] : [parent])].find((column) => !columns[column]?.trim());
  if (blank !== undefined) throw new EditFailure(`Field ${blank} cannot be blank`);
  const wrong = numbers.find((column) => columns[column] !== '' && !/^\d{1,9}$/.test(columns[column] ?? ''));
  if (wrong !== undefined) throw new EditFailure(`Field ${wrong} is not a number: '${columns[wrong]}'`);
  for (const [column, allowed] of Object.entries(choices))
    if (!allowed.includes(columns[column] ?? ''))
      throw new EditFailure(`Field ${column} cannot be '${columns[column]}', only ${allowed.join(', ')}`);
}
