import type { FeedName } from '@/lib/floor/kinds';
import type { SourceDetail } from '@/lib/protocol/reports';
import { type PollerParts, SourcePoller, type SourceSetup } from '@/server/polling/poller';
import type { SourceSignIn } from './source-sign-in';

/** The sources Callboard asks, changeable at run time. */
export interface SourceRegistry {
  /** Begins to ask a source; throws when the id is taken or its CA file cannot be read. */
  add(setup: SourceSetup): void;
  /** Ends the source of that id and begins anew: its old records go, as they may be another system's. */
  replace(setup: SourceSetup): Promise<void>;
  /** Ends a source and drops its records; false when there is none. */
  remove(id: string): Promise<boolean>;
  /** A person says that it is mended (rule P4); false when there is no such source. */
  retry(id: string): boolean;
  /** Resolves after a poll that started after this call: true when it was good. */
  nudge(id: string, feed?: FeedName): Promise<boolean>;
  list(): readonly SourceDetail[];
  /** Sources whose people may sign in with what they type there. */
  signIns(): readonly SourceSignIn[];
  /** Every source was asked at least once, with whatever outcome. */
  isReady(): boolean;
  /** Ends all sources. */
  stop(): Promise<void>;
}

export function createSourceRegistry(parts: PollerParts): SourceRegistry {
  const pollers = new Map<string, SourcePoller>();

  function add(setup: SourceSetup): void {
    if (pollers.has(setup.id)) throw new Error(`There is a source "${setup.id}" already`);
    const poller = new SourcePoller(setup, parts);
    pollers.set(setup.id, poller);
    poller.start();
  }

  async function remove(id: string): Promise<boolean> {
    const poller = pollers.get(id);
    if (!poller) return false;
    pollers.delete(id);
    await poller.stop();
    return true;
  }

  return {
    add,
    remove,
    async replace(setup) {
      const ended = remove(setup.id);
      add(setup);
      await ended;
    },
    retry(id) {
      pollers.get(id)?.retry();
      return pollers.has(id);
    },
    nudge: (id, feed) => pollers.get(id)?.nudge(feed) ?? Promise.resolve(false),
    list: () => [...pollers.values()].map((poller) => poller.detail()),
    signIns: () => [...pollers.values()].flatMap(({ signIn }) => signIn ?? []),
    isReady: () => [...pollers.values()].every((poller) => poller.hasAsked()),
    async stop() {
      await Promise.all([...pollers.keys()].map(remove));
    },
  };
}
