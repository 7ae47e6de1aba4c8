import { Worker } from 'node:worker_threads';
import { StoreError } from '@/server/store/store-error';
import { sqliteError } from './sqlite-error';
import type { Answer, Opened, Opening, Query } from './store-worker.js';

export interface SqliteResult {
  readonly rows: Record<string, unknown>[];
  /** Rows inserted, updated or deleted. */
  readonly changes: number;
}

/** One connection to an SQLite file, in a thread of its own so that no query holds up the server. */
export interface SqliteThread {
  /** Starts the thread anew where it died; a query alone does not, lest half a transaction goes on outside of it. */
  ensureOpen(): Promise<void>;
  /** Rejects with StoreError. */
  run(sql: string, parameters: readonly unknown[]): Promise<SqliteResult>;
  close(): Promise<void>;
}

/** What the thread said when it could not open its file. */
export class OpenFailure extends Error {
  constructor(
    readonly isLocked: boolean,
    message: string,
    readonly errcode: number | null,
  ) {
    super(message);
  }
}

// The same name beside this file and beside the built server.
const workerUrl = new URL('./store-worker.js', import.meta.url);

interface Pending {
  resolve(result: SqliteResult): void;
  reject(error: Error): void;
}

interface Life {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
  isOver: boolean;
}

/** `script` is what the thread runs. Nothing starts before `ensureOpen`. */
export function createSqliteThread(opening: Opening, script: URL = workerUrl): SqliteThread {
  let life: Life | null = null;
  let starting: Promise<void> | null = null;
  let lastId = 0;
  let isClosed = false;

  async function start(): Promise<void> {
    life = await begin(opening, script);
  }

  return {
    async ensureOpen() {
      if (isClosed) throw new StoreError('unavailable', null);
      if (life && !life.isOver) return;
      starting ??= start().finally(() => {
        starting = null;
      });
      await starting;
    },
    run(sql, parameters) {
      const current = life;
      if (!current || current.isOver) return Promise.reject(new StoreError('unavailable', null));
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        current.worker.postMessage({ id, sql, parameters } as Query);
        current.pending.set(id, { resolve, reject });
      });
    },
    async close() {
      isClosed = true;
      await starting?.catch(() => {});
      const current = life;
      life = null;
      if (!current || current.isOver) return;
      const ended = new Promise((resolve) => current.worker.once('exit', resolve));
      current.worker.postMessage('close');
      await ended;
    },
  };
}

/** Resolves once the file is open. */
function begin(opening: Opening, script: URL): Promise<Life> {
  const worker = new Worker(script, { workerData: opening, execArgv: [] });
  const life: Life = { worker, pending: new Map(), isOver: false };
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Opened | Answer) => {
      if (!('opened' in message)) return settle(life, message);
      if (message.opened) resolve(life);
      else reject(new OpenFailure(message.isLocked, message.failure.message, message.failure.errcode));
    });
    const end = (cause: unknown) => {
      life.isOver = true;
      const error = new StoreError('unavailable', cause);
      reject(error);
      for (const { reject: fail } of life.pending.values()) fail(error);
      life.pending.clear();
    };
    worker.on('error', end);
    worker.on('exit', () => end(null));
  });
}

function settle({ pending }: Life, answer: Answer): void {
  const waiting = pending.get(answer.id);
  pending.delete(answer.id);
  if (answer.failure) waiting?.reject(sqliteError(answer.failure));
  else waiting?.resolve(answer);
}
