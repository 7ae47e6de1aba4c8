import type { FeedName } from '@/lib/floor/kinds';
import type { SourceDetail } from '@/lib/protocol/reports';
import { hookSourceOf, type Predecessor } from '@/server/polling/open-source-hooks';
import { type PollerParts, SourcePoller, type SourceSetup } from '@/server/polling/poller';
import { createRestingSource, type HeldSource, type RestingSetup } from './resting-source';
import type { SourceCommands } from './source-commands';
import type { SourceSignIn } from './source-sign-in';

/** The sources Callboard asks, changeable at run time. */
export interface SourceRegistry {
  /** Begins to ask a source; throws when the id is taken or its CA file cannot be read. */
  add(setup: SourceSetup): void;
  /**
   * Ends the source of that id and begins anew: its old records go, as they may be another system's. What its vendor told
   * by calling stays known while it is the same system and account. One that is asked just as before goes on, under its new name.
   */
  replace(setup: SourceSetup): Promise<void>;
  /** Ends the source of that id, if there is one, and holds it as one that is not asked (rule H4). */
  rest(setup: RestingSetup): Promise<void>;
  /** Ends a source, drops its records and has its vendor told to call no more; false when there is none. */
  remove(id: string): Promise<boolean>;
  /** A person says that it is mended (rule P4); false when there is no such source. */
  retry(id: string): boolean;
  /** Resolves after a poll that started after this call: true when it was good. */
  nudge(id: string, feed?: FeedName): Promise<boolean>;
  /** What can be asked of a source besides how it is; null when there is none of that id, or it is not asked. */
  commandsOf(id: string): SourceCommands | null;
  list(): readonly SourceDetail[];
  /** Sources whose people may sign in with what they type there. */
  signIns(): readonly SourceSignIn[];
  /** Every source was asked at least once, with whatever outcome. */
  isReady(): boolean;
  /** Ends all sources. */
  stop(): Promise<void>;
}

export function createSourceRegistry(parts: PollerParts): SourceRegistry {
  const held = new Map<string, HeldSource>();
  /** Of sources whose vendor may still call for them: ids of all queues they ever showed. */
  const queuesOf = new Map<string, readonly string[]>();

  function add(setup: SourceSetup, predecessor: Predecessor = {}): void {
    if (held.has(setup.id)) throw new Error(`There is a source "${setup.id}" already`);
    hold(setup.id, new SourcePoller(setup, parts, predecessor));
  }

  function hold(id: string, source: HeldSource): void {
    held.set(id, source);
    source.start();
  }

  async function end(id: string, leaves: boolean): Promise<boolean> {
    const source = held.get(id);
    if (!source) return false;
    held.delete(id);
    const shown = parts.keeper.tablesOf(id).queues?.keys() ?? [];
    if (leaves && source.hooks) queuesOf.delete(id);
    else queuesOf.set(id, [...new Set([...(queuesOf.get(id) ?? []), ...shown])]);
    await source.stop(leaves);
    return true;
  }

  /** A vendor goes on calling the same address for a source that is still the same system and account. */
  function stillCalls(setup: SourceSetup): boolean {
    const before = held.get(setup.id)?.hooks?.url;
    return before !== undefined && before === parts.hooks?.urlFor(hookSourceOf(setup));
  }

  return {
    add: (setup) => add(setup),
    remove: (id) => end(id, true),
    async replace(setup) {
      if (held.get(setup.id)?.adopt?.(setup)) return;
      const heard = stillCalls(setup) ? held.get(setup.id)?.hooks?.state() : undefined;
      const ended = end(setup.id, heard === undefined);
      add(setup, { heard, queueIds: queuesOf.get(setup.id) });
      await ended;
    },
    async rest(setup) {
      // It is to be asked again, and whoever cannot be asked cannot be told either: registrations stay.
      const ended = end(setup.id, false);
      hold(setup.id, createRestingSource(setup, parts));
      await ended;
    },
    retry(id) {
      held.get(id)?.retry();
      return held.has(id);
    },
    nudge: (id, feed) => held.get(id)?.nudge(feed) ?? Promise.resolve(false),
    commandsOf: (id) => held.get(id)?.commands ?? null,
    list: () => [...held.values()].map((source) => source.detail()),
    signIns: () => [...held.values()].flatMap(({ signIn }) => signIn ?? []),
    isReady: () => [...held.values()].every((source) => source.hasAsked()),
    async stop() {
      await Promise.all([...held.keys()].map((id) => end(id, false)));
      await parts.hooks?.stop();
    },
  };
}
