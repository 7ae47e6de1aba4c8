import type { EpochMs } from '@/lib/floor/records';
import { callerOf } from './client-address';

/** Failed sign-ins allowed per window: for one name from one address, and for one address whatever the name. */
const windowMs = 15 * 60_000;
const perAccount = 5;
const perAddress = 50;
const mostKeys = 10_000;

interface Failures {
  count: number;
  endsAt: EpochMs;
}

export interface SignInLimit {
  /** Takes one attempt; otherwise how long to wait, in ms. Give it back with `forgive` when it succeeds. */
  attempt(username: string, address: string): { readonly ok: true } | { readonly ok: false; readonly waitMs: number };
  forgive(username: string, address: string): void;
  /** Works on one attempt of a caller after the other: whoever sends many waits behind themselves only. */
  inTurn<T>(address: string, work: () => Promise<T>): Promise<T>;
}

/** Counts attempts in memory: guessing gets slow, a person who mistyped does not notice. */
export function createSignInLimit(now: () => EpochMs): SignInLimit {
  const failures = new Map<string, Failures>();
  function keysOf(username: string, address: string) {
    const caller = callerOf(address);
    const account = [`${caller} ${username.trim().toLowerCase()}`, perAccount] as const;
    return [account, [caller, perAddress] as const] as const;
  }

  function current(key: string): Failures | null {
    const found = failures.get(key);
    if (!found || found.endsAt > now()) return found ?? null;
    failures.delete(key);
    return null;
  }

  /** Keys come in the order of their end: the oldest go first when somebody floods us with names. */
  function count(key: string): void {
    const found = current(key);
    if (found) found.count += 1;
    else failures.set(key, { count: 1, endsAt: now() + windowMs });
    for (const oldest of failures.keys()) {
      if (failures.size <= mostKeys) break;
      failures.delete(oldest);
    }
  }

  return {
    inTurn: createTurns(),
    attempt(username, address) {
      const keys = keysOf(username, address);
      const ends = keys.flatMap(([key, limit]) => {
        const found = current(key);
        return found && found.count >= limit ? [found.endsAt] : [];
      });
      if (ends.length > 0) return { ok: false, waitMs: Math.max(...ends) - now() };
      for (const [key] of keys) count(key);
      return { ok: true };
    },
    forgive(username, address) {
      const [[accountKey], [addressKey]] = keysOf(username, address);
      failures.delete(accountKey);
      const found = current(addressKey);
      if (found) found.count = Math.max(0, found.count - 1);
    },
  };
}

function createTurns(): SignInLimit['inTurn'] {
  const last = new Map<string, Promise<void>>();
  return (address, work) => {
    const caller = callerOf(address);
    const done = (last.get(caller) ?? Promise.resolve()).then(work);
    const ended = done.then(
      () => {},
      () => {},
    );
    last.set(caller, ended);
    void ended.then(() => last.get(caller) === ended && last.delete(caller));
    return done;
  };
}
