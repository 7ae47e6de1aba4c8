import { z } from 'zod';
import { parseValue } from '@/server/vendors/parse-json';
import { VendorError } from '@/server/vendors/vendor-error';
import { plainText, scalarText } from './plain-text';

/** One row of a block; columns are asked for by title, without regard to case. */
export interface Row {
  /** Plain text of a cell; blank where the column is absent. */
  text(column: string): string;
  /** The same by position; undefined where the vendor's form keeps no order. */
  at(position: number): string | undefined;
  /** Where the row stands in the answer, for messages. */
  readonly path: string;
}

export interface Table {
  /** Titles in lower case, as they came. */
  readonly titles: readonly string[];
  readonly rows: readonly Row[];
}

const classicBlock = z.array(z.array(z.unknown()));
const simpleBlock = z.array(z.record(z.string(), z.unknown()));

/** Reads a block in either form: rows under a title row (classic) or objects (simple). */
export function parseTable(name: string, block: unknown, host: string): Table {
  const isClassic = Array.isArray(block) && Array.isArray(block[0]);
  return isClassic ? parseClassic(name, block, host) : parseSimple(name, block, host);
}

function parseClassic(name: string, block: unknown, host: string): Table {
  const { [name]: lines = [] } = parseValue({ [name]: block }, z.record(z.string(), classicBlock), host);
  const [header = [], ...body] = lines;
  const titles = header.map((title) => titleOf(scalarText(title) ?? ''));
  const positions = firstPositions(titles);
  const rows = body.map((cells, index): Row => {
    const path = `${name}[${index + 1}]`;
    const at = (position: number) => readCell(cells[position], `${path}[${position}]`, host);
    return { path, at, text: (column) => at(positions.get(titleOf(column)) ?? -1) };
  });
  return { titles, rows };
}

function parseSimple(name: string, block: unknown, host: string): Table {
  const { [name]: records = [] } = parseValue({ [name]: block }, z.record(z.string(), simpleBlock), host);
  const keys = new Map<string, string>();
  for (const record of records) {
    for (const key of Object.keys(record)) if (!keys.has(key)) keys.set(key, titleOf(key));
  }
  const titles = [...new Set(keys.values())];
  const spellings = new Map(
    titles.map((title) => [title, [...keys].filter(([, own]) => own === title).map(([key]) => key)]),
  );
  const rows = records.map((record, index): Row => {
    const path = `${name}[${index}]`;
    const text = (column: string) => {
      const key = spellings.get(titleOf(column))?.find((spelling) => spelling in record);
      return readCell(key === undefined ? undefined : record[key], `${path}.${column}`, host);
    };
    return { path, at: () => undefined, text };
  });
  return { titles, rows };
}

/** Titles may repeat or be blank: the first of a name counts. */
function firstPositions(titles: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>();
  titles.forEach((title, position) => {
    if (title !== '' && !positions.has(title)) positions.set(title, position);
  });
  return positions;
}

function readCell(value: unknown, path: string, host: string): string {
  const text = scalarText(value);
  if (text !== undefined) return text;
  throw new VendorError('bad-response', `${host} sent an unexpected answer at ${path}: expected string`, { path });
}

const titleOf = (title: string) => plainText(title).toLowerCase();

/** The title that names what is meant: one of `exact`, else the first that fits `like`; null where rows have neither. */
export function findColumn(table: Table, exact: readonly string[], like?: RegExp): string | null {
  const wanted = exact.map((title) => title.toLowerCase());
  return (
    table.titles.find((title) => wanted.includes(title)) ?? table.titles.find((title) => like?.test(title)) ?? null
  );
}

/** As `findColumn`, but a table with rows must have it: `bad-response` otherwise. */
export function requireColumn(
  table: Table,
  block: string,
  host: string,
  exact: readonly string[],
  like?: RegExp,
): string {
  const found = findColumn(table, exact, like);
  if (found !== null || table.rows.length === 0) return found ?? '';
  const path = `${block}.${exact[0]}`;
  throw new VendorError('bad-response', `${host} sent ${block} without the column ${exact[0]}`, { path });
}
