// `npm run rotate-keys`: seals with the newest key the secrets of sources that were added in the browser, and what is kept to undo changes.
import { readConfig } from './config';
import { rotateKept } from './editing/rotate-kept';
import { createLog } from './log';
import { systemClock } from './ports';
import { joinRotations, rotateSecrets, rotationWords } from './sources/rotate-secrets';
import { createSecretBox } from './sources/secret-box';
import { createConfigChangeRepository } from './store/config-changes-repository';
import { openStore } from './store/open-store';
import { createSourcesRepository } from './store/sources-repository';

async function run(): Promise<void> {
  Object.assign(process.env, { NODE_ENV: 'production' });
  const config = readConfig(process.env);
  if (!config.secretKeys) throw new Error('CALLBOARD_KEY is needed: the key to seal with from now on');
  const store = await openStore({ ...config, clock: systemClock, log: createLog(config.logLevel) });
  try {
    const box = createSecretBox(config.secretKeys);
    const sources = await rotateSecrets(createSourcesRepository(store), box, systemClock);
    const rotation = joinRotations(sources, await rotateKept(createConfigChangeRepository(store), box));
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
