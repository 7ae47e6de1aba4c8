import { badRequest } from './failure';

export type Row = Readonly<Record<string, unknown>>;

const isInstant = /^\d{4}-\d\d-\d\dT/;
const defaultLimit = 100;
const largestLimit = 10_000;
/** Parameters that mean something else than "this field has this value". */
const reserved = ['language', 'sort', 'offset', 'limit', 'id', 'queueId', 'agentId', 'startTime', 'endTime', 'search'];
/** Fields whose filter is a comma separated list; elsewhere a comma is part of the value (`agentName=Fox, John`). */
const listed = ['type', 'availability', 'queueLoginType'];

/** Filters by field, sorts and cuts out a page. Without `limit` the list ends silently after 100. */
export function pageOf(rows: readonly Row[], parameters: URLSearchParams, defaultSort: string): Row[] {
  const offset = wholeNumber(parameters, 'offset', 0);
  const limit = Math.min(largestLimit, wholeNumber(parameters, 'limit', defaultLimit));
  const kept = filtered(rows, parameters);
  return sorted(kept, parameters.get('sort') ?? defaultSort).slice(offset, offset + limit);
}

/** `YYYY-MM-DDTHH:MM:SS.mmmZ` as epoch ms; null when the parameter is not there. */
export function instantOf(parameters: URLSearchParams, name: string): number | null {
  const text = parameters.get(name);
  if (text === null || text === '') return null;
  const instant = isInstant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw badRequest(`Invalid ${name}: '${text}'`);
  return instant;
}

function filtered(rows: readonly Row[], parameters: URLSearchParams): readonly Row[] {
  const fields = new Set(rows.flatMap((row) => Object.keys(row)));
  let kept = rows;
  for (const [name, wanted] of parameters) {
    if (reserved.includes(name) || !fields.has(name)) continue;
    const patterns = (listed.includes(name) ? wanted.split(',') : [wanted]).map(patternOf);
    kept = kept.filter((row) => patterns.some((pattern) => pattern.test(String(row[name] ?? ''))));
  }
  return kept;
}

/** `*` any run, `?` any one character; upper and lower case alike. */
function patternOf(text: string): RegExp {
  const escaped = text.trim().replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}

/** `name`, `-name` downwards, either with `,LOCALE-xx` behind it. */
function sorted(rows: readonly Row[], sort: string): Row[] {
  const [key = '', locale] = sort.split(',LOCALE-');
  const field = key.replace(/^-/, '');
  const direction = key.startsWith('-') ? -1 : 1;
  const collator = new Intl.Collator(locale && /^[a-z]{2}(-[A-Z]{2})?$/.test(locale) ? locale : 'en');
  return [...rows].sort((a, b) => direction * compare(collator, a[field], b[field]));
}

function compare(collator: Intl.Collator, a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a ?? ''), String(b ?? '')];
  if (left === right) return 0;
  // Collation is slow, and instants need none.
  if (isInstant.test(left) && isInstant.test(right)) return left < right ? -1 : 1;
  return collator.compare(left, right);
}

function wholeNumber(parameters: URLSearchParams, name: string, otherwise: number): number {
  const text = parameters.get(name);
  if (text === null || text === '') return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw badRequest(`Invalid ${name}: '${text}'`);
  return Number(text);
}
