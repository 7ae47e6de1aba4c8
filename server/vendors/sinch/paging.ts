import { VendorError } from '@/server/vendors/vendor-error';

interface Row {
  readonly id: string;
}
type AskPage<R> = (offset: number) => Promise<readonly R[]>;

const attempts = 3;
const maxRows = 1_000_000;
/** Rows of a page that are asked for again with the next one, to notice that the list moved in between. */
const seamOf = <R>(page: readonly R[]) => page.slice(1).slice(-Math.min(10, Math.ceil(page.length / 10)));

/**
 * Reads a list in pages to its end, each id once, in the vendor's order. A server may cap pages below what we ask for,
 * so only an empty answer behind the last row is the end. A list that moved between two pages is read again from its
 * start; throws `bad-response` when it never holds still.
 */
export async function readPages<R extends Row>(ask: AskPage<R>, pageSize: number, what: string): Promise<R[]> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const rows = await readThrough(ask, pageSize, what);
    if (rows) return rows;
  }
  throw new VendorError('bad-response', `The list "${what}" changes faster than it can be read: raise "pageSize"`);
}

/** Null when rows may have slipped through between two pages. */
async function readThrough<R extends Row>(ask: AskPage<R>, pageSize: number, what: string): Promise<R[] | null> {
  const rows = new Map<string, R>();
  let largest = pageSize;
  let page = await ask(0);
  let end = page.length;
  while (page.length > 0) {
    if (!takeNew(rows, page)) break;
    if (rows.size > maxRows) throw new VendorError('bad-response', `The list "${what}" does not end`);
    if (page.length < largest) {
      if ((await ask(end)).length === 0) break;
      largest = page.length;
    }
    const last = seamOf(page);
    const next = await ask(end - last.length);
    if (last.length > 0 && !sharesRow(last, next)) return null;
    end = end - last.length + next.length;
    page = next;
  }
  return [...rows.values()];
}

/** Keeps the later copy of a row in the place of the first; false when the page held nothing new. */
function takeNew<R extends Row>(rows: Map<string, R>, page: readonly R[]): boolean {
  const before = rows.size;
  for (const row of page) rows.set(row.id, row);
  return rows.size > before;
}

function sharesRow(some: readonly Row[], others: readonly Row[]): boolean {
  const ids = new Set(others.map((row) => row.id));
  return some.some((row) => ids.has(row.id));
}
