import type { FieldValue } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import type { Edit } from '@/server/vendors/editor';
import type { EditorRecord } from '@/server/vendors/queuemetrics/client';
import { type KeptRecord, readKept } from './kept-record';
import type { KindId } from './kinds';
import { columnsOf, memberColumns, membersField } from './members';
import {
  decodedOf,
  entriesOf,
  idKeyOf,
  isDecoded,
  isDecoration,
  isStructure,
  likelyIdKey,
  rawText,
  sendable,
} from './raw-record';

/** Columns that hold several entries in whatever form they come; any other list is a structure. */
const listColumns = ['composizione_coda', 'aliases', ...memberColumns];

type Columns = Record<string, unknown>;

/** The record an edit goes out from: the one read a moment ago, or the one that was deleted. */
export function baseOf({ fresh, original }: Edit): KeptRecord | null {
  return readKept(fresh ? fresh.original : original);
}

/** What is sent of an update or of a new record; `more` are columns that are kept back from `fresh`. */
export function bodyOf(kind: KindId, edit: Edit, more: EditorRecord = {}): Columns {
  const base = baseOf(edit);
  const record: EditorRecord = base ? { ...base.record, ...more } : {};
  const kept = { ...joinedLists(record), ...sendable(record, base?.id ?? null) };
  const isNew = edit.operation === 'create';
  const unchanged = isNew ? withNames(kept) : withIds(kept);
  const changes = Object.entries(edit.values).filter(
    ([key, value]) => isSent(kind, key, record) && !(isSecretField(key) && (value === '' || value === null)),
  );
  const body = changes.reduce<Columns>((columns, [key, value]) => write(columns, key, value, record), unchanged);
  if (isNew) {
    const own = likelyIdKey(record, base?.id ?? null);
    return Object.fromEntries(Object.entries(body).filter(([key, value]) => value !== '' && key !== own));
  }
  const lock = record.sys_optilock;
  return lock === undefined || isStructure(lock) ? body : { ...body, sys_optilock: lock };
}

/** Whether a key of `values` is one that QueueMetrics takes; what can only be seen stays behind. */
export function isSent(kind: KindId, key: string, record: EditorRecord): boolean {
  if (kind === 'queue' && key === membersField) return true;
  return !isDecoration(key) && (!isStructure(record[key]) || listColumns.includes(key));
}

function write(columns: Columns, key: string, value: FieldValue, before: EditorRecord): Columns {
  if (key === membersField) return { ...columns, ...columnsOf(value, before) };
  if (isDecoded(key)) return writeName(columns, key, String(value ?? ''), before);
  if (sameValue(before[key], value)) return columns;
  return { ...columns, [key]: toRaw(value, before[key]) };
}

/** The text wins over its id, so one of the two is sent: the id where nothing is chosen any more. */
function writeName(columns: Columns, decoded: string, name: string, before: EditorRecord): Columns {
  if (rawText(before[decoded]) === name && decoded in before) return columns;
  const { [idKeyOf(decoded)]: _id, [decoded]: _text, ...others } = columns;
  return name === '' && idKeyOf(decoded) in before
    ? { ...others, [idKeyOf(decoded)]: '' }
    : { ...others, [decoded]: name };
}

/** Of a record that stays what it is the ids: two groups may go by one name. */
function withIds(columns: Columns): Columns {
  const isSaidById = (key: string) =>
    isDecoded(key) &&
    idKeyOf(key) in columns &&
    (rawText(columns[idKeyOf(key)]) !== '' || rawText(columns[key]) === '');
  return Object.fromEntries(Object.entries(columns).filter(([key]) => !isSaidById(key)));
}

/** Of a new one the names, by which QueueMetrics knows where to attach it. */
function withNames(columns: Columns): Columns {
  const isSaidByName = (key: string) => rawText(columns[decodedOf(key)]) !== '';
  return Object.fromEntries(Object.entries(columns).filter(([key]) => !isSaidByName(key)));
}

function joinedLists(record: EditorRecord): Columns {
  const lists = listColumns.filter((column) => Array.isArray(record[column]));
  return Object.fromEntries(lists.map((column) => [column, entriesOf(record[column]).join('|')]));
}

/** A list that says the same is left as it is spelt. */
function sameValue(raw: unknown, value: FieldValue): boolean {
  return Array.isArray(value) && raw !== undefined && entriesOf(raw).join('|') === value.join('|');
}

/** In the form that QueueMetrics has it in: yes and no are mostly `1` and `0`. */
function toRaw(value: FieldValue, before: unknown): unknown {
  if (value === null) return '';
  if (typeof value === 'boolean') return typeof before === 'boolean' ? value : value ? '1' : '0';
  if (typeof value === 'number') return typeof before === 'number' ? value : String(value);
  if (Array.isArray(value)) return value.map((entry) => String(entry).trim()).join('|');
  return value;
}
