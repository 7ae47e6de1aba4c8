import type { FeedName } from '@/lib/floor/kinds';
import type { EpochMs } from '@/lib/floor/records';
import type { FeedDetail } from '@/lib/protocol/reports';
import type { Clock, Random } from '@/server/ports';
import { VendorError } from '@/server/vendors/vendor-error';
import { backoffMs, obeyedMs } from './backoff';
import { toVendorError } from './poll-failure';
import type { FeedProblem } from './source-health';

/** What the loop asks of its surroundings. */
export interface FeedLoopParts {
  readonly name: FeedName;
  readonly clock: Clock;
  readonly random: Random;
  /** Interval while somebody watches, start to start. */
  readonly everyMs: number;
  isWatched(): boolean;
  /** One whole poll: read, join, commit. Rejects with anything; must settle when the signal aborts, or is left behind. */
  poll(signal: AbortSignal): Promise<void>;
  /** Throws away sessions and tokens, unless that was done since `startedAt`. */
  forgetSession(startedAt: EpochMs): void;
  /** A poll has ended and the next one is arranged. */
  onPolled(outcome: PollOutcome): void;
  /** Something of ours failed; the loop goes on. */
  onBug(error: unknown): void;
}

export interface PollOutcome {
  readonly startedAt: EpochMs;
  readonly durationMs: number;
  /** Null after a good poll. */
  readonly failure: VendorError | null;
  /** What stood before and stands now; both null while all is well. */
  readonly before: FeedProblem | null;
  readonly now: FeedProblem | null;
}

/** No single poll may take longer, whatever its driver does; names may come record by record. */
const limitMs: Record<FeedName, number> = { live: 60_000, today: 300_000, names: 300_000, hooks: 300_000 };
const firstStartWithinMs = 2000;
const unwatchedFactor = 5;
const unwatchedLongestMs = 60_000;

/** Rule P4: while nobody watches five times as long, but at most a minute. */
export function intervalMs(everyMs: number, isWatched: boolean): number {
  return isWatched ? everyMs : Math.max(everyMs, Math.min(everyMs * unwatchedFactor, unwatchedLongestMs));
}

type State = 'new' | 'waiting' | 'polling' | 'halted' | 'stopped';

/** One feed's loop (rule P4): never two polls at once, start to start, backing off alone. */
export class FeedLoop {
  private state: State = 'new';
  private standing: FeedProblem | null = null;
  private readonly stats = { polls: 0, failures: 0, consecutiveFailures: 0 };
  private startedAt: EpochMs | null = null;
  private lastDurationMs: number | null = null;
  private nextAt: EpochMs | null = null;
  /** Set by a `Retry-After`: not even a nudge asks sooner. */
  private notBefore: EpochMs = 0;
  private cancelTimer = () => {};
  private current: AbortController | null = null;
  private nudged: ((isGood: boolean) => void)[] = [];

  constructor(private readonly parts: FeedLoopParts) {}

  /** Chance spreads the first polls of many sources; later ones keep their distance by themselves. */
  start(): void {
    const { clock, random, everyMs } = this.parts;
    this.schedule(clock.now() + Math.floor(random() * Math.min(everyMs, firstStartWithinMs)));
  }

  /** Ends the loop for good; a poll under way is aborted. */
  stop(reason: Error): void {
    this.halt();
    this.state = 'stopped';
    this.current?.abort(reason);
    this.current = null;
  }

  /** Stops asking until `resume`, because a person has to mend something. */
  halt(): void {
    if (this.state === 'stopped') return;
    this.cancelTimer();
    this.state = 'halted';
    this.nextAt = null;
    for (const tell of this.nudged.splice(0)) tell(false);
  }

  /** Asks again at once, whatever was wrong: a person said so. */
  resume(): void {
    if (this.state === 'stopped') return;
    this.notBefore = 0;
    if (this.current) {
      // What is under way began before it was mended: ask again after it.
      this.state = 'polling';
      this.nudged.push(() => {});
    } else this.schedule(this.parts.clock.now());
  }

  /** Resolves when a poll that started after this call has ended: true when it was good; false at once while halted. */
  nudge(): Promise<boolean> {
    if (this.state === 'halted' || this.state === 'stopped') return Promise.resolve(false);
    return new Promise((resolve) => {
      this.nudged.push(resolve);
      if (this.state !== 'polling') this.schedule(this.parts.clock.now());
    });
  }

