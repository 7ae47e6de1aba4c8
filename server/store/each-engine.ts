import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { request } from 'undici';
import { afterEach, describe, inject } from 'vitest';
import { createFakeLog } from '@/server/fake-log';
import { type Clock, systemClock } from '@/server/ports';
import { openStore } from './open-store';
import { findPostgres } from './postgres/find-postgres';
import type { Engine, Store } from './store';

export interface OpenOptions {
  readonly clock?: Clock;
}

/** Opens a store of its own, empty but with its schema; it is closed and removed after the test. */
export type OpenFresh = (options?: OpenOptions) => Promise<Store>;

const mayLeaveOut = process.env.CALLBOARD_TEST_POSTGRES === 'optional';

/** Runs tests against both engines; a missing PostgreSQL fails them, unless the caller said that it may be left out. */
export function eachEngine(define: (open: OpenFresh, engine: Engine) => void): void {
  const undo: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  const open =
    (place: { readonly dataDir: string; readonly databaseUrl: string | null }) => async (options?: OpenOptions) => {
      const store = await openStore({ ...place, clock: options?.clock ?? systemClock, log: createFakeLog().log });
      undo.push(() => store.close());
      return store;
    };
  describe('with SQLite', () => {
    define((options) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'callboard-store-'));
      undo.push(() => rmSync(dataDir, { recursive: true }));
      return open({ dataDir, databaseUrl: null })(options);
    }, 'sqlite');
  });
  const suite = mayLeaveOut && !findPostgres() ? describe.skip : describe;
  suite('with PostgreSQL', () => {
    define(async (options) => {
      const databaseUrl = await freshDatabase();
      undo.push(() => dropDatabase(databaseUrl));
      return open({ dataDir: '', databaseUrl })(options);
    }, 'postgres');
  });
}

/** Address of a new and empty database in the PostgreSQL of this test run. */
export async function freshDatabase(template = 'template0'): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(`create database ${name} template ${template}`);
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
