import { join } from 'node:path';
import { paths } from '@/lib/paths';
import { readConfig } from './config';
import { createApp } from './create-app';
import { createLog } from './log';
import { systemClock } from './ports';
import { setRuntime } from './runtime';
import { readSourcesFile } from './sources/sources-file';
import { vendors } from './vendors';
import { createHttpDoor } from './vendors/http';

const isDevelopment = process.argv.includes('--dev');
const root = join(import.meta.dirname, '..');

/** Stops the start in words, without a stack nobody but us can read. */
function giveUp(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : 'Callboard could not start'}\n`);
  process.exit(1);
}

async function run(): Promise<void> {
  Object.assign(process.env, { NODE_ENV: isDevelopment ? 'development' : 'production' });
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // next-auth reads where it lives from here only.
  const trusted = config.publicUrl
    ? { NEXTAUTH_URL: new URL(config.publicUrl).origin + paths.auth }
    : { AUTH_TRUST_HOST: '1' };
  Object.assign(process.env, trusted);
  const tryDoor = (settings: Parameters<typeof createHttpDoor>[0]) =>
    void createHttpDoor(settings, systemClock).close();
  const context = { vendors, env: process.env, tryDoor };
  const sources = config.sourcesFile ? readSourcesFile(config.sourcesFile, context) : [];
  const app = await createApp({
    config,
    log,
    sources,
    root,
    openPages: async (http) => (await import('./pages')).openPages(http, root, isDevelopment),
  });
  setRuntime(app.runtime);

  // A vendor's trouble must never take the walls down.
  process.on('uncaughtException', (error) => log.error({ err: error }, 'Something was not caught'));
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'A promise was left alone'));
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({}, 'Stopping');
    void app.stop().finally(() => process.exit(0));
  };
  // `disconnect`: whoever started us as a child is gone, however it went.
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, stop);
  const port = await app.start();
  log.info({ port, sources: sources.length }, 'Callboard is up');
}

run().catch(giveUp);
