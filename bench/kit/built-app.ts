import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fingerprint } from '@/scripts/fingerprint.mjs';
import type { SourceEntry } from '@/server/emulators/launch';
import { benchSecret } from './demo-session';

export const root = resolve(import.meta.dirname, '../..');

/** Builds where there is no build of these very sources. */
export function ensureBuilt(): void {
  const stamp = join(root, 'dist/fingerprint');
  const parts = [stamp, join(root, 'dist/server.js'), join(root, '.next/BUILD_ID')];
  if (parts.every((path) => existsSync(path)) && readFileSync(stamp, 'utf8') === fingerprint(root)) return;
  console.log('Building Callboard first.');
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`The build failed:\n${stdout}`);
}

/** What `npm start` runs, over these sources, with what is in `dataDir` if given; resolves once it listens. */
export async function startBuiltApp(
  sources: readonly SourceEntry[],
  dataDir?: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
  const sourcesFile = join(folder, 'sources.json');
  writeFileSync(sourcesFile, JSON.stringify({ sources }), { mode: 0o600 });
  const env = {
    ...process.env,
    ...{ PORT: '0', CALLBOARD_HOST: '127.0.0.1', CALLBOARD_SOURCES: sourcesFile, CALLBOARD_SECRET: benchSecret },
    ...{ CALLBOARD_DATA: dataDir ?? folder, CALLBOARD_DEMO_ACCOUNTS: '1', LOG_LEVEL: 'info' },
  };
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server.js')], {
    cwd: root,
    env,
    // The channel tells it when we are gone without a word.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { stdout } = child;
  if (!stdout) throw new Error('Callboard has no output to read');
  const port = await new Promise<number>((resolve, reject) => {
    void ended.then(() => reject(new Error('Callboard ended before it was up')));
    createInterface({ input: stdout }).on('line', (line) => {
      const found = /"port":(\d+)/.exec(line)?.[1];
      if (found) resolve(Number(found));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
