import { createAllowance } from '@/server/allowance';
import type { Clock } from '@/server/ports';
import type { HookRequest } from '@/server/vendors/receive';
import { type HookKey, type HookSource, hookKeyOf, isSameSecret, readHookKey, writeHookKey } from './hook-address';

/** `unchanged`: a replay, or nothing that matters. `refused`: it was no callback of this vendor. */
export type HookOutcome = 'taken' | 'unchanged' | 'refused';

/** A source that is called. */
export interface HookReceiver {
  readonly sourceId: string;
  hear(request: HookRequest): HookOutcome;
}

/** A receiver as the door finds it: with how much it may still be called. */
export interface FoundReceiver extends HookReceiver {
  /** Takes one call; false when that is too many. */
  take(): boolean;
}

/** Which sources can be called, and where (rule P3). */
export interface HookDesk {
  /** The address a vendor is to call for this source, a secret; null where Callboard has no public address. */
  urlFor(source: HookSource): string | null;
  /** Calls to the source's address reach the receiver, until the returned function is called. */
  open(source: HookSource, receiver: HookReceiver): () => void;
  /** Whose address ends like this; null for nobody's. */
  find(ending: string): FoundReceiver | null;
  /** A source takes its registrations back; others of its id wait for that. Aborted when Callboard stops. */
  leave(sourceId: string, takeBack: (signal: AbortSignal) => Promise<void>): void;
  /** Resolves when whatever had this id before has taken its registrations back, or failed to. */
  hasLeft(sourceId: string): Promise<void>;
  /** Ends what is still taken back. */
  stop(): Promise<void>;
}

interface HookDeskParts {
  /** The server's own, from which addresses are derived. */
  readonly secret: string;
  readonly publicUrl: string | null;
  readonly basePath: string;
  readonly clock: Clock;
}

type Entry = FoundReceiver & { readonly key: HookKey };

/** A whole site that changes shift at once, several times over. What is put off is lost: vendors do not call again. */
const callsOfSource = { atOnce: 20_000, everyMs: 0.5 };

/** Compared with where nobody is found, so that it takes as long. */
const nobody = 'x'.repeat(43);

export function createHookDesk({ secret, publicUrl, basePath, clock }: HookDeskParts): HookDesk {
  const entries = new Map<string, Entry>();
  const leaving = new Map<string, Promise<void>>();
  const stopping = new AbortController();

  return {
    urlFor(source) {
      return publicUrl === null ? null : `${publicUrl}${basePath}/hooks/${writeHookKey(hookKeyOf(secret, source))}`;
    },
    open(source, receiver) {
      const key = hookKeyOf(secret, source);
      const { sourceId } = receiver;
      const entry = { sourceId, key, hear: receiver.hear, take: createAllowance(clock, callsOfSource) };
      entries.set(key.place, entry);
      return () => {
        if (entries.get(key.place) === entry) entries.delete(key.place);
      };
    },
    find(ending) {
      const key = readHookKey(ending);
      const entry = key ? entries.get(key.place) : undefined;
      const isGood = isSameSecret(key?.secret ?? '', entry?.key.secret ?? nobody);
      return isGood && entry ? entry : null;
    },
    leave(sourceId, takeBack) {
      const done = Promise.all([leaving.get(sourceId), takeBack(stopping.signal).catch(() => {})]).then(() => {
        if (leaving.get(sourceId) === done) leaving.delete(sourceId);
      });
      leaving.set(sourceId, done);
    },
    hasLeft: (sourceId) => leaving.get(sourceId) ?? Promise.resolve(),
    async stop() {
      stopping.abort(new Error('Callboard stops'));
      await Promise.all(leaving.values());
    },
  };
}
