import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from './config';
import type { Log } from './ports';

const hidden = '[hidden]';
const hiddenKeys = /^settings$|secret|password|passwd|token|api_?-?key|authorization|cookie|credential/i;
const address = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@"']*@)?([^\s/?#"']+)[^\s"']*/gi;
const deepest = 4;

/** JSON lines, without secrets and full addresses wherever they stand in the fields or the message. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => error },
    formatters: { log: (fields: Record<string, unknown>) => scrub(fields, 0) as Record<string, unknown> },
    hooks: {
      logMethod(this: unknown, args: unknown[], write: (...args: unknown[]) => void) {
        write.apply(
          this,
          args.map((arg) => (typeof arg === 'string' ? scrubText(arg) : arg)),
        );
      },
    },
  };
  return destination ? pino(options as object, destination) : pino(options as object);
}

/** Addresses keep their host only: paths and queries may carry keys. */
export function scrubText(text: string): string {
  return text.replace(address, '$1$2');
}

function scrub(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof URL) return value.origin;
  if (depth >= deepest) return '[deep]';
  if (value instanceof Error) return scrubError(value, depth);
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, hiddenKeys.test(key) ? hidden : scrub(item, depth + 1)]),
  );
}

function scrubError(error: Error, depth: number): object {
  const { name, message, stack, cause, ...rest } = error;
  return {
    ...(scrub(rest, depth + 1) as object),
    type: name,
    message: scrubText(message),
    stack: scrubText(stack ?? ''),
    ...(cause === undefined ? {} : { cause: scrub(cause, depth + 1) }),
  };
}
