import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { invalid } from './failure';
import type { ListForm } from './settings';

export type Row = Readonly<Record<string, unknown>>;

export interface ListRules {
  readonly form: ListForm;
  /** Fields that `filterBy` may name. */
  readonly filters: readonly string[];
  /** The field that is the key where a list is an object. */
  readonly key: string;
}

const defaultCount = 20;
const most = 4999;

const matches: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  equals: (value, wanted) => value === wanted,
  contains: (value, wanted) => value.includes(wanted),
  startsWith: (value, wanted) => value.startsWith(wanted),
  present: (value) => value !== '',
};

/** Filters, cuts out a page and puts the list's form around it; without `count` it ends silently after 20. */
export function listReply(rows: readonly Row[], query: URLSearchParams, rules: ListRules): FaceReply {
  const count = wholeNumber(query, 'count', 1, defaultCount);
  const startIndex = wholeNumber(query, 'startIndex', 0, 0);
  const kept = filtered(rows, query, rules.filters);
  const page = kept.slice(startIndex, startIndex + count).map((row) => onlyFields(row, query.get('fields')));
  if (page.length === 0) return emptyReply;
  const keys = kept.slice(startIndex, startIndex + count).map((row) => String(row[rules.key]));
  const around = { totalResults: kept.length, itemsPerPage: count, startIndex };
  switch (rules.form) {
    case 'array':
      return jsonReply(page);
    case 'entry-in-array':
      return jsonReply([{ entry: page }]);
    case 'entry':
      return jsonReply({ ...around, entry: page });
    case 'entry-by-id':
      return jsonReply({ ...around, entry: Object.fromEntries(page.map((row, place) => [keys[place], row])) });
  }
}

function filtered(rows: readonly Row[], query: URLSearchParams, filters: readonly string[]): readonly Row[] {
  const by = query.get('filterBy');
  if (by === null || by === '') return rows;
  if (!filters.includes(by)) throw invalid('filterBy', 'filterby_invalid', `It can be ${filters.join(', ')}.`);
  const operation = query.get('filterOp') ?? 'equals';
  const match = Object.hasOwn(matches, operation) ? matches[operation] : undefined;
  if (!match) throw invalid('filterOp', 'filterop_invalid', `It can be ${Object.keys(matches).join(', ')}.`);
  const wanted = query.get('filterValue');
  if (wanted === null && operation !== 'present')
    throw invalid('filterValue', 'filtervalue_invalid', 'It is required.');
  return rows.filter((row) => match(String(row[by] ?? ''), wanted ?? ''));
}

function onlyFields(row: Row, fields: string | null): Row {
  if (fields === null || fields === '') return row;
  const wanted = fields.split(',').map((field) => field.trim());
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.includes(name)));
}

function wholeNumber(query: URLSearchParams, name: string, least: number, otherwise: number): number {
  const text = query.get(name);
  if (text === null || text === '') return otherwise;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw invalid(name, `${name.toLowerCase()}_invalid`, `It can be ${least} to ${most}.`);
}
