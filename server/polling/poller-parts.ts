import type { FeedName } from '@/lib/floor/kinds';
import type { SourceOrigin } from '@/lib/protocol/reports';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { SourcePicture } from '@/server/floor/source-picture';
import type { HookDesk } from '@/server/hooks/hook-desk';
import type { Clock, Log, Random } from '@/server/ports';
import type { HttpDoor } from '@/server/vendors/http';
import type { AnyVendor, HttpSettings } from '@/server/vendors/vendor';
import type { VendorErrorKind } from '@/server/vendors/vendor-error';
import type { Attention } from './attention';

/** One configured source, its settings and secrets already parsed by the vendor's schemas. */
export interface SourceSetup {
  readonly id: string;
  readonly name: string;
  readonly vendor: AnyVendor<string>;
  /** Overrides the live feed's own interval. */
  readonly pollEverySeconds?: number | undefined;
  readonly settings: unknown;
  readonly secrets: unknown;
  /** The sources file unless told otherwise. */
  readonly origin?: SourceOrigin;
  /** Settings as they were entered, and the names of the secrets: for who may look at them. */
  readonly written?: { readonly settings: Readonly<Record<string, unknown>>; readonly secretNames: readonly string[] };
}

/** For metrics. */
export interface PollObserver {
  polled(poll: { sourceId: string; feed: FeedName; durationMs: number; failure: VendorErrorKind | null }): void;
}

/** What pollers share. */
export interface PollerParts {
  readonly keeper: FloorKeeper;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly attention: Attention;
  readonly observer?: PollObserver;
  /** One door per feed, so that a hanging feed takes nothing from another. */
  openDoor(settings: HttpSettings, clock: Clock): HttpDoor;
  /** Checks and freezes every record: for development and tests. */
  readonly isStrict: boolean;
  /** How a source stood before a restart; null where that is not known. */
  recall?(setup: SourceSetup): SourcePicture | null;
  /** Where vendors call; without it none does. */
  readonly hooks?: HookDesk;
}
