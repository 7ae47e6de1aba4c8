import { isDeepStrictEqual } from 'node:util';
import { type PolledFeedName, polledFeedNames } from '@/lib/floor/kinds';
import type { EpochMs, SourceRecord } from '@/lib/floor/records';
import type { FeedDetail, SourceDetail, SourceOrigin } from '@/lib/protocol/reports';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import { createReadingDesk, type ReadingDesk } from '@/server/floor/reading-desk';
import type { SliceTables } from '@/server/floor/slice-tables';
import type { SourcePicture } from '@/server/floor/source-picture';
import type { Clock, Log, Random } from '@/server/ports';
import { createSourceCommands, type SourceCommands } from '@/server/sources/source-commands';
import { createSourceSignIn, type SourceSignIn } from '@/server/sources/source-sign-in';
import type { HttpDoor } from '@/server/vendors/http';
import type { AnyVendor, HttpSettings } from '@/server/vendors/vendor';
import type { VendorErrorKind } from '@/server/vendors/vendor-error';
import type { Attention } from './attention';
import { FeedLoop, type PollOutcome } from './feed-loop';
import { placeOf } from './poll-failure';
import { type FeedProblems, type Health, initialHealth, nextHealth } from './source-health';

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
  polled(poll: { sourceId: string; feed: PolledFeedName; durationMs: number; failure: VendorErrorKind | null }): void;
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
}

/** Asks one source, feed by feed, and brings what it says to the floor (rules P1–P4, H1). */
export class SourcePoller {
  private readonly loops: ReadonlyMap<PolledFeedName, FeedLoop>;
  private readonly doors = new Map<PolledFeedName, HttpDoor>();
  private readonly desk: ReadingDesk;
  private readonly log: Log;
  private readonly memory = new Map<string, unknown>();
  private readonly asOf = new Map<PolledFeedName, EpochMs>();
  /** Answers that are not shown yet. */
  private readonly gathered = new Map<PolledFeedName, EpochMs>();
  private readonly past: SourcePicture | null;
  private forgotAt: EpochMs = -1;
  private health: Health;
  private hasAnswered = false;
  private isStopped = false;
  private readonly stopAttention: () => void;
  /** Where its people may sign in; null: nobody may. */
  signIn: SourceSignIn | null;
  readonly commands: SourceCommands;

  /** Throws when the HTTP door cannot be made, e.g. for want of its CA file. */
  constructor(
    private setup: SourceSetup,
    private readonly parts: PollerParts,
  ) {
    const { keeper, clock, attention, isStrict } = parts;
    const { id: sourceId, vendor, settings } = setup;
    this.log = parts.log.child({ source: sourceId });
    this.past = parts.recall?.(setup) ?? null;
    const isRecalled = this.past !== null;
    this.desk = createReadingDesk({ sourceId, vendor, settings, keeper, clock, log: this.log, isStrict, isRecalled });
    this.health = initialHealth(clock.now());
    const names = polledFeedNames.filter((name) => vendor.feeds[name]);
    for (const name of names) this.doors.set(name, parts.openDoor(vendor.http(settings), clock));
    this.loops = new Map(names.map((name) => [name, this.makeLoop(name)]));
    this.signIn = createSourceSignIn(setup, { ...parts, log: this.log });
    const { log, memory } = this;
    const forgetSession = (startedAt: EpochMs) => this.forgetSession(startedAt);
    this.commands = createSourceCommands(setup, { ...parts, log, memory, forgetSession });
    this.stopAttention = attention.onTurn(() => this.retime());
  }

  /** The picture from before a restart is shown with its age until the source answers. */
  start(): void {
    for (const name of this.loops.keys()) {
      const asOf = this.past?.feeds[name]?.asOf ?? null;
      if (asOf !== null) this.asOf.set(name, asOf);
    }
    this.publish(this.problems(), this.past?.tables);
    for (const [name, loop] of this.loops) {
      this.notePulse(name);
      loop.start();
    }
  }

  /** Goes on under another name where nothing else is another; one that waits for a person is to be begun anew. */
  adopt(setup: SourceSetup): boolean {
    if (this.isStopped || this.health.link === 'needs-attention' || !isAskedAlike(setup, this.setup)) return false;
    this.setup = setup;
    this.signIn = this.signIn && { ...this.signIn, name: setup.name };
    this.publish(this.problems());
    return true;
  }

  /** Ends for good, drops the source's records and closes its connections. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.stopAttention();
    for (const loop of this.loops.values()) loop.stop(new Error('The source was removed'));
    this.parts.keeper.remove(this.setup.id);
    await Promise.all(
      [...this.doors.values(), this.commands, ...(this.signIn ? [this.signIn] : [])].map((door) => door.close()),
    );
  }

  /** A person says that it is mended: every feed is asked at once, with a fresh sign-in. */
  retry(): void {
    this.memory.clear();
    for (const loop of this.loops.values()) loop.resume();
  }

  /** Resolves after a poll of the feed that started after this call: true when it was good. */
  nudge(feed: PolledFeedName = 'live'): Promise<boolean> {
    return this.loops.get(feed)?.nudge() ?? Promise.resolve(false);
  }

  /** The live feed was asked at least once, with whatever outcome. */
  hasAsked(): boolean {
    return (this.loops.get('live')?.detail().polls ?? 0) > 0;
  }

