import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createFakeLog } from '@/server/fake-log';
import { systemClock } from '@/server/ports';
import { openStore } from '@/server/store/open-store';
import { startTestPostgres, type TestPostgres } from './postgres-for-tests';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests ask for the address of the one PostgreSQL of this run. */
    postgresDoor: string;
  }
}

/** Stores of tests are copies of this one, which is quicker than to make each. */
export const templateName = 'callboard_empty';

async function prepare(): Promise<TestPostgres> {
  const postgres = await startTestPostgres();
  const owner = new pg.Client({ connectionString: postgres.urlOf('postgres') });
  await owner.connect();
  await owner.query(`create database ${templateName}`).finally(() => owner.end());
  const databaseUrl = postgres.urlOf(templateName);
  const { log } = createFakeLog();
  const store = await openStore({ dataDir: '', databaseUrl, clock: systemClock, log });
  await store.close();
  return postgres;
}

/** vitest's global setup: one PostgreSQL per run, started when the first test asks for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<TestPostgres> | null = null;
  const door = createServer((_request, response) => {
    starting ??= prepare();
    starting.then(
      (postgres) => response.end(JSON.stringify({ url: postgres.urlOf('DATABASE') })),
      (error: unknown) => response.end(JSON.stringify({ problem: String(error) })),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.closeAllConnections();
    door.close();
    await (await starting?.catch(() => null))?.remove();
  };
}
