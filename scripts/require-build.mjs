// Loaded before the built server: says what to do where there is none.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const isBuilt = ['dist/server.js', '.next/BUILD_ID'].every((path) => existsSync(join(root, path)));
if (!isBuilt) {
  console.error('Callboard is not built yet: run "npm run build" first.');
  process.exit(1);
}