  detail(): SourceDetail {
    const { id, name, vendor, settings } = this.setup;
    const tables = this.parts.keeper.tablesOf(id);
    return {
      id,
      name,
      vendor: vendor.id,
      origin: this.setup.origin ?? 'file',
      overridesStored: false,
      host: new URL(vendor.http(settings).baseUrl).host,
      ...this.health,
      clockOffsetMs: this.doors.get('live')?.clockOffsetMs() ?? 0,
      feeds: [...this.loops].map(
        ([feed, loop]): FeedDetail => ({ ...loop.detail(), asOf: this.asOf.get(feed) ?? null }),
      ),
      counts: {
        queues: tables.queues?.size ?? 0,
        agents: tables.agents?.size ?? 0,
        contacts: tables.contacts?.size ?? 0,
      },
      cannotTell: vendor.capabilities.cannotTell,
    };
  }

  private makeLoop(name: PolledFeedName): FeedLoop {
    const { clock, random, attention } = this.parts;
    return new FeedLoop({
      name,
      clock,
      random,
      everyMs: this.everyMs(name),
      isWatched: attention.isWatched,
      poll: (signal) => this.poll(name, signal),
      forgetSession: (startedAt) => this.forgetSession(startedAt),
      onPolled: (outcome) => this.onPolled(name, outcome),
      onBug: (error) => this.log.error({ feed: name, ...placeOf(error) }, 'A poll could not be wound up'),
    });
  }

  private everyMs(name: PolledFeedName): number {
    const { vendor, settings, pollEverySeconds } = this.setup;
    const own = name === 'live' && pollEverySeconds !== undefined ? pollEverySeconds * 1000 : null;
    return own ?? vendor.feeds[name]?.everyMs(settings) ?? 0;
  }

  private async poll(name: PolledFeedName, signal: AbortSignal): Promise<void> {
    const { clock } = this.parts;
    const { id: sourceId, vendor, settings, secrets } = this.setup;
    const http = this.doors.get(name);
    const feed = vendor.feeds[name];
    if (!http || !feed) return;
    const { log, memory } = this;
    const value: unknown = await feed.read({ sourceId, settings, secrets, http, clock, log, signal, memory });
    signal.throwIfAborted();
    const asOf = clock.now();
    const verdict = this.desk.take(name, { value, asOf, clockOffsetMs: http.clockOffsetMs() });
    if (verdict.outcome === 'gathered') {
      this.gathered.set(name, asOf);
      return;
    }
    if (name === 'live') this.hasAnswered = true;
    if (verdict.outcome === 'taken') this.show(this.gathered.set(name, asOf));
    else this.log.warn({ feed: name, ...verdict.collapse }, 'Most records are gone: held until a second answer agrees');
    this.publish({ ...this.problems(), [name]: null }, verdict.outcome === 'taken' ? verdict.tables : undefined);
  }

  /** These feeds' answers are on the floor from now on. */
  private show(answered: Map<PolledFeedName, EpochMs>): void {
    if (answered.has('live')) this.hasAnswered = true;
    for (const [name, asOf] of answered) {
      this.asOf.set(name, asOf);
      this.notePulse(name);
    }
    answered.clear();
  }

  private onPolled(name: PolledFeedName, outcome: PollOutcome): void {
    const { failure, durationMs } = outcome;
    if (failure) this.desk.giveUp(name);
    if (name === 'live' && outcome.now?.needsPerson) for (const loop of this.loops.values()) loop.halt();
    this.publish(this.problems());
    this.notePulse(name);
    this.logEdge(name, outcome);
    this.parts.observer?.polled({ sourceId: this.setup.id, feed: name, durationMs, failure: failure?.kind ?? null });
  }

  /** Rule H1: a line when something breaks, turns into something else, or mends; silence in between. */
  private logEdge(feed: PolledFeedName, { before, now, failure }: PollOutcome): void {
    if (!now) {
      if (before) this.log.info({ feed, downMs: this.parts.clock.now() - before.since }, 'The source answers again');
      return;
    }
    if (before?.kind === now.kind) return;
    const cause = failure?.cause === undefined ? {} : placeOf(failure.cause);
    const fields = { feed, kind: now.kind, problem: now.message, ...cause };
    if (now.needsPerson) this.log.error(fields, 'The source waits for a person');
    else this.log.warn(fields, 'The source fails');
  }

  private problems(): FeedProblems {
    return Object.fromEntries([...this.loops].map(([name, loop]) => [name, loop.problem()]));
  }

  private publish(problems: FeedProblems, tables?: SliceTables): void {
    if (this.isStopped) return;
    const { id, name, vendor } = this.setup;
    this.health = nextHealth(this.health, problems, this.hasAnswered, this.parts.clock.now());
    const source: SourceRecord = {
      id,
      vendor: vendor.id,
      name,
      ...this.health,
      suspect: this.desk.isSuspect(),
      pollEveryMs: this.everyMs('live'),
    };
    this.parts.keeper.commit(id, tables ? { source, tables } : { source });
  }

  private notePulse(name: PolledFeedName): void {
    const loop = this.loops.get(name);
    if (this.isStopped || !loop) return;
    this.parts.keeper.noteFeed(this.setup.id, name, { asOf: this.asOf.get(name) ?? null, everyMs: loop.everyMs() });
  }

  private retime(): void {
    for (const [name, loop] of this.loops) {
      loop.retime();
      this.notePulse(name);
    }
  }

  /** Not when another feed has just signed in afresh: its new session is good for this one too. */
  private forgetSession(startedAt: EpochMs): void {
    if (this.forgotAt >= startedAt) return;
    this.forgotAt = this.parts.clock.now();
    this.memory.clear();
  }
}

/** Whether the same is asked in the same way, whatever it is called. */
function isAskedAlike(a: SourceSetup, b: SourceSetup): boolean {
  const how = ({ pollEverySeconds, settings, secrets }: SourceSetup) => [pollEverySeconds, settings, secrets];
  return a.vendor === b.vendor && isDeepStrictEqual(how(a), how(b));
}
