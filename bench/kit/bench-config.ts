import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '@/server/config';
import { benchSecret } from './demo-session';

const dataDir = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

/** As in production, with the demo's accounts, on a free port. */
export const benchConfig: Config = {
  isProduction: true,
  port: 0,
  host: '127.0.0.1',
  sourcesFile: null,
  secret: benchSecret,
  admin: null,
  dataDir,
  databaseUrl: null,
  history: { keepDeltasDays: 7, keepMinutesDays: 30, keepHoursDays: 400, keyframeEveryMs: 300_000 },
  logLevel: 'silent',
  publicUrl: null,
  metricsToken: null,
  trustProxy: false,
  demoAccounts: true,
};
