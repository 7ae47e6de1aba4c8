import { isDeepStrictEqual } from 'node:util';
import { type FeedName, type PolledFeedName, polledFeedNames } from '@/lib/floor/kinds';
import type { EpochMs, SourceRecord } from '@/lib/floor/records';
import type { FeedDetail, SourceDetail } from '@/lib/protocol/reports';
import { createReadingDesk, type ReadingDesk } from '@/server/floor/reading-desk';
import type { SliceTables } from '@/server/floor/slice-tables';
import type { SourcePicture } from '@/server/floor/source-picture';
import type { Log } from '@/server/ports';
import { createSourceCommands, type SourceCommands } from '@/server/sources/source-commands';
import { createSourceSignIn, type SourceSignIn } from '@/server/sources/source-sign-in';
import type { HttpDoor } from '@/server/vendors/http';
import { FeedLoop, type PollOutcome } from './feed-loop';
import { logEdge } from './log-edge';
import { cannotCallWords, openSourceHooks, type Predecessor } from './open-source-hooks';
import { placeOf } from './poll-failure';
import type { PollerParts, PollObserver, SourceSetup } from './poller-parts';
import { type FeedProblems, type Health, initialHealth, nextHealth } from './source-health';
import type { SourceHooks } from './source-hooks';

export type { PollerParts, PollObserver, SourceSetup };

/** Asks one source, feed by feed, and brings what it says to the floor (rules P1–P4, H1). */
export class SourcePoller {
  private readonly loops: ReadonlyMap<FeedName, FeedLoop>;
  private readonly doors = new Map<PolledFeedName, HttpDoor>();
  /** How its vendor calls us; null: it never does, or there is no address to call. */
  readonly hooks: SourceHooks | null;
  private readonly desk: ReadingDesk;
  private readonly log: Log;
  private readonly memory = new Map<string, unknown>();
  private readonly asOf = new Map<FeedName, EpochMs>();
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
    predecessor: Predecessor = {},
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
    const own = { log: this.log, memory: this.memory, past: this.past, predecessor };
    const wake = { onHeard: () => this.showHeard(), onAwaited: () => void this.nudge('hooks') };
    this.hooks = openSourceHooks(setup, parts, { ...own, ...wake });
    const loops: FeedName[] = this.hooks ? [...names, 'hooks'] : names;
    this.loops = new Map(loops.map((name) => [name, this.makeLoop(name)]));
    this.signIn = createSourceSignIn(setup, { ...parts, log: this.log });
    const { log, memory } = this;
    const forgetSession = (startedAt: EpochMs) => this.forgetSession(startedAt);
    const hookUrl = this.hooks?.url ?? null;
    this.commands = createSourceCommands(setup, { ...parts, log, memory, forgetSession, hookUrl });
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
      if (name !== 'hooks') loop.start();
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

  /** Ends for good, drops the source's records and closes its connections; `leaves`: its vendor is told to call no more. */
  async stop(leaves = false): Promise<void> {
    this.isStopped = true;
    this.stopAttention();
    for (const loop of this.loops.values()) loop.stop(new Error('The source was removed'));
    this.parts.keeper.remove(this.setup.id);
    const silenced = this.hooks?.stop(leaves);
    await Promise.all(
      [...this.doors.values(), this.commands, ...(this.signIn ? [this.signIn] : [])].map((door) => door.close()),
    );
    await silenced;
  }

  /** A person says that it is mended: every feed is asked at once, with a fresh sign-in. */
  retry(): void {
    this.memory.clear();
    for (const loop of this.loops.values()) loop.resume();
  }

  /** Resolves after a poll of the feed that started after this call: true when it was good. */
  nudge(feed: FeedName = 'live'): Promise<boolean> {
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
      cannotCall: cannotCallWords(this.setup, this.hooks !== null, this.everyMs('live')),
    };
  }

  private makeLoop(name: FeedName): FeedLoop {
    const { clock, random, attention } = this.parts;
    return new FeedLoop({
      name,
      clock,
      random,
      everyMs: this.everyMs(name),
      isWatched: attention.isWatched,
      poll: (signal) => (name === 'hooks' ? this.register(signal) : this.poll(name, signal)),
      forgetSession: (startedAt) => this.forgetSession(startedAt),
      onPolled: (outcome) => this.onPolled(name, outcome),
      onBug: (error) => this.log.error({ feed: name, ...placeOf(error) }, 'A poll could not be wound up'),
    });
  }

  private everyMs(name: FeedName): number {
    const { vendor, settings, pollEverySeconds } = this.setup;
    if (name === 'hooks') return vendor.receive?.checkEveryMs ?? 0;
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
    const startedAt = clock.now();
    const value: unknown = await feed.read({ sourceId, settings, secrets, http, clock, log, signal, memory });
    signal.throwIfAborted();
    const asOf = clock.now();
    const heard = name === 'live' ? this.hooks?.repairedBy(value, startedAt) : this.hooks?.state();
    const verdict = this.desk.take(name, { value, asOf, clockOffsetMs: http.clockOffsetMs() }, heard);
    if (verdict.outcome !== 'held') this.hooks?.adopt(heard);
    if (verdict.outcome === 'gathered') {
      this.gathered.set(name, asOf);
      return;
    }
    if (name === 'live') this.hasAnswered = true;
    if (verdict.outcome === 'taken') this.show(this.gathered.set(name, asOf));
    else this.log.warn({ feed: name, ...verdict.collapse }, 'Most records are gone: held until a second answer agrees');
    this.publish({ ...this.problems(), [name]: null }, verdict.outcome === 'taken' ? verdict.tables : undefined);
  }

  /** Rule H1: an event-driven feed is judged by its last good check. */
  private async register(signal: AbortSignal): Promise<void> {
    await this.hooks?.register(signal);
    signal.throwIfAborted();
    this.asOf.set('hooks', this.parts.clock.now());
    this.publish({ ...this.problems(), hooks: null });
  }

  /** Rule P3: a change, joined with what was answered last. */
  private showHeard(): void {
    if (this.isStopped || !this.hooks) return;
    try {
      const tables = this.desk.hear(this.hooks.state());
      if (tables) this.parts.keeper.commit(this.setup.id, { tables });
    } catch (error) {
      this.log.error(placeOf(error), 'What the vendor told could not be joined with what it answered');
    }
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

  private onPolled(name: FeedName, outcome: PollOutcome): void {
    const { failure, durationMs } = outcome;
    if (failure && name !== 'hooks') this.desk.giveUp(name);
    if (name === 'live' && outcome.now?.needsPerson) for (const loop of this.loops.values()) loop.halt();
    this.publish(this.problems());
    this.notePulse(name);
    logEdge(this.log, this.parts.clock, name, outcome);
    this.parts.observer?.polled({ sourceId: this.setup.id, feed: name, durationMs, failure: failure?.kind ?? null });
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
    const commit = this.parts.keeper.commit(id, tables ? { source, tables } : { source });
    if (this.hasAnswered) this.hooks?.note(commit);
  }

  private notePulse(name: FeedName): void {
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
