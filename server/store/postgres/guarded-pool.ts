import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import type { Availability } from '@/server/store/availability';
import { StoreError } from '@/server/store/store-error';
import { postgresError } from './postgres-error';

export interface PoolSettings {
  readonly databaseUrl: string;
  readonly connections: number;
  /** A query that takes longer counts as an outage. */
  readonly answerWithinMs: number;
}

const connectWithinMs = 3000;
const int8 = 20;
const numeric = 1700;
const writes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'];

/** A pool that tells outages as StoreError, within seconds, and never gives out a connection that one has broken. */
export function createGuardedPool(settings: PoolSettings, availability: Availability): PostgresPool {
  const pool = createPool(settings);
  const fail = (error: unknown) => {
    const told = postgresError(error);
    if (told instanceof StoreError) availability.failed(told);
    return told;
  };
  pool.on('error', fail);
  // Else an outage in the middle of a transaction would end the process.
  pool.on('connect', (client) => client.on('error', fail));
  return {
    options: {},
    async connect() {
      const client = await pool.connect().catch((error) => {
        throw fail(error);
      });
      return guard(client, availability, fail);
    },
    end: () => pool.end(),
  };
}

function guard(
  client: pg.PoolClient,
  availability: Availability,
  fail: (error: unknown) => unknown,
): PostgresPoolClient {
  let broken: StoreError | null = null;
  async function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    // What is asked next would wait behind a query that never ends.
    if (broken) throw broken;
    try {
      const result = await client.query(sql, [...parameters]);
      availability.worked(writes.includes(result.command) && result.rowCount ? 'write' : 'read');
      return result as unknown as PostgresQueryResult<R>;
    } catch (error) {
      const told = fail(error);
      if (told instanceof StoreError && told.code === 'unavailable') broken = told;
      throw told;
    }
  }
  return {
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy || broken !== null),
  };
}

function createPool({ databaseUrl, connections, answerWithinMs }: PoolSettings): pg.Pool {
  const types = new pg.TypeOverrides();
  // Counts and sums come as text else; ours stay far below 2^53.
  types.setTypeParser(int8, Number);
  types.setTypeParser(numeric, Number);
  return new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: answerWithinMs,
    keepAlive: true,
    application_name: 'callboard',
    types,
  });
}
