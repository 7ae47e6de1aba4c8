import { isSecretField } from '@/lib/editing/secret-field';
import type { EditorRecord } from '@/server/vendors/queuemetrics/client';
import { scalarText } from '@/server/vendors/queuemetrics/plain-text';

/** Decorations of a record and what only QueueMetrics itself writes: never sent. `sys_optilock` goes on its own. */
const decoration = /^(sys_|nomedata_|opt_|_)|^pk_id$/i;
const ownIdLike = /^id(_\w+)?$/i;
const parameterLike = /passw|pwd|secret|bindpw|token|api_?key/i;
/** As `jdbc:…?password=x` or `tcp:admin:x@host`. */
const hasCredentials = /\b(password|passwd|pwd)\s*=\s*\S|\b\w+:(\/\/)?[^\s:@/]+:[^\s@/]+@/i;
const decodedEnding = '__DECODED';

/** Text as QueueMetrics keeps it, entities and all: what goes back must be what came. */
export function rawText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export const isStructure = (value: unknown): boolean => typeof value === 'object' && value !== null;
export const isDecoration = (key: string): boolean => decoration.test(key);
export const isDecoded = (key: string): boolean => key.endsWith(decodedEnding);
export const decodedOf = (key: string): string => `${key}${decodedEnding}`;
export const idKeyOf = (decoded: string): string => decoded.slice(0, -decodedEnding.length);

/** The key that holds the record's own id besides `PK_ID`; one that has a decoded text is the id of something else. */
export function ownIdKey(record: EditorRecord, id: string | null): string | null {
  const keys = Object.keys(record).filter((key) => ownIdLike.test(key) && !(decodedOf(key) in record));
  const [only, ...more] = id === null ? keys : keys.filter((key) => scalarText(record[key]) === id);
  return only !== undefined && more.length === 0 ? only : null;
}

/** The key of the other spelling, as `group_id`, which may be its own id as well as that of something else. */
export function likelyIdKey(record: EditorRecord, id: string | null): string | null {
  if (id === null || ownIdKey(record, id) !== null) return null;
  const keys = Object.keys(record).filter(
    (key) => /_id$/i.test(key) && !isDecoration(key) && !(decodedOf(key) in record) && scalarText(record[key]) === id,
  );
  const [only, ...more] = keys;
  return only !== undefined && more.length === 0 ? only : null;
}

/** The id of a record in either form; null where it does not tell one. */
export function idOf(record: EditorRecord): string | null {
  const key = ownIdKey(record, null);
  const id = scalarText(record.PK_ID) || (key === null ? '' : scalarText(record[key]));
  return id && isRealId(id) ? id : null;
}

/** `-` and `0` stand for a record to be created; dots would lead elsewhere. */
export const isRealId = (id: string): boolean => !/^([-0]?|\.{1,2})$/.test(id);

/** Columns of other names that hold a secret, which only the record tells: they can neither be read nor written here. */
export function hiddenKeys(record: EditorRecord): string[] {
  const texts = Object.entries(record).map(([key, value]) => [key, rawText(value)] as const);
  // A system parameter that is a password says so in its name, which is a value here.
  const isParameter = texts.some(([, text]) => /^[\w-]+(\.[\w-]+)+$/.test(text) && parameterLike.test(text));
  const hidden = texts.filter(([key, text]) => (isParameter && /val/i.test(key)) || hasCredentials.test(text));
  return hidden.map(([key]) => key).filter((key) => !isSecretField(key));
}

/** All columns whose values no line, message or log may show. */
export const secretKeys = (record: EditorRecord): string[] => [
  ...Object.keys(record).filter(isSecretField),
  ...hiddenKeys(record),
];

/** What may be sent back of a record: no structures, no decorations, not its own id. */
export function sendable(record: EditorRecord, id: string | null): Record<string, unknown> {
  const own = ownIdKey(record, id);
  const entries = Object.entries(record).filter(([key]) => key !== own && !isDecoration(key));
  return Object.fromEntries(entries.filter(([, value]) => !isStructure(value)));
}

/** Several entries in one field are joined with `|`; newer versions may send a list. */
export function entriesOf(value: unknown): string[] {
  const entries = Array.isArray(value) ? value.map(rawText) : rawText(value).split('|');
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
