/** `npm run bench`, or `npm run bench -- fanout` for some of them only. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tellMachine } from './kit/report';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In the order in which they run; how long each may take, seconds. */
const benches = {
  diff: { limit: 60 },
  fanout: { limit: 240 },
  upstream: { limit: 150 },
  'sign-in': { limit: 120 },
  paint: { limit: 180 },
  browser: { limit: 180 },
  history: { limit: 240 },
  hooks: { limit: 120 },
  intents: { limit: 300 },
  members: { limit: 400 },
  editing: { limit: 300 },
} as const;
type Name = keyof typeof benches;

function run(args: readonly string[], limitSeconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    const timer = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

const all = Object.keys(benches) as Name[];
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !all.some((known) => known === name));
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}"; there are ${all.join(', ')}.`);
  process.exit(2);
}

tellMachine();
const failed: Name[] = [];
for (const name of all.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  console.log(`\n## ${name}`);
  if (!(await run(['--import', 'tsx', `bench/${name}.bench.ts`], benches[name].limit))) failed.push(name);
}
if (failed.length > 0) console.error(`\nDid not come to an end: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
