// `npm run backup -- FILE` and `npm run restore -- FILE`: from the build, or from the sources where the tools for that are.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [name, ...args] = process.argv.slice(2);
const built = join(root, 'dist', `${name}.js`);
const source = join(root, 'server/store/backup', `${name}-main.ts`);

function program() {
  if (existsSync(built)) return ['--enable-source-maps', built];
  if (existsSync(source) && existsSync(join(root, 'node_modules/tsx'))) return ['--import', 'tsx', source];
  console.error('Callboard is not built yet: run "npm run build" first.');
  process.exit(1);
}

const { status } = spawnSync(process.execPath, [...program(), ...args], { stdio: 'inherit' });
process.exit(status ?? 1);
