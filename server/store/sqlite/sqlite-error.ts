import { StoreError, type StoreErrorCode } from '@/server/store/store-error';
import type { Failure } from './store-worker.js';

/** By SQLite's primary result codes: https://sqlite.org/rescode.html */
const byPrimaryCode: Readonly<Record<number, StoreErrorCode>> = {
  5: 'unavailable', // busy
  6: 'unavailable', // locked
  8: 'unavailable', // read only
  10: 'unavailable', // input or output failed
  13: 'full',
  14: 'unavailable', // cannot be opened
  19: 'refused', // constraint
};
const duplicates = [1555, 2067]; // of a primary key, of a unique constraint

/** The error a query failed with: ours where a caller could do something about it, else as SQLite told it. */
export function sqliteError({ message, errcode }: Failure): Error {
  const cause = Object.assign(new Error(message), { code: `SQLITE_${errcode}`, errcode });
  if (errcode === null) return cause;
  const code = duplicates.includes(errcode) ? 'duplicate' : byPrimaryCode[errcode & 0xff];
  return code ? new StoreError(code, cause) : cause;
}
