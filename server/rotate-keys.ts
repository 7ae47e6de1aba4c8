// `npm run rotate-keys`: seals the secrets of sources that were added in the browser with the newest key.
import { readConfig } from './config';
import { createLog } from './log';
import { systemClock } from './ports';
import { rotateSecrets, rotationWords } from './sources/rotate-secrets';
import { createSecretBox } from './sources/secret-box';
import { openStore } from './store/open-store';
import { createSourcesRepository } from './store/sources-repository';

async function run(): Promise<void> {
  Object.assign(process.env, { NODE_ENV: 'production' });
  const config = readConfig(process.env);
  if (!config.secretKeys) throw new Error('CALLBOARD_KEY is needed: the key to seal with from now on');
  const store = await openStore({ ...config, clock: systemClock, log: createLog(config.logLevel) });
  try {
    const rotation = await rotateSecrets(
      createSourcesRepository(store),
      createSecretBox(config.secretKeys),
      systemClock,
    );
    process.stdout.write(`${rotationWords(rotation)}\n`);
    if (rotation.unreadable.length + rotation.missed.length > 0) process.exitCode = 1;
  } finally {
    await store.close();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The keys could not be rotated'}\n`);
  process.exit(1);
});
