import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

type Answer = Parameters<Parameters<LookupFunction>[2]>;

/**
 * Looks names up once for all who ask meanwhile. A lookup that hangs holds one of the process's few threads, which
 * signing in needs too: one name that does not answer must not take them all.
 */
export function createSharedLookup(lookup: LookupFunction): LookupFunction {
  const waiting = new Map<string, ((...answer: Answer) => void)[]>();
  return (hostname, options, callback) => {
    const key = JSON.stringify([hostname, options.family, options.hints, options.all, options.order]);
    const others = waiting.get(key);
    if (others) {
      others.push(callback);
      return;
    }
    waiting.set(key, [callback]);
    lookup(hostname, options, (...answer) => {
      const askers = waiting.get(key) ?? [];
      waiting.delete(key);
      for (const tell of askers) tell(...answer);
    });
  };
}

/** Shared by all sources of the process. */
export const sharedLookup = createSharedLookup(systemLookup as LookupFunction);
