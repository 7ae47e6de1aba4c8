import type { Config } from './config';

/** For tests and benchmarks: as in production, with the demo's accounts, quiet, on a free port of this machine. */
export function fakeConfig(different: Partial<Config> & Pick<Config, 'dataDir'>): Config {
  return {
    isProduction: true,
    port: 0,
    host: '127.0.0.1',
    sourcesFile: null,
    secret: 'a secret of more than thirty-two characters',
    admin: null,
    databaseUrl: null,
    history: { keepDeltasDays: 7, keepMinutesDays: 30, keepHoursDays: 400, keyframeEveryMs: 300_000 },
    commands: { timeoutMs: 30_000 },
    logLevel: 'silent',
    publicUrl: null,
    metricsToken: null,
    trustProxy: 'nobody',
    demoAccounts: true,
    secretKeys: null,
    allowAddresses: [],
    oidc: null,
    ...different,
  };
}
