import { z } from 'zod';
import { parseJson } from '@/server/vendors/parse-json';
import { VendorError } from '@/server/vendors/vendor-error';
import { plainText, scalarText } from './plain-text';
import { parseTable, type Table } from './table';

export interface StatsReply {
  /** A block by name, without regard to case; null where the answer has none of that name. */
  find(name: string): Table | null;
  /** The same where the answer must have it; throws `bad-response`. */
  block(name: string): Table;
}

const replySchema = z.record(z.string(), z.unknown());

/** Parses an answer of the reports API; anything but the status `OK` is `bad-response`, or `auth` where it says so. */
export function parseStatsReply(text: string, host: string): StatsReply {
  const reply = parseJson(text, replySchema, host);
  checkStatus(reply, host);
  const names = new Map(Object.keys(reply).map((key) => [plainText(key).toLowerCase(), key]));

  function find(name: string): Table | null {
    const key = names.get(name.toLowerCase());
    const block = key === undefined ? undefined : reply[key];
    return key === undefined || block === undefined || block === null ? null : parseTable(key, block, host);
  }
  return {
    find,
    block(name) {
      const table = find(name);
      if (table) return table;
      throw new VendorError('bad-response', `${host} sent no block ${name}: check version and rights`, { path: name });
    },
  };
}

/** Throws when a reply carries a status and it is not exactly `OK`; a reply without any status is refused too. */
export function checkStatus(reply: Readonly<Record<string, unknown>>, host: string): void {
  const { status, description } = statusOf(reply);
  if (status === 'OK') return;
  if (saysAuth(status) || saysAuth(description))
    throw new VendorError('auth', `${host} refused the credentials: check user, password and the key ROBOT`, {
      path: 'result.Status',
    });
  const message = status === null ? 'sent no result status' : 'reported a failure (status not OK): see its own log';
  throw new VendorError('bad-response', `${host} ${message}`, { path: 'result.Status' });
}

export interface Status {
  status: string | null;
  description: string | null;
}

/** `result` is rows in the classic form and an object in the simple one; some services answer `resultStatus` instead. */
export function statusOf(reply: Readonly<Record<string, unknown>>): Status {
  const { result, resultStatus } = reply;
  if (typeof resultStatus === 'string') return { status: plainText(resultStatus), description: null };
  const pairs = Array.isArray(result) ? result.filter(Array.isArray) : Object.entries(Object(result));
  const read = (name: string) => {
    const pair = pairs.find(([key]) => scalarText(key)?.toLowerCase() === name);
    return pair ? (scalarText(pair[1]) ?? null) : null;
  };
  // A stack trace may follow the first line of a description; its class names say nothing of credentials.
  return { status: read('status'), description: read('description')?.split(/\bat [\w$.]+\(/)[0] ?? null };
}

const authWords = [
  /\bauth\w*\b[^.]*\b(fail|missing|denied|refused|required|invalid)/i,
  /\b(un|not )authori[sz]ed\b/i,
  /\b(invalid|wrong|unknown|bad) (user|login|password|credentials)/i,
  /\b(lacks?|missing|does not hold|without)\b[^.]*\bkey\b/i,
];

/** Whether a vendor’s words speak of credentials or rights. */
export function saysAuth(text: string | null): boolean {
  return text !== null && authWords.some((words) => words.test(text));
}
