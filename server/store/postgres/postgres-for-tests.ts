import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres } from '@/scripts/find-postgres.mjs';
import { delay, systemClock } from '@/server/ports';

/** For tests: a PostgreSQL of their own that keeps nothing safe. */
export interface TestPostgres {
  /** Address of a database in it. */
  urlOf(database: string): string;
  /** Ends it like a crash of its machine; what was in it comes back with `start`. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes all it had. */
  remove(): Promise<void>;
}

const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'timezone=UTC'];

/** Makes and starts one; throws with what to install where there is no server. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const programs = findPostgres();
  if (!programs) throw new Error('There is no PostgreSQL server: apt-get install postgresql, then run the tests again');
  const folder = mkdtempSync(join(tmpdir(), 'callboard-pg-'));
  const user = ownerOf(folder);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(join(programs, 'initdb'), initdb, { stdio: 'pipe', ...user });
  const urlOf = (database: string) => `postgres:///${database}?host=${encodeURIComponent(folder)}&user=postgres`;
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const options = ['listen_addresses=', `unix_socket_directories=${folder}`, ...settings].flatMap((text) => [
      '-c',
      text,
    ]);
    // A child of ours, not a daemon: that one would outlive us.
    child = spawn(join(programs as string, 'postgres'), ['-D', data, ...options], { stdio: 'ignore', ...user });
    await untilItAnswers(urlOf('postgres'), child);
  }

  /** SIGQUIT: at once, and without leaving its own children behind. */
  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGQUIT');
    await ended;
  }

  await start();
  return {
    urlOf,
    start,
    kill,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; its own user is then the one to be. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const user = { uid: idOf('-u'), gid: idOf('-g') };
  chownSync(folder, user.uid, user.gid);
  return user;
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break;
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (isUp) return;
    await delay(systemClock, 50);
  }
  throw new Error('The PostgreSQL of the tests did not start');
}
