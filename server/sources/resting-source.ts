import type { FeedName } from '@/lib/floor/kinds';
import type { EpochMs, SourceRecord } from '@/lib/floor/records';
import type { SourceDetail, SourceOrigin } from '@/lib/protocol/reports';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { SourceSetup } from '@/server/polling/poller';
import type { Clock } from '@/server/ports';
import type { SourceCommands } from './source-commands';
import type { SourceSignIn } from './source-sign-in';

/** A source that is not asked, and why. */
export interface RestingSetup {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly origin: SourceOrigin;
  /** Host and port; empty where the settings do not tell. */
  readonly host: string;
  readonly link: 'paused' | 'needs-attention';
  /** In words a person can act on. */
  readonly problem: string;
}

/** What the registry holds, asked or not. */
export interface HeldSource {
  /** Where its people may sign in with what they type there. */
  readonly signIn: SourceSignIn | null;
  /** What can be asked of it; null while it is not asked. */
  readonly commands: SourceCommands | null;
  /** How its vendor calls us. */
  readonly hooks: { readonly url: string; state(): unknown } | null;
  start(): void;
  /** Goes on as another setup that is asked just as its own; false: it has to be begun anew. */
  adopt?(setup: SourceSetup): boolean;
  /** `leaves`: for good, so that its vendor is told to call no more. */
  stop(leaves: boolean): Promise<void>;
  retry(): void;
  nudge(feed?: FeedName): Promise<boolean>;
  hasAsked(): boolean;
  detail(): SourceDetail;
}

interface RestingParts {
  readonly keeper: FloorKeeper;
  readonly clock: Clock;
}

/** Stands on the floor with its words and without a figure (rule H4). */
export function createRestingSource(setup: RestingSetup, { keeper, clock }: RestingParts): HeldSource {
  const { id, name, vendor, origin, host, link, problem } = setup;
  const linkSince: EpochMs = clock.now();
  const record: SourceRecord = { id, vendor, name, link, linkSince, problem, suspect: false, pollEveryMs: null };
  return {
    signIn: null,
    commands: null,
    hooks: null,
    start: () => void keeper.commit(id, { source: record }),
    stop: async () => void keeper.remove(id),
    retry: () => {},
    nudge: async () => false,
    hasAsked: () => true,
    detail: () => ({
      ...{ id, name, vendor, origin, host, link, linkSince, problem },
      overridesStored: false,
      clockOffsetMs: 0,
      feeds: [],
      counts: { queues: 0, agents: 0, contacts: 0 },
      cannotTell: [],
      cannotCall: null,
    }),
  };
}
