import { z } from 'zod';
import { lenientCount } from '@/server/vendors/lenient';
import { VendorError } from '@/server/vendors/vendor-error';

export interface Page<Row> {
  readonly totalResults: number | null;
  readonly entry: readonly Row[];
}

export const emptyPage = { totalResults: 0, entry: [] } as const;

/**
 * A list in whichever form UnifiedAPI wraps it: rows, `[{entry: …}]` or `{entry: …}`, where `entry` holds rows, or an
 * object by `idKey`; errors name paths in `entry`.
 */
export function pageOf<Row extends z.ZodType>(row: Row, idKey: string) {
  const shape = z.object({ totalResults: lenientCount, entry: z.array(row) });
  return z.preprocess((value) => unwrap(value, idKey), shape);
}

function unwrap(value: unknown, idKey: string): unknown {
  if (!Array.isArray(value) && !isObject(value)) return value;
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const total = parts.map((part) => fieldOf(part, 'totalresults')).find((found) => found !== undefined);
  const lists = parts.map((part) => (isWrapper(part) ? rowsIn(fieldOf(part, 'entry'), idKey) : [part]));
  const odd = lists.find((list) => !Array.isArray(list));
  return { totalResults: total, entry: odd ?? lists.flat() };
}

/** Rows as a list; what is none stays as it is, for the schema to name. */
export function rowsIn(entry: unknown, idKey: string): unknown {
  if (entry === undefined || entry === null || entry === '') return [];
  if (!isObject(entry)) return entry;
  const byId = Object.entries(entry);
  if (!byId.every(([, row]) => isObject(row))) return [entry];
  // An id that is only a place in a list is none.
  return byId.map(([key, row]) => (/^\d{1,2}$/.test(key) ? row : { [idKey]: key, ...(row as object) }));
}

const isWrapper = (part: unknown) =>
  fieldOf(part, 'entry') !== undefined || fieldOf(part, 'totalresults') !== undefined || isBare(part);
const isBare = (part: unknown) => isObject(part) && Object.keys(part).length === 0;

/** The field of this name, in whatever case it is written. */
function fieldOf(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Paging<Row> {
  ask(startIndex: number): Promise<Page<Row>>;
  keyOf(row: Row): string;
  readonly count: number;
  /** In an error. */
  readonly what: string;
}

const attempts = 3;
const lastStartIndex = 4999;
/** What comes to those who name no count, and from a server that does not heed it. */
const defaultCount = 20;

/**
 * Reads a list in pages to its end, each row once. A list that moved between two pages is read again from its start;
 * throws `bad-response` when it never holds still, or has no end.
 */
export async function readPages<Row>(paging: Paging<Row>): Promise<Row[]> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const rows = await readThrough(paging);
    if (rows) return rows;
  }
  throw new VendorError(
    'bad-response',
    `The list of ${paging.what} changes faster than it can be read: raise "pageSize"`,
  );
}

/** Null when rows may have slipped through between two pages. */
async function readThrough<Row>({ ask, keyOf, count, what }: Paging<Row>): Promise<Row[] | null> {
  const rows = new Map<string, Row>();
  let pages = 0;
  for (let start = 0; start <= lastStartIndex; ) {
    const page = await ask(start);
    const own = new Map(page.entry.map((row) => [keyOf(row), row]));
    const fresh = [...own].filter(([key]) => !rows.has(key));
    for (const [key, row] of fresh) rows.set(key, row);
    if (pages > 0 && fresh.length > 0 && fresh.length < own.size) return null;
    pages += page.entry.length > 0 ? 1 : 0;
    start += page.entry.length;
    if (fresh.length > 0 && goesOn(page, start, count)) continue;
    // Behind one page nothing can have moved, whatever total was told.
    return pages > 1 && page.totalResults !== null && start < page.totalResults ? null : [...rows.values()];
  }
  throw new VendorError('bad-response', `The list of ${what} does not end`);
}

function goesOn({ totalResults, entry }: Page<unknown>, read: number, count: number): boolean {
  if (totalResults === read) return false;
  if (entry.length >= count) return true;
  return totalResults === null ? entry.length === defaultCount : read < totalResults;
}
