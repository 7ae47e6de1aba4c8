import { readdirSync, readFileSync } from 'node:fs';
import { specProblems } from './spec-problems';

const roots = ['lib', 'server', 'components', 'app', 'e2e'];
const paths = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
    .map((name) => `${root}/${name}`),
);
const files = paths.map((path) => ({ path, source: readFileSync(path, 'utf8') }));
const problems = specProblems(readFileSync('lib/floor/SPEC.md', 'utf8'), files);

for (const problem of problems) console.error(problem);
console.log(`${paths.length} test files read, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
