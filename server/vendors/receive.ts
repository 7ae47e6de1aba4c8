import type { FeedContext, Slices } from './vendor';

/** What a vendor's callback brought, before it is parsed; names and values as sent, percent-decoded once. */
export interface HookRequest {
  readonly method: 'GET' | 'POST';
  /** From the query string, and from a form in the body. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Whether an address is one this source had before, with other settings: what stands before the last dot is the same for
 * as long as Callboard keeps its own address and secret.
 */
export function isFormerHook(hookUrl: string, url: string): boolean {
  return url !== hookUrl && url.startsWith(hookUrl.slice(0, hookUrl.lastIndexOf('.') + 1));
}

/** Where the vendor calls this source, as what is asked besides feeds and registrations knows it. */
export interface OwnHook {
  /** Unguessable, so it is a secret: never logged, never sent to a browser. */
  readonly url: string;
  /** Calls it from here, as nobody's callback; throws VendorError when that does not reach Callboard. */
  reach(): Promise<void>;
}

/** The address a vendor is to call for this source; unguessable, so it is a secret: never logged, never sent to a browser. */
export interface HookContext<Settings, Secrets> extends FeedContext<Settings, Secrets> {
  /** `https://…/hooks/<secret>`. */
  readonly hookUrl: string;
  /** What the source shows on the floor now, for the native ids of its agents and queues. */
  records(): Slices;
  /** Ids of the queues it showed before it was begun anew, with other settings or before a restart. */
  readonly formerQueues: ReadonlySet<string>;
}

/**
 * How a vendor calls us (rule P3). A callback is a change; `fold` takes it into a small state of the vendor's own
 * that `normalize` finds among its readings, and `repair` drops from it what a poll knows better.
 */
export interface Receive<Settings, Secrets, Live, State, Change> {
  /** Of nothing heard yet; after a restart from what the floor showed before, where that is known. */
  initial(before: Slices): State;
  /** One callback, parsed at the door; throws VendorError 'bad-response' naming the field that did not fit. */
  parse(request: HookRequest, settings: Settings): Change;
  /** Pure: the same change twice changes nothing the second time; an unchanged state keeps its reference. */
  fold(state: State, change: Change, receivedAt: number): State;
  /** Pure: what a live poll knows better than what was heard before it started. */
  repair?(state: State, live: Live, startedAt: number): State;
  /**
   * Sees to it that the vendor calls `hookUrl` and nothing else of ours (`isFormerHook`): lists, reuses, mends, adds, and
   * takes back what was for `formerQueues` that are not followed any more.
   * Idempotent; done at the start, as agents or queues appear, and every `checkEveryMs`. The last good one is what the feed `hooks` is judged by (rule H1).
   */
  register(context: HookContext<Settings, Secrets>): Promise<void>;
  /** Takes back what `register` made; when the source is deleted, or becomes one of another system or account. */
  unregister(context: HookContext<Settings, Secrets>): Promise<void>;
  readonly checkEveryMs: number;
}

// biome-ignore lint/suspicious/noExplicitAny: state and changes are opaque outside the vendor's folder
export type AnyReceive = Receive<any, any, any, any, any>;
