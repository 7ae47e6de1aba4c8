/** How long a person waits to be let in: alone, and while strangers guess passwords from many addresses. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { attemptSignIn } from '@/server/auth/attempt-sign-in';
import { openDemoDirectory } from '@/server/auth/open-demo-directory';
import { demoPassword } from '@/server/auth/open-directory';
import { createSignInLimit } from '@/server/auth/sign-in-limit';
import { createFakeLog } from '@/server/fake-log';
import { systemClock } from '@/server/ports';
import { percentile } from './kit/numbers';
import { printTable, tellAim } from './kit/report';

const rounds = 3;
const signIns = 10;
/** Guesses that wait at once: from one address, and spread over as many addresses as there are guesses. */
const storms = { 'nobody else': 0, 'one address guesses': 200, 'a thousand addresses guess': 20 } as const;
type Storm = keyof typeof storms;

const directory = await openDemoDirectory();
const parts = { directory, audit: { note: () => {} }, log: createFakeLog().log };

/** Sign-ins one after the other, ms, and the longest stop of the event loop meanwhile. */
async function measure(storm: Storm) {
  const limit = createSignInLimit(systemClock.now);
  let isOver = false;
  let guesses = 0;
  let heard = 0;
  const verify = (username: string, password: string, address: string) => () =>
    limit.inTurn(address, () => {
      heard += 1;
      return directory.verify(username, password);
    });
  const guess = async () => {
    while (!isOver) {
      guesses += 1;
      const address =
        storm === 'one address guesses' ? '10.6.6.6' : `10.${guesses % 200}.${Math.floor(guesses / 200)}.1`;
      const attempt = {
        username: `name${guesses}`,
        address,
        way: 'password',
        verify: verify('admin', 'wrong', address),
      };
      await attemptSignIn(attempt, { ...parts, limit }).catch(() => sleep(5));
    }
  };
  const storming = Array.from({ length: storms[storm] }, guess);
  const lag = monitorEventLoopDelay({ resolution: 1 });
  lag.enable();
  const took: number[] = [];
  for (let turn = 0; turn < signIns; turn += 1) {
    const begun = performance.now();
    const address = '10.255.0.1';
    const honest = { username: 'lead', address, way: 'password', verify: verify('lead', demoPassword, address) };
    if (!(await attemptSignIn(honest, { ...parts, limit }))) throw new Error('The right password was refused');
    took.push(performance.now() - begun);
  }
  isOver = true;
  lag.disable();
  await Promise.all(storming);
  return { took, heard: heard - signIns, guesses, lagMs: lag.max / 1e6 };
}

const found = new Map<Storm, Awaited<ReturnType<typeof measure>>[]>();
for (let round = 0; round < rounds; round += 1) {
  for (const storm of Object.keys(storms) as Storm[])
    found.set(storm, [...(found.get(storm) ?? []), await measure(storm)]);
}
const all = (storm: Storm) => (found.get(storm) ?? []).flatMap(({ took }) => took);
printTable(
  'A right password',
  (Object.keys(storms) as Storm[]).map((storm) => ({
    meanwhile: storm,
    'p50 ms': percentile(all(storm), 0.5).toFixed(0),
    'p99 ms': percentile(all(storm), 0.99).toFixed(0),
    'guesses sent': (found.get(storm) ?? []).reduce((sum, { guesses }) => sum + guesses, 0),
    'worked on': (found.get(storm) ?? []).reduce((sum, { heard }) => sum + heard, 0),
    'longest stop of the event loop, ms': Math.max(...(found.get(storm) ?? []).map(({ lagMs }) => lagMs)).toFixed(0),
  })),
);
const p99 = percentile(all('one address guesses'), 0.99);
tellAim('one address that guesses holds nobody up: p99 at most 1 s', `${p99.toFixed(0)} ms`, p99 <= 1000);
process.exit(0);
