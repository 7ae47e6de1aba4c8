import type { PolledFeedName } from '@/lib/floor/kinds';
import type { TestReport, TestStep, TestStepName } from '@/lib/protocol/source-settings';
import { toVendorError } from '@/server/polling/poll-failure';
import type { PollerParts, SourceSetup } from '@/server/polling/poller';
import type { Clock, Log } from '@/server/ports';
import type { AddressGuard } from '@/server/vendors/address-guard';
import type { HttpDoor } from '@/server/vendors/http';
import { type AddressProbe, createAddressProbe } from '@/server/vendors/probe-address';
import type { FeedContext, Readings } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { addressWords, clockWords, connectionWords, foundWords } from './test-words';

export interface TestParts extends Pick<PollerParts, 'openDoor'> {
  readonly guard: AddressGuard;
  readonly clock: Clock;
  readonly log: Log;
  /** For tests. */
  readonly probe?: AddressProbe;
}

const requestWithinMs = 10_000;
const feedWithinMs: Readonly<Record<PolledFeedName, number>> = { live: 20_000, today: 40_000, names: 40_000 };

/**
 * Asks a system as its poller would, feed by feed, through a door of its own and without a record on the floor. Tells of
 * each step when it begins and when it has ended; rejects with the signal's reason when that aborts.
 */
export async function* testSource(
  setup: SourceSetup,
  parts: TestParts,
  signal: AbortSignal,
): AsyncGenerator<TestStep, TestReport> {
  const run = new TestRun(setup, parts, signal);
  try {
    yield* run.steps();
    return run.report();
  } finally {
    await run.close();
  }
}

class TestRun {
  private readonly ended: TestStep[] = [];
  private readonly startedAt: number;
  private readonly door: HttpDoor;
  private readonly probe: AddressProbe;
  private readonly memory = new Map<string, unknown>();
  private readings: Readings<unknown, unknown, unknown> = { live: null, today: null, names: null };

  constructor(
    private readonly setup: SourceSetup,
    private readonly parts: TestParts,
    private readonly signal: AbortSignal,
  ) {
    const http = setup.vendor.http(setup.settings);
    const timeoutMs = Math.min(http.timeoutMs ?? requestWithinMs, requestWithinMs);
    this.startedAt = parts.clock.now();
    this.door = parts.openDoor({ ...http, timeoutMs }, parts.clock);
    this.probe = parts.probe ?? createAddressProbe(http, parts);
  }

  async *steps(): AsyncGenerator<TestStep> {
    const isThere =
      (yield* this.step('address', async () => addressWords(await this.probe.resolve(this.signal)))) &&
      (yield* this.step('connection', async () => connectionWords(await this.probe.connect(this.signal))));
    if (!isThere) return;
    if (!(yield* this.signInAndLook())) return;
    for (const feed of ['today', 'names'] as const)
      if (this.setup.vendor.feeds[feed]) yield* this.step(feed, async () => this.found(feed, await this.read(feed)));
    yield* this.step('clock', async () => clockWords(this.door.clockOffsetMs()));
  }

  report(): TestReport {
    const ok = this.ended.every(({ outcome }) => outcome === 'ok');
    return { ok, durationMs: this.parts.clock.now() - this.startedAt, steps: this.ended };
  }

  close(): Promise<void> {
    return this.door.close();
  }

  /** The first answer tells two things: whether the credentials are good, and what goes on now. */
  private async *signInAndLook(): AsyncGenerator<TestStep, boolean> {
    const at = this.parts.clock.now();
    yield running('credentials');
    const answer = await this.attempt(() => this.read('live'));
    if ('failure' in answer) {
      const { kind, message } = answer.failure;
      const isRefused = kind === 'auth';
      const unknown = 'Not known: there was no answer that tells';
      yield this.end('credentials', isRefused ? 'failed' : 'skipped', isRefused ? message : unknown, at);
      yield this.end('live', isRefused ? 'skipped' : 'failed', isRefused ? 'Not asked' : message, at);
      return false;
    }
    yield this.end('credentials', 'ok', 'Accepted', at);
    return yield* this.step('live', async () => this.found('live', answer.value));
  }

  private async *step(name: TestStepName, run: () => Promise<string>): AsyncGenerator<TestStep, boolean> {
    const at = this.parts.clock.now();
    yield running(name);
    const answer = await this.attempt(run);
    if ('failure' in answer) yield this.end(name, 'failed', answer.failure.message, at);
    else yield this.end(name, 'ok', answer.value, at);
    return !('failure' in answer);
  }

  /** What came of it, in our own words; what the vendor said is not among them. */
  private async attempt<T>(run: () => Promise<T>): Promise<{ value: T } | { failure: VendorError }> {
    try {
      return { value: await run() };
    } catch (thrown) {
      this.signal.throwIfAborted();
      return { failure: toVendorError(thrown) };
    }
  }

  private async read(feed: PolledFeedName): Promise<unknown> {
    const { vendor, settings, secrets, id: sourceId } = this.setup;
    const { clock, log } = this.parts;
    const late = new AbortController();
    const words = `No complete answer within ${feedWithinMs[feed] / 1000} s: given up`;
    const cancel = clock.after(feedWithinMs[feed], () => late.abort(new VendorError('timeout', words)));
    const signal = AbortSignal.any([this.signal, late.signal]);
    const context: FeedContext<unknown, unknown> = {
      ...{ sourceId, settings, secrets, clock, log, signal },
      http: this.door,
      memory: this.memory,
    };
    try {
      return await Promise.race([vendor.feeds[feed]?.read(context), abortOf(signal)]);
    } finally {
      cancel();
    }
  }

  private found(feed: PolledFeedName, value: unknown): string {
    const { clock } = this.parts;
    const reading = { value, asOf: clock.now(), clockOffsetMs: this.door.clockOffsetMs() };
    this.readings = { ...this.readings, [feed]: reading };
    const slices = this.setup.vendor.normalize(this.readings, {
      sourceId: this.setup.id,
      settings: this.setup.settings,
      now: clock.now(),
      previous: () => undefined,
    });
    return foundWords[feed](slices);
  }

  private end(step: TestStepName, outcome: TestStep['outcome'], words: string, since: number): TestStep {
    const ended = { step, outcome, words, durationMs: this.parts.clock.now() - since };
    this.ended.push(ended);
    return ended;
  }
}

const running = (step: TestStepName): TestStep => ({ step, outcome: 'running', words: '', durationMs: null });

/** A driver that does not heed its signal is left behind. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
