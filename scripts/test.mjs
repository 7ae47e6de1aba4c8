// `npm test`: everything a clean checkout needs to prove itself, with one closing line over all runners.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTestTools } from './test-tools.mjs';

const reports = mkdtempSync(join(tmpdir(), 'callboard-test-'));
const totals = { passed: 0, failed: 0 };

function run(title, command, args, env = {}) {
  console.log(`\n── ${title}: ${command} ${args.join(' ')}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  console.log(`── ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`);
  return status === 0;
}

/** A check that is either fine or not counts as one. */
function check(title, command, args, env = {}) {
  const ok = run(title, command, args, env);
  totals[ok ? 'passed' : 'failed'] += 1;
  return ok;
}

/** A runner that counts its own tests; one that dies without a report counts as one failure. */
function suite(title, command, args, env, read) {
  const ok = run(title, command, args, env);
  let counts = { passed: 0, failed: 0 };
  try {
    counts = read();
  } catch {
    console.log(`── ${title}: left no report`);
  }
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  if (!ok && counts.failed === 0) totals.failed += 1;
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function unitTests() {
  const path = join(reports, 'unit.json');
  suite(
    'unit and contract tests',
    'npx',
    ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${path}`],
    {},
    () => {
      const report = readJson(path);
      return { passed: report.numPassedTests, failed: report.numFailedTests };
    },
  );
}

function endToEndTests(chromium) {
  const path = join(reports, 'e2e.json');
  const env = { CALLBOARD_TEST_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: path };
  suite(
    'end-to-end tests',
    'npx',
    ['playwright', 'test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json'],
    env,
    () => {
      const { stats } = readJson(path);
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
    },
  );
}

process.env.NEXT_TELEMETRY_DISABLED = '1';
const tools = ensureTestTools();
check('format', 'npx', ['biome', 'format', '.']);
check('lint', 'npx', ['biome', 'lint', '--error-on-warnings', '.']);
check('rules and tests', 'node', ['--import', 'tsx', 'scripts/check-spec.ts']);
check('types', 'npx', ['tsc', '--noEmit']);
unitTests();
const isBuilt = check('build', 'node', ['scripts/build.mjs']);
const below = { CALLBOARD_BASE_PATH: '/callboard', CALLBOARD_BUILD_DIR: 'dist-below' };
const isBuiltBelow = check('build below a path', 'node', ['scripts/build.mjs'], below);
if (isBuilt && isBuiltBelow) endToEndTests(tools.chromium);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
