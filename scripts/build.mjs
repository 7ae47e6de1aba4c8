// `npm run build`: the pages through Next into .next, the server and the emulators through esbuild into dist.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { fingerprint } from './fingerprint.mjs';

const root = join(import.meta.dirname, '..');
const made = fingerprint(root);
const basePath = process.env.CALLBOARD_BASE_PATH ?? '';
const stamp = join(root, 'dist', 'fingerprint');

rmSync(stamp, { force: true });
const pages = spawnSync(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
});
if (pages.status !== 0) process.exit(pages.status ?? 1);

await build({
  absWorkingDir: root,
  entryPoints: {
    server: 'server/index.ts',
    emulators: 'server/emulators/main.ts',
    'rotate-keys': 'server/rotate-keys.ts',
    backup: 'server/store/backup/backup-main.ts',
    restore: 'server/store/backup/restore-main.ts',
    // Found beside the server by its name.
    'store-worker': 'server/store/sqlite/store-worker.js',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  alias: { '@': root },
  define: { 'process.env.NEXT_PUBLIC_CALLBOARD_BASE_PATH': JSON.stringify(basePath) },
  logLevel: 'warning',
});
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(stamp, made);
