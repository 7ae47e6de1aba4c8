// What the tests need beyond npm: a Chromium, openssl and a PostgreSQL server, through apt on Debian where they are missing.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findPostgres } from './find-postgres.mjs';

const browsers = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function which(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found) return found;
  }
  return null;
}

function apt(args) {
  console.log(`── apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

const clusterSettings = '/etc/postgresql-common/createcluster.conf';

/** Installs packages; a PostgreSQL without the database Debian would start with it, as the tests start their own. */
function install(packages) {
  if (!apt(['update'])) return false;
  const get = (...names) => apt(['install', '-y', '--no-install-recommends', ...names]);
  if (packages.includes('postgresql')) {
    if (!get('postgresql-common')) return false;
    appendFileSync(clusterSettings, '\ncreate_main_cluster = false\n');
  }
  return get(...packages);
}

/** Installs what is missing and returns the browser's path; ends the process with the command to run where it may not. */
export function ensureTestTools() {
  const find = () => process.env.CALLBOARD_TEST_CHROMIUM || which(browsers);
  const missing = [
    ...(find() ? [] : ['chromium']),
    ...(which(['openssl']) ? [] : ['openssl']),
    ...(findPostgres() ? [] : ['postgresql']),
  ];
  if (missing.length > 0) {
    const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
    const mayInstall = process.getuid?.() === 0 && which(['apt-get']) !== null;
    if (!mayInstall || !install(missing)) {
      console.error(`The tests need ${missing.join(' and ')}. Install with:\n\n  sudo sh -c '${command}'\n`);
      console.error('or name a Chromium with CALLBOARD_TEST_CHROMIUM=/path/to/chromium, then run npm test again.');
      console.log('0 passed, 1 failed');
      process.exit(1);
    }
  }
  return { chromium: find() };
}
