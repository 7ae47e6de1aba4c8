import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Log } from '@/server/ports';

/** So many requests of one caller in a while. */
export interface RequestLimit {
  /** Takes one; resolves with null, or with how long to wait, in ms. */
  take(caller: string): Promise<number | null>;
}

/** Short, so that callers who came once are soon forgotten, however many they are. */
const windowSeconds = 10;

/** Counts in memory; `most` requests per ten seconds and caller. `onExceeded` hears of a caller once in that time. */
export function createRequestLimit(most: number, onExceeded: (caller: string) => void = () => {}): RequestLimit {
  const limiter = new RateLimiterMemory({ points: most, duration: windowSeconds });
  return {
    async take(caller) {
      try {
        await limiter.consume(caller);
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        if (refusal.consumedPoints === most + 1) onExceeded(caller);
        return Math.max(1, refusal.msBeforeNext);
      }
    },
  };
}

/** What one caller may ask within ten seconds; far more than a hundred walls behind one address need. */
export interface RequestLimits {
  /** The API, for somebody who is signed in: by account. */
  readonly account: RequestLimit;
  /** The API, for a stranger: by address. */
  readonly stranger: RequestLimit;
  /** Anything at all: by address. */
  readonly address: RequestLimit;
  /** The beginning of a socket: by address. */
  readonly handshake: RequestLimit;
}

const most = { account: 600, stranger: 300, address: 5000, handshake: 1000 };

export function createRequestLimits(log: Log): RequestLimits {
  const limit = (name: keyof RequestLimits) =>
    createRequestLimit(most[name], (caller) =>
      log.warn({ caller, limit: name }, 'Somebody asks too much and is put off'),
    );
  return {
    account: limit('account'),
    stranger: limit('stranger'),
    address: limit('address'),
    handshake: limit('handshake'),
  };
}
