import type { z } from 'zod';
import type { PolledFeedName, SliceKind } from '@/lib/floor/kinds';
import type { AgentRecord, EpochMs, RecordOf } from '@/lib/floor/records';
import type { Capabilities } from '@/lib/vendors/capabilities';
import type { VendorId } from '@/lib/vendors/catalog';
import type { RoleMap } from '@/server/auth/role-map';
import type { Clock, Log } from '@/server/ports';
import type { AgentChoices, Commands } from './command';
import type { Editor } from './editor';
import type { HttpDoor } from './http';
import type { OwnHook, Receive } from './receive';

/** What one call of a feed came back with, still in the vendor's shape, and when. */
export interface Reading<T> {
  readonly value: T;
  /** When the answer arrived, on our clock. */
  readonly asOf: EpochMs;
  /** Add this to a vendor instant to get ours; from the HTTP `Date` header, 0 where unknown. */
  readonly clockOffsetMs: number;
}

/** Whole slices only (rule P1): a kind that is absent is not spoken of, a kind that is present is complete. */
export type Slices = { readonly [K in SliceKind]?: readonly RecordOf[K][] };

export interface FeedContext<Settings, Secrets> {
  readonly sourceId: string;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly http: HttpDoor;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the poll takes too long, the source is removed or the process stops. */
  readonly signal: AbortSignal;
  /** What a driver keeps between calls of one source: a session cookie, a token. Gone after `auth` errors and restarts. */
  readonly memory: Map<string, unknown>;
  /** Where the vendor calls this source; absent for feeds, null where it does not. */
  readonly hook?: OwnHook | null;
}

export interface Feed<Settings, Secrets, Value> {
  /** Default interval in ms, start to start; the source's `pollEverySeconds` overrides that of `live`. */
  everyMs(settings: Settings): number;
  /** Asks the vendor and parses the answer; throws VendorError only. One failed page fails the whole read. */
  read(context: FeedContext<Settings, Secrets>): Promise<Value>;
}

/** The last good reading of each feed; null until the first one. */
export interface Readings<Live, Today, Names, State = never> {
  readonly live: Reading<Live> | null;
  readonly today: Reading<Today> | null;
  readonly names: Reading<Names> | null;
  /** What the vendor's own calls said so far; absent for one that never calls. */
  readonly hooks?: State | undefined;
}

export interface NormalizeContext<Settings> {
  readonly sourceId: string;
  readonly settings: Settings;
  readonly now: EpochMs;
  /** This source's record as it stands on the floor, for what must be carried over (a first-seen instant). */
  previous<K extends SliceKind>(kind: K, id: string): RecordOf[K] | undefined;
}

// biome-ignore format: one line per thing a vendor brings
export interface Vendor<Id extends string = VendorId, Settings = unknown, Secrets = unknown, Live = unknown, Today = unknown, Names = unknown, State = unknown, Change = unknown> {
  readonly id: Id;
  readonly capabilities: Capabilities;
  /** May reach a form in the browser. */
  readonly settings: z.ZodType<Settings>;
  /** Never leaves the server. */
  readonly secrets: z.ZodType<Secrets>;
  /** What settings and secrets ask of each other (a mode that needs a key); asked at boot, empty when all is well. */
  check?(settings: Settings, secrets: Secrets): readonly SetupProblem[];
  /** Which base address, CA and limits the HTTP door of this source has. */
  http(settings: Settings): HttpSettings;
  readonly feeds: {
    readonly live: Feed<Settings, Secrets, Live>;
    readonly today?: Feed<Settings, Secrets, Today>;
    readonly names?: Feed<Settings, Secrets, Names>;
  };
  /**
   * Pure: joins the last good readings into records. A field whose feed has not answered is null; it throws
   * VendorError('bad-response') when readings do not fit together.
   */
  normalize(readings: Readings<Live, Today, Names, State>, context: NormalizeContext<Settings>): Slices;
  /** Where the vendor can call us (rule P3). */
  readonly receive?: Receive<Settings, Secrets, Live, State, Change>;
  /** What it can be asked to do, each backed by `capabilities.commands`. */
  readonly commands?: Commands<Settings, Secrets>;
  /** What an agent, or somebody for the agent, can choose from. */
  choices?(context: FeedContext<Settings, Secrets>, agent: AgentRecord): Promise<AgentChoices>;
  /** What of its configuration can be seen and edited. */
  readonly editor?: Editor<Settings, Secrets>;
  /** Where the vendor can say who somebody is. */
  readonly signIn?: VendorSignIn<Settings, Secrets>;
}

/** People who may sign in to Callboard with the name and password they have at the vendor. */
export interface VendorSignIn<Settings, Secrets> {
  /** What stands before the source's id in an account's provider; it never changes once released. */
  readonly provider: string;
  /** Which role each of the vendor's keys gives; none: nobody signs in this way. */
  roles(settings: Settings): RoleMap;
  /** Null for a wrong name or password; throws VendorError when the vendor cannot be asked. */
  authenticate(
    context: FeedContext<Settings, Secrets>,
    username: string,
    password: string,
  ): Promise<VendorPerson | null>;
}

/** Who somebody is at the vendor. */
export interface VendorPerson {
  /** Never changes there, and is never given to another one. */
  readonly subject: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** What they hold there, by which a role is given here. */
  readonly keys: readonly string[];
}

export interface SetupProblem {
  /** Inside the source's entry, as `secrets.apiKey`. */
  readonly path: string;
  /** What would be right; never the value. */
  readonly message: string;
}

export interface HttpSettings {
  readonly baseUrl: string;
  /** Path of a PEM file to trust besides the system's. */
  readonly caFile?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly maxParallel?: number | undefined;
  readonly maxBodyBytes?: number | undefined;
}

/** Names a vendor's types once, so that its folder can stay free of annotations. */
export function defineVendor<const Id extends string, Settings, Secrets, Live, Today, Names, State, Change>(
  vendor: Vendor<Id, Settings, Secrets, Live, Today, Names, State, Change>,
): Vendor<Id, Settings, Secrets, Live, Today, Names, State, Change> {
  return vendor;
}

/** A vendor whose own types are of no interest to the caller (registry, poller). */
// biome-ignore lint/suspicious/noExplicitAny: settings and readings are opaque outside the vendor's folder
export type AnyVendor<Id extends string = VendorId> = Vendor<Id, any, any, any, any, any, any, any>;

export type { PolledFeedName };
