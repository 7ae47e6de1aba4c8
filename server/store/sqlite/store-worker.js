// @ts-check
// The thread that holds one connection to an SQLite file. Plain JavaScript, so that Node runs it as it is: from the
// sources, under tests and beside the built server.
import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';

/** @typedef {null | string | number | bigint | Uint8Array} Value */
/** @typedef {{ path: string, isReadOnly: boolean, lockPath: string | null }} Opening */
/** @typedef {{ id: number, sql: string, parameters: readonly Value[] }} Query */
/** @typedef {{ message: string, code: string | null, errcode: number | null }} Failure */
/** @typedef {{ id: number, rows: Record<string, unknown>[], changes: number, failure: null } | { id: number, failure: Failure }} Answer */
/** @typedef {{ opened: true } | { opened: false, isLocked: boolean, failure: Failure }} Opened */

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { path, isReadOnly, lockPath } = /** @type {Opening} */ (workerData);
const busyTimeoutMs = 5000;
const keptStatements = 300;
const sqliteBusy = 5;

/** @type {Map<string, { statement: import('@photostructure/sqlite').StatementSyncInstance, isReader: boolean }>} */
const statements = new Map();

/** @param {unknown} error @returns {Failure} */
function failureOf(error) {
  const { message = String(error), code = null, errcode = null } = /** @type {any} */ (error ?? {});
  return { message, code, errcode };
}

/** Holds a second process off for as long as this one lives, however it ends. */
function takeLock() {
  if (lockPath === null) return null;
  const lock = new DatabaseSync(lockPath, { timeout: 0 });
  lock.exec('begin exclusive');
  return lock;
}

function openDatabase() {
  const opened = new DatabaseSync(path, { readOnly: isReadOnly, timeout: busyTimeoutMs });
  if (!isReadOnly) opened.exec('pragma journal_mode = wal; pragma synchronous = full');
  // Also reads a page: a file that is no database is told here.
  opened.exec('pragma foreign_keys = on; select count(*) from sqlite_schema');
  return opened;
}

/** @param {import('@photostructure/sqlite').DatabaseSyncInstance} db @param {string} sql */
function prepare(db, sql) {
  const known = statements.get(sql);
  if (known) return known;
  const statement = db.prepare(sql);
  const prepared = { statement, isReader: statement.columns().length > 0 };
  if (statements.size >= keptStatements) statements.clear();
  statements.set(sql, prepared);
  return prepared;
}

/** @param {import('@photostructure/sqlite').DatabaseSyncInstance} db @param {Query} query @returns {Answer} */
function answer(db, { id, sql, parameters }) {
  // A full disk takes a transaction back by itself.
  if (sql === 'rollback' && !db.isTransaction) return { id, rows: [], changes: 0, failure: null };
  try {
    const { statement, isReader } = prepare(db, sql);
    if (isReader) return { id, rows: statement.all(...parameters), changes: 0, failure: null };
    return { id, rows: [], changes: statement.run(...parameters).changes, failure: null };
  } catch (error) {
    return { id, failure: failureOf(error) };
  } finally {
    // What a kept statement answers with may have changed its shape.
    if (/^\s*(create|drop|alter|rollback)\b/i.test(sql)) statements.clear();
  }
}

function serve() {
  const lock = takeLock();
  const db = openDatabase();
  port.on('message', (/** @type {Query | 'close'} */ message) => {
    if (message !== 'close') return port.postMessage(answer(db, message));
    statements.clear();
    db.close();
    lock?.close();
    port.close();
  });
}

try {
  serve();
  port.postMessage(/** @type {Opened} */ ({ opened: true }));
} catch (error) {
  const failure = failureOf(error);
  const isLocked = lockPath !== null && ((failure.errcode ?? 0) & 0xff) === sqliteBusy;
  port.postMessage(/** @type {Opened} */ ({ opened: false, isLocked, failure }));
  port.close();
}
