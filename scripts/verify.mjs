// `npm run verify`: the checks that take seconds, side by side; `npm test` runs the slow ones too.
import { spawn } from 'node:child_process';
import { findPostgres } from './find-postgres.mjs';

const checks = [
  ['format and lint', 'npx', ['biome', 'check', '--error-on-warnings', '.']],
  ['types', 'npx', ['tsc', '--noEmit']],
  ['rules and tests', 'node', ['--import', 'tsx', 'scripts/check-spec.ts']],
  ['unit and contract tests', 'npx', ['vitest', 'run', '--reporter=dot']],
];

// What has to be installed is for `npm test` to insist on, and what takes long for it to run.
const env = { ...process.env, CALLBOARD_TEST_SLOW: 'off', CALLBOARD_TEST_POSTGRES: 'optional' };

function runCheck([title, command, args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => resolve({ title, ok: code === 0, output }));
  });
}

const results = await Promise.all(checks.map(runCheck));
for (const { title, ok, output } of results) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${title}`);
  if (!ok) console.log(output);
}
if (!findPostgres()) console.log('       without PostgreSQL, of which no server is installed: npm test will want one');
process.exit(results.every((result) => result.ok) ? 0 : 1);
