import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { request } from 'undici';
import { afterEach, beforeAll, describe, inject } from 'vitest';
import { findPostgres } from '@/scripts/find-postgres.mjs';
import { createFakeLog } from '@/server/fake-log';
import { type Clock, type Log, systemClock } from '@/server/ports';
import { openStore } from './open-store';
import { templateName } from './postgres/share-postgres';
import type { Engine, Store } from './store';

export interface OpenOptions {
  readonly clock?: Clock;
  readonly log?: Log;
}

/** Opens a store of its own, empty but with its schema; it is closed and removed after the test. */
export type OpenFresh = (options?: OpenOptions) => Promise<Store>;

/** No server is installed, and whoever runs the tests said that this may be so. */
export const isWithoutPostgres = process.env.CALLBOARD_TEST_POSTGRES === 'optional' && !findPostgres();

/** Both are quick, but they may have to share a busy machine. */
const slow = { timeout: 20_000 };
const startWithinMs = 60_000;

/**
 * Runs tests against both engines; a missing PostgreSQL fails them, unless the caller said that it may be left out.
 * Beside PostgreSQL `openSqlite` opens a store of the other engine.
 */
export function eachEngine(define: (open: OpenFresh, engine: Engine, openSqlite: OpenFresh) => void): void {
  const undo: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  async function open(dataDir: string, databaseUrl: string | null, options: OpenOptions): Promise<Store> {
    const { clock = systemClock, log = createFakeLog().log } = options;
    const store = await openStore({ dataDir, databaseUrl, clock, log });
    undo.push(() => store.close());
    return store;
  }
  const openSqlite: OpenFresh = (options = {}) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'callboard-store-'));
    undo.push(() => rmSync(dataDir, { recursive: true }));
    return open(dataDir, null, options);
  };
  const openPostgres: OpenFresh = async (options = {}) => {
    const databaseUrl = await freshDatabase();
    undo.push(() => dropDatabase(databaseUrl));
    return open('', databaseUrl, options);
  };
  describe('with SQLite', slow, () => define(openSqlite, 'sqlite', openSqlite));
  const suite = isWithoutPostgres ? describe.skip : describe;
  suite('with PostgreSQL', slow, () => {
    beforeAll(async () => void (await addressOf('postgres')), startWithinMs);
    define(openPostgres, 'postgres', openSqlite);
  });
}

/** Address of a new database, empty but for its schema, in the PostgreSQL of this test run. */
export async function freshDatabase(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(`create database ${name} template ${templateName}`);
  return addressOf(name);
}

export async function dropDatabase(address: string): Promise<void> {
  await asOwner(`drop database if exists ${new URL(address).pathname.slice(1)} with (force)`);
}

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: await addressOf('postgres') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

let address: Promise<string> | null = null;

async function addressOf(database: string): Promise<string> {
  address ??= askForPostgres();
  return (await address).replace('DATABASE', database);
}

async function askForPostgres(): Promise<string> {
  const { body } = await request(inject('postgresDoor'));
  const reply = (await body.json()) as { url?: string; problem?: string };
  if (!reply.url) throw new Error(reply.problem);
  return reply.url;
}