  /** Works out anew when to ask next, as somebody came to watch or all have gone. */
  retime(): void {
    if (this.state !== 'waiting' || this.standing || this.startedAt === null || this.nudged.length > 0) return;
    this.schedule(this.startedAt + this.everyMs());
  }

  /** Interval expected now, in ms. */
  everyMs(): number {
    return intervalMs(this.parts.everyMs, this.parts.isWatched());
  }

  problem(): FeedProblem | null {
    return this.standing;
  }

  detail(): Omit<FeedDetail, 'asOf'> {
    return {
      name: this.parts.name,
      everyMs: this.everyMs(),
      lastStartedAt: this.startedAt,
      lastDurationMs: this.lastDurationMs,
      nextAt: this.nextAt,
      ...this.stats,
      problem: this.standing?.message ?? null,
      problemKind: this.standing?.kind ?? null,
      problemSince: this.standing?.since ?? null,
    };
  }

  private schedule(at: EpochMs): void {
    const { clock, onBug } = this.parts;
    this.cancelTimer();
    this.state = 'waiting';
    this.nextAt = Math.max(at, this.notBefore, clock.now());
    this.cancelTimer = clock.after(this.nextAt - clock.now(), () => void this.run().catch(onBug));
  }

  private async run(): Promise<void> {
    const heard = this.nudged.splice(0);
    const controller = new AbortController();
    this.current = controller;
    this.state = 'polling';
    this.nextAt = null;
    const startedAt = this.parts.clock.now();
    this.startedAt = startedAt;
    const failure = await attempt(this.parts, controller);
    const isCurrent = this.current === controller;
    try {
      if (isCurrent) this.settle(startedAt, failure);
    } finally {
      for (const tell of heard) tell(isCurrent && failure === null);
    }
  }

  private settle(startedAt: EpochMs, failure: VendorError | null): void {
    const { clock, onPolled } = this.parts;
    const before = this.standing;
    const durationMs = clock.now() - startedAt;
    this.current = null;
    this.lastDurationMs = durationMs;
    this.stats.polls += 1;
    if (failure) this.recordFailure(failure);
    else this.recordSuccess(startedAt);
    if (this.nudged.length > 0 && this.state === 'waiting') this.schedule(clock.now());
    onPolled({ startedAt, durationMs, failure, before, now: this.standing });
  }

  private recordSuccess(startedAt: EpochMs): void {
    this.stats.consecutiveFailures = 0;
    this.standing = null;
    this.notBefore = 0;
    if (this.state === 'polling') this.schedule(startedAt + this.everyMs());
  }

  private recordFailure(failure: VendorError): void {
    const { clock, random } = this.parts;
    const { kind, message, retryAfterMs } = failure;
    this.stats.failures += 1;
    this.stats.consecutiveFailures += 1;
    const needsPerson = kind === 'auth';
    this.standing = { kind, message, since: this.standing?.since ?? clock.now(), needsPerson };
    if (retryAfterMs !== undefined) this.notBefore = clock.now() + obeyedMs(retryAfterMs);
    if (needsPerson) this.halt();
    else if (this.state === 'polling')
      this.schedule(clock.now() + backoffMs(this.stats.consecutiveFailures, retryAfterMs, random));
  }
}

/** One poll within its limit of time; answers what went wrong, whatever was thrown. */
function attempt(parts: FeedLoopParts, controller: AbortController): Promise<VendorError | null> {
  return new Promise((resolve) => {
    const { signal } = controller;
    const limit = limitMs[parts.name];
    const message = `No complete answer within ${limit / 1000} s: given up`;
    const cancel = parts.clock.after(limit, () => controller.abort(new VendorError('timeout', message)));
    const end = (failure: VendorError | null) => {
      cancel();
      resolve(failure);
    };
    // A driver that does not heed its signal is left behind.
    signal.addEventListener('abort', () => end(toVendorError(signal.reason)), { once: true });
    pollOrLoginAgain(parts, signal).then(
      () => end(null),
      (thrown: unknown) => end(toVendorError(thrown)),
    );
  });
}

/** Refused credentials may only mean that a session ran out: one more try with a fresh sign-in (rule P4). */
async function pollOrLoginAgain({ clock, poll, forgetSession }: FeedLoopParts, signal: AbortSignal): Promise<void> {
  const startedAt = clock.now();
  try {
    await poll(signal);
  } catch (thrown) {
    if (signal.aborted || toVendorError(thrown).kind !== 'auth') throw thrown;
    forgetSession(startedAt);
    await poll(signal);
  }
}
