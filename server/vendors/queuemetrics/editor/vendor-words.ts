import { plainText, scalarText } from '@/server/vendors/queuemetrics/plain-text';
import { saysAuth, statusOf } from '@/server/vendors/queuemetrics/stats-reply';

/** Not the name of the column, which an answer may repeat. */
const optimisticLock = /(?<!sys_)opti(mistic)?[\s_-]*lock/i;
const generic =
  /^(internal server error|bad request|not found|(an )?(error|exception)( occurred)?|http status \d+.*|null|k[o0]|err(or)?|fail(ed|ure)?)\W*$/i;
const errorKeys = ['error', 'exception', 'errorMessage', 'errormessage', 'message', 'description', 'reason', 'detail'];

export interface VendorSaid {
  /** What an error says for a person; '' where it says nothing. */
  readonly words: string;
  /** The record was changed by somebody else meanwhile. */
  readonly isConflict: boolean;
  /** It speaks of wrong credentials, not of a right that is missing. */
  readonly isAuth: boolean;
}

/** Reads an answer that is an error whatever its form: JSON, plain text, or the page of a web server. */
export function readError(text: string): VendorSaid {
  const words = wordsOf(text);
  return { words, isConflict: optimisticLock.test(text), isAuth: saysAuth(words) && !speaksOfKey(words) };
}

export const speaksOfEditor = (words: string): boolean =>
  /\b(unknown|no such|invalid)\b[^.]*\b(editor|transaction)\b|\b(editor|transaction)\b[^.]*\b(unknown|not (known|found)|does not exist)\b/i.test(
    words,
  );
export const speaksOfNone = (words: string): boolean =>
  /\b(no such (record|row|id)|record\b[^.]*\b(not found|does not exist|was deleted))/i.test(words);
export const speaksOfKey = (words: string): boolean => /\bkeys?\b|EDIT_CFG/i.test(words);

/** The error inside an answer that came as a success; null where it is a record or a list. */
export function errorInside(value: unknown): VendorSaid | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const record = value as Readonly<Record<string, unknown>>;
  const hasStatus = 'resultStatus' in record || 'result' in record;
  if (hasStatus && statusOf(record).status === 'OK') return null;
  const errors = Object.entries(record).filter(([key, said]) => /^(error\w*|exception)$/i.test(key) && said);
  const isRecord = 'sys_optilock' in record || 'PK_ID' in record;
  if (isRecord && !hasStatus && !optimisticLock.test(JSON.stringify(errors))) return null;
  const isError = hasStatus || errors.length > 0;
  return isError || isOnlyMessage(record) ? readError(JSON.stringify(record)) : null;
}

/** A body of nothing but words, as `{"message": "…"}`. */
const isOnlyMessage = (record: Readonly<Record<string, unknown>>): boolean => {
  const keys = Object.keys(record);
  return keys.length > 0 && keys.every((key) => errorKeys.includes(key) || /^(status|code|timestamp|path)$/i.test(key));
};

function wordsOf(text: string): string {
  const start = text.trimStart();
  const said = start.startsWith('<') ? wordsOfPage(start) : (wordsOfJson(start) ?? plainWords(start));
  const first = plainText(said.split(/[\r\n]+\s*at |\bat [\w$.]+\(/)[0] ?? '');
  const bare = first.replace(/^((?:[\w$]+\.)+[\w$]*(Exception|Error)\s*:?\s*)+/, '').replace(/^\s*K[O0]\s*:\s*/i, '');
  return generic.test(bare) ? '' : bare;
}

/** JSON that is broken tells nothing. */
const plainWords = (text: string): string => (/^[{[]/.test(text) ? '' : text);

/** The message that Tomcat shows on its page. */
function wordsOfPage(page: string): string {
  const found = /<b>\s*message\s*<\/b>\s*(?:<u>)?([^<]*)/i.exec(page)?.[1] ?? '';
  const shown = plainText(found);
  return generic.test(shown) || shown === '' ? (/<pre>([^<]*)/i.exec(page)?.[1] ?? '') : shown;
}

/** Null where it is not JSON. */
function wordsOfJson(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const record = value as Readonly<Record<string, unknown>>;
  const { status, description } = statusOf(record);
  if (description) return description;
  const found = errorKeys.map((key) => wordsIn(record[key])).find((words) => words !== '');
  return found ?? status ?? wordsIn(record.result);
}

/** Words, or those of an object of them, as `{"error": {"message": "…"}}`. */
function wordsIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? (scalarText(value) ?? '') : '';
  const inner = value as Readonly<Record<string, unknown>>;
  return errorKeys.map((key) => wordsIn(inner[key])).find((words) => words !== '') ?? '';
}
