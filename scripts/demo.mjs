// `npm run demo`: emulated vendor systems and the app in production mode, in one command.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fingerprint } from './fingerprint.mjs';

const root = join(import.meta.dirname, '..');
const port = Number(process.env.PORT || 3000);
const host = process.env.CALLBOARD_HOST || '127.0.0.1';
const address = `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}${process.env.CALLBOARD_BASE_PATH ?? ''}`;
const folder = mkdtempSync(join(tmpdir(), 'callboard-demo-'));
const children = [];
let isStopping = false;

/** Ends everything this script began; the exit code is that of the first thing that went wrong. */
async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  await Promise.all(
    children.map((child) => {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      return Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 6000).unref())]);
    }),
  );
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

function fail(message) {
  console.error(message);
  return stop(1);
}

function isFree() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function isBuilt() {
  const stamp = join(root, 'dist/fingerprint');
  const parts = ['dist/server.js', 'dist/emulators.js', '.next/BUILD_ID'];
  if (![stamp, ...parts.map((part) => join(root, part))].every((path) => existsSync(path))) return false;
  return readFileSync(stamp, 'utf8') === fingerprint(root);
}

/** Resolves with whether it went well; shows what the build says, as it takes a while. */
function build() {
  console.log('Building Callboard; this takes about a minute, and only when something has changed.');
  const child = spawn(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  children.push(child);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

/** A child of which every line comes to `onLine`; its end is the end of the demo. */
function run(name, script, args, env, onLine) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', script), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    // Its own group, so that Ctrl-C reaches it through us, in order.
    detached: true,
    // The channel tells them when we are gone without a word.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  child.once('exit', (code) => {
    if (!isStopping) void fail(`${name} ended by itself (${code}).`);
  });
}

/** Resolves with the address of the emulators' control door. */
function startEmulators(sourcesFile) {
  return new Promise((resolve) => {
    run('The emulated systems', 'emulators.js', ['--sources-file', sourcesFile], {}, (line) => {
      const control = /^control: (.+)$/.exec(line)?.[1];
      if (control) resolve(control);
      else if (!/^\S+: http/.test(line)) console.error(line);
    });
  });
}

function startApp(sourcesFile) {
  const env = {
    PORT: String(port),
    CALLBOARD_HOST: host,
    CALLBOARD_SOURCES: sourcesFile,
    CALLBOARD_SECRET: randomBytes(36).toString('base64'),
    CALLBOARD_KEY: randomBytes(32).toString('base64'),
    CALLBOARD_DATA: folder,
    CALLBOARD_DEMO_ACCOUNTS: '1',
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
  };
  // What is not a log line is Next telling of its start.
  run('Callboard', 'server.js', [], env, (line) => {
    if (!line.startsWith('✓')) console.log(line);
  });
}

/** Resolves when every source has answered, or after half a minute: then the wall itself tells what is wrong. */
async function untilUp() {
  const probe = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}${process.env.CALLBOARD_BASE_PATH ?? ''}/api/health`;
  for (let tries = 0; tries < 120 && !isStopping; tries += 1) {
    const health = await fetch(probe)
      .then((reply) => reply.json())
      .catch(() => null);
    if (health?.sources.length > 0 && health.sources.every((source) => source.link === 'up')) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    console.log('\nStopping…');
    void stop(0);
  });
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  await fail(`Callboard needs Node 20.19 or newer; this is ${process.versions.node}.`);
} else if (!(await isFree())) {
  await fail(`Port ${port} is taken: stop what listens there, or choose another one with PORT=3001 npm run demo.`);
} else if (!isBuilt() && !(await build())) {
  await fail('The build failed; what is above says why.');
} else if (!isStopping) {
  const sourcesFile = join(folder, 'sources.json');
  console.log('Starting the emulated contact centres…');
  const control = await startEmulators(sourcesFile);
  console.log('Starting Callboard…');
  startApp(sourcesFile);
  await untilUp();
  if (!isStopping) {
    console.log(`
Callboard is up:  ${address}/wall

  Sign in as admin, supervisor, lead, agent or viewer, each with the password callboard-demo

  Stop one system:  curl -X POST ${control}/faults -H 'content-type: application/json' -d '{"source":"lucca","fault":"refuse"}'
  Start it again:   curl -X DELETE '${control}/faults?source=lucca'

  Ctrl-C stops everything.
`);
  }
}
