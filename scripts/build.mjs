// `npm run build`: the pages through Next into .next, the server and the emulators through esbuild into dist; or both into
// the folder named by CALLBOARD_BUILD_DIR, beside the usual build.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeFailurePages } from './failure-page.mjs';
import { fingerprint } from './fingerprint.mjs';

const root = join(import.meta.dirname, '..');
const made = fingerprint(root);
const basePath = process.env.CALLBOARD_BASE_PATH ?? '';
const folder = process.env.CALLBOARD_BUILD_DIR || 'dist';
const stamp = join(root, folder, 'fingerprint');

rmSync(stamp, { force: true });
mkdirSync(join(root, folder), { recursive: true });
// Next writes into both; what it writes for a build beside the usual one is of no use to an editor.
const nextTypes = join(root, 'next-env.d.ts');
const typesBefore = folder !== 'dist' && existsSync(nextTypes) ? readFileSync(nextTypes) : null;
if (folder !== 'dist') writeFileSync(join(root, folder, 'tsconfig.json'), '{ "extends": "../tsconfig.json" }\n');

const pages = spawnSync(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
});
if (typesBefore) writeFileSync(nextTypes, typesBefore);
if (pages.status !== 0) process.exit(pages.status ?? 1);
writeFailurePages(join(root, folder === 'dist' ? '.next' : `${folder}/.next`), basePath);

await build({
  absWorkingDir: root,
  entryPoints: {
    server: 'server/index.ts',
    emulators: 'server/emulators/main.ts',
    backup: 'server/store/backup/backup-main.ts',
    restore: 'server/store/backup/restore-main.ts',
    'rotate-keys': 'server/rotate-keys.ts',
    // Found beside the server by its name.
    'store-worker': 'server/store/sqlite/store-worker.js',
  },
  outdir: folder,
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
writeFileSync(stamp, made);
