import type { EpochMs } from '@/lib/floor/records';
import type { Commit } from '@/server/floor/floor-feed';
import type { HookSource } from '@/server/hooks/hook-address';
import type { HookDesk, HookOutcome } from '@/server/hooks/hook-desk';
import type { Clock, Log } from '@/server/ports';
import type { HttpDoor } from '@/server/vendors/http';
import type { AnyReceive, HookContext, HookRequest } from '@/server/vendors/receive';
import type { Slices } from '@/server/vendors/vendor';
import { isVendorError } from '@/server/vendors/vendor-error';
import { placeOf } from './poll-failure';

/** What was heard goes to the floor at once, then in batches: a storm of calls costs ten commits a second. */
const showEveryMs = 100;
/** Agents and queues appear together: for all of them the vendor is asked once. */
const newcomersMs = 2000;
/** So long a source that is gone tries to take its registrations back. */
const leaveWithinMs = 120_000;

export interface SourceHooksParts {
  readonly source: HookSource;
  readonly receive: AnyReceive;
  readonly desk: HookDesk;
  /** A secret. */
  readonly url: string;
  readonly http: HttpDoor;
  readonly settings: unknown;
  readonly secrets: unknown;
  readonly memory: Map<string, unknown>;
  readonly clock: Clock;
  readonly log: Log;
  /** What the source that stood here before was told at this very address; else nothing. */
  readonly heard?: unknown;
  /** How the source stood before a restart. */
  readonly before: Slices;
  /** Ids of the queues the source showed before it was begun anew. */
  readonly formerQueues: ReadonlySet<string>;
  records(): Slices;
  /** What was heard makes another picture. */
  onHeard(): void;
  /** It is time to see whether the vendor is set up to call. */
  onAwaited(): void;
}

/** How the vendor of one source calls us (rule P3): what was heard so far, and seeing to it that it calls. */
export class SourceHooks {
  private heard: unknown;
  private shownAt: EpochMs | null = null;
  private cancelShow: (() => void) | null = null;
  private cancelAsk: (() => void) | null = null;
  private hasAsked = false;
  private hasComplained = false;
  private readonly close: () => void;

  constructor(private readonly parts: SourceHooksParts) {
    const { receive, desk, source, before } = parts;
    this.heard = parts.heard ?? receive.initial(before);
    this.close = desk.open(source, { sourceId: source.id, hear: (request) => this.hear(request) });
  }

  get url(): string {
    return this.parts.url;
  }

  /** As `normalize` finds it among its readings. */
  state(): unknown {
    return this.heard;
  }

  /** What would stay of it after this answer of the live feed; nothing is taken over yet. */
  repairedBy(live: unknown, startedAt: EpochMs): unknown {
    return this.parts.receive.repair?.(this.heard, live, startedAt) ?? this.heard;
  }

  adopt(state: unknown): void {
    this.heard = state;
  }

  /** Sees to it that the vendor calls, after whatever had this id before has left. */
  async register(signal: AbortSignal): Promise<void> {
    const { desk, source, receive } = this.parts;
    await desk.hasLeft(source.id);
    await receive.register(this.context(signal));
  }

  /** The source answers: the vendor is set up to call once that is so, and when somebody it has to call for is new. */
  note(commit: Commit | null): void {
    if (this.cancelAsk || (this.hasAsked && !hasNewcomer(commit))) return;
    this.hasAsked = true;
    this.cancelAsk = this.parts.clock.after(newcomersMs, () => {
      this.cancelAsk = null;
      this.parts.onAwaited();
    });
  }

  /** No call is heard any more; where it `leaves` for good, the vendor is told so. */
  async stop(leaves: boolean): Promise<void> {
    this.close();
    this.cancelShow?.();
    this.cancelAsk?.();
    if (leaves) this.leave();
    else await this.parts.http.close();
  }

  /** In the background: a vendor that does not answer holds nobody up. */
  private leave(): void {
    const { desk, source, receive, clock, log, http } = this.parts;
    desk.leave(source.id, async (stopping) => {
      const late = new AbortController();
      const cancel = clock.after(leaveWithinMs, () => late.abort(new Error('It took too long')));
      try {
        await receive.unregister(this.context(AbortSignal.any([stopping, late.signal])));
        log.info({}, 'The vendor was told not to call for this source any more');
      } catch (error) {
        const problem = isVendorError(error) ? error.message : 'it did not come to an end';
        log.warn({ problem }, 'The vendor may still call for a source that is gone: those calls find nobody');
      } finally {
        cancel();
        await http.close();
      }
    });
  }

  private hear(request: HookRequest): HookOutcome {
    const { receive, settings, clock } = this.parts;
    try {
      const next = receive.fold(this.heard, receive.parse(request, settings), clock.now());
      this.hasComplained = false;
      if (next === this.heard) return 'unchanged';
      this.heard = next;
      this.showSoon();
      return 'taken';
    } catch (error) {
      this.complain(error);
      return 'refused';
    }
  }

  /** Rule H1: once, until one is good again. */
  private complain(error: unknown): void {
    if (this.hasComplained) return;
    this.hasComplained = true;
    const fields = isVendorError(error) ? { problem: error.message } : placeOf(error);
    this.parts.log.warn(fields, 'A call of the vendor does not fit and is refused');
  }

  private showSoon(): void {
    if (this.cancelShow) return;
    const { clock, onHeard } = this.parts;
    const now = clock.now();
    const waitMs = this.shownAt === null ? 0 : Math.min(showEveryMs, Math.max(0, this.shownAt + showEveryMs - now));
    this.cancelShow = clock.after(waitMs, () => {
      this.cancelShow = null;
      this.shownAt = clock.now();
      onHeard();
    });
  }

  private context(signal: AbortSignal): HookContext<unknown, unknown> {
    const { source, settings, secrets, http, clock, log, memory, url, records, formerQueues } = this.parts;
    const ours = { sourceId: source.id, hookUrl: url, records, formerQueues };
    return { ...ours, settings, secrets, http, clock, log, signal, memory };
  }
}

function hasNewcomer(commit: Commit | null): boolean {
  const put = commit?.delta.put;
  return (put?.agents?.length ?? 0) > 0 || (put?.queues?.length ?? 0) > 0;
}
