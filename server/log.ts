import { pino } from 'pino';
import type { Config } from './config';
import type { Log } from './ports';

/** Names under which secrets travel; their values never reach the log, at any of these depths. */
const secretNames = ['password', 'secret', 'secrets', 'token', 'apiKey', 'authorization', 'cookie', 'passwordHash'];
const redacted = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Structured lines on standard output. */
export function createLog(level: Config['logLevel']): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redacted, censor: '[hidden]' },
  });
}
