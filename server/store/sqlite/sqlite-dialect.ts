import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Availability } from '@/server/store/availability';
import { StoreError } from '@/server/store/store-error';
import type { SqliteThread } from './sqlite-thread';

/** Kysely over a connection that lives in a thread. Kysely itself sees to it that one caller at a time has it. */
export function createSqliteDialect(thread: SqliteThread, availability: Availability, isReadOnly: boolean): Dialect {
  return {
    createDriver: () => createDriver(thread, availability, isReadOnly),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** SQLite does take a changed schema back with the transaction; Kysely's own adapter leaves that unused. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function createDriver(thread: SqliteThread, availability: Availability, isReadOnly: boolean): Driver {
  const connection = createConnection(thread, availability);
  const run = async (sql: string) => void (await connection.executeQuery(CompiledQuery.raw(sql)));
  return {
    init: async () => {},
    async acquireConnection() {
      await thread.ensureOpen().catch((error: unknown) => {
        throw noted(new StoreError('unavailable', error), availability);
      });
      return connection;
    },
    // Waiting for the right to write at once: taken later it could fail in the middle.
    beginTransaction: () => run(isReadOnly ? 'begin' : 'begin immediate'),
    commitTransaction: () => run('commit'),
    async rollbackTransaction() {
      // The end of the thread was the end of its transaction.
      await run('rollback').catch(() => {});
    },
    releaseConnection: async () => {},
    destroy: () => thread.close(),
  };
}

function createConnection(thread: SqliteThread, availability: Availability): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery) {
      try {
        const { rows, changes } = await thread.run(sql, parameters);
        availability.worked(changes > 0 ? 'write' : 'read');
        return { rows: rows as R[], numAffectedRows: BigInt(changes) };
      } catch (error) {
        throw noted(error, availability);
      }
    },
    // biome-ignore lint/correctness/useYield: the form Kysely wants
    async *streamQuery() {
      throw new Error('Read in pages: a stream would hold the connection for as long as its reader likes');
    },
  };
}

function noted(error: unknown, availability: Availability): unknown {
  if (error instanceof StoreError) availability.failed(error);
  return error;
}
