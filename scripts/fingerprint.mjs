// One hash over everything a build is made of, to tell whether a build is still fresh.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['app', 'components', 'lib', 'server', 'public'];
const files = [
  'package-lock.json',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'scripts/build.mjs',
  'scripts/failure-page.mjs',
];

/** Hash of the sources under `root`, and of the settings a build depends on. */
export function fingerprint(root) {
  const hash = createHash('sha256').update(process.env.CALLBOARD_BASE_PATH ?? '');
  for (const path of [...folders.flatMap((folder) => filesBelow(root, folder)), ...files]) {
    const full = join(root, path);
    if (existsSync(full)) hash.update(path).update(readFileSync(full));
  }
  return hash.digest('hex');
}

function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .sort();
}
