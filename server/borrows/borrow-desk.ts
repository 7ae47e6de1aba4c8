import { createHash } from 'node:crypto';
import type { IntentRecord } from '@/lib/floor/records';
import { usualTerms } from '@/lib/members/place';
import { isBack } from '@/lib/members/way-back';
import type { Borrow, Move } from '@/lib/protocol/api/borrows-api';
import type { OrderTold } from '@/lib/protocol/api/commands-api';
import { isOutage, Refusal } from '@/lib/protocol/refusal';
import type { MembershipTerms } from '@/lib/vendors/capabilities';
import type { Audit } from '@/server/audit/audit';
import type { CommandAsker, CommandDesk } from '@/server/commands/command-desk';
import { createFinder } from '@/server/commands/find-target';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { Clock, Log } from '@/server/ports';
import { repeat } from '@/server/repeat';
import type { SourceCommands } from '@/server/sources/source-commands';
import type { BorrowRepository } from '@/server/store/borrows-repository';
import type { BorrowRow } from '@/server/store/schema/borrows';
import { parseBorrow, rowOf } from './borrow-row';
import { isToLeave, mustLeave, sentBy, wayOf, whileLeaving } from './leave-first';
import { afterRestart, ended, isOut, orderFor, standingOf, type Way } from './move-states';
import { noteBorrow } from './note-borrow';
import { type MoveInput, planMove, requireOnce } from './plan-move';
import { byTheClock, mayLookAfter } from './whose-borrow';

export interface BorrowInput {
  readonly requestId: string;
  readonly minutes: number;
  readonly note?: string | undefined;
  readonly moves: readonly MoveInput[];
}

/** Memberships that are changed for a while and put back by themselves; refuses by throwing Refusal. */
export interface BorrowDesk {
  list(asker: CommandAsker): readonly Borrow[];
  begin(input: BorrowInput, asker: CommandAsker): Promise<Borrow>;
  putBack(id: string, asker: CommandAsker): Promise<Borrow>;
  keep(id: string, asker: CommandAsker): Promise<Borrow>;
}

export interface BorrowParts {
  readonly keeper: Pick<FloorKeeper, 'floor' | 'tablesOf' | 'subscribe'>;
  readonly commands: Pick<CommandDesk, 'send'>;
  /** What each source calls a membership. */
  commandsOf(sourceId: string): Pick<SourceCommands, 'capabilities'> | null;
  readonly repository: Pick<BorrowRepository, 'save' | 'since'>;
  /** Writes how one stands, some time soon; of one that is given twice the later wins. */
  saveLater(row: BorrowRow): void;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
}

/** Ended ones are told of, and kept, for as long. */
export const keepMs = 24 * 3_600_000;
const lookEveryMs = 1000;

/** Follows every borrow from its first command to the last that puts it back, across restarts. */
export class BorrowBook implements BorrowDesk {
  private readonly books = new Map<string, Borrow>();
  /** As they were last written. */
  private readonly written = new WeakSet<Borrow>();
  private readonly busy = new Set<string>();
  private stopLooking = () => {};
  private unsubscribe = () => {};

  constructor(private readonly parts: BorrowParts) {}

  /** Takes up what was to be put back when Callboard stopped. */
  async start(): Promise<void> {
    const { repository, clock, keeper, log } = this.parts;
    try {
      for (const row of await repository.since(clock.now() - keepMs)) {
        const known = parseBorrow(row);
        // What was under way then nobody follows any more: the floor tells whether it has to be sent again.
        if (known) this.books.set(known.id, { ...known, moves: known.moves.map(afterRestart) });
      }
    } catch (error) {
      log.error({ err: error }, 'Borrowed agents could not be read: they are not put back by themselves');
    }
    this.unsubscribe = keeper.subscribe(({ delta }) => {
      const told = [...(delta.put?.intents ?? []).map(({ id }) => id), ...Object.keys(delta.patch?.intents ?? {})];
      for (const id of told) this.follow(keeper.floor.intents.get(id));
    });
    this.stopLooking = repeat(clock, lookEveryMs, () => this.look());
  }

  stop(): void {
    this.unsubscribe();
    this.stopLooking();
  }

  list({ principal }: CommandAsker): readonly Borrow[] {
    return [...this.books.values()].filter((one) => mayLookAfter(one, principal)).sort((a, b) => b.at - a.at);
  }

  async begin(input: BorrowInput, asker: CommandAsker): Promise<Borrow> {
    const { clock } = this.parts;
    const { principal } = asker;
    const id = createHash('sha256')
      .update(JSON.stringify([principal.accountId, input.requestId]))
      .digest('hex')
      .slice(0, 32);
    const known = this.books.get(id);
    if (known) return known;
    requireOnce(input.moves);
    const find = createFinder(this.parts.keeper);
    const moves = input.moves.map((move) => this.plan(move, find));
    const now = clock.now();
    const borrow: Borrow = {
      ...{ id, by: principal.name, byId: principal.accountId, note: input.note ?? null },
      ...{ at: now, dueAt: now + input.minutes * 60_000, endedAt: null, state: 'out', moves },
    };
    // Stored before anything is sent: what nobody remembers nobody puts back.
    this.books.set(id, borrow);
    try {
      await this.parts.repository.save([rowOf(borrow)]);
    } catch (error) {
      this.books.delete(id);
      throw error;
    }
    await this.send(id, ({ state }) => state === 'asked', 'out', asker);
    const begun = this.settle(id);
    noteBorrow(this.parts.audit, 'borrow.begin', begun, asker, begun.state === 'refused' ? 'refused' : 'done');
    return begun;
  }

  async putBack(id: string, { principal }: CommandAsker): Promise<Borrow> {
    const borrow = this.open(id, principal);
    const moves = borrow.moves.map((one) => (one.state === 'not-back' ? { ...one, state: 'out' as const } : one));
    this.set({ ...borrow, dueAt: Math.min(borrow.dueAt, this.parts.clock.now()), state: 'returning', moves });
    await this.returnNow(id);
    return this.books.get(id) ?? borrow;
  }

  async keep(id: string, asker: CommandAsker): Promise<Borrow> {
    const kept: Borrow = { ...this.open(id, asker.principal), state: 'kept', endedAt: this.parts.clock.now() };
    await this.parts.repository.save([rowOf(kept)]);
    // Once more behind what may wait to be written of it.
    this.set(kept);
    noteBorrow(this.parts.audit, 'borrow.keep', kept, asker, 'done');
    return kept;
  }

  private open(id: string, principal: CommandAsker['principal']): Borrow {
    const borrow = this.books.get(id);
    if (!borrow || !mayLookAfter(borrow, principal))
      throw new Refusal('not-found', { message: 'There is no such borrow, or it ended a while ago.' });
    if (borrow.endedAt !== null) throw new Refusal('conflict', { message: 'It has ended already.' });
    return borrow;
  }

  private plan(input: MoveInput, find: FindMemberships): Move {
    const { floor } = this.parts.keeper;
    const [agent, queue] = [floor.agents.get(input.agentId), floor.queues.get(input.queueId)];
    if (!agent || !queue || agent.sourceId !== queue.sourceId)
      throw new Refusal('not-found', { message: 'There is no such agent or queue on one system now.' });
    return planMove(input, agent, queue, inQueue(find(agent), queue.id), this.termsOf(agent.sourceId));
  }

  private termsOf(sourceId: string): MembershipTerms {
    return this.parts.commandsOf(sourceId)?.capabilities.membershipTerms ?? usualTerms;
  }

  /** Sends the commands of these moves, and follows what comes of them. */
  private async send(id: string, which: (move: Move) => boolean, way: Way, asker: CommandAsker): Promise<void> {
    const borrow = this.books.get(id);
    const moving = borrow?.moves.filter(which) ?? [];
    if (!borrow || moving.length === 0) return;
    const orders = moving.map((move) => orderFor(move, way, borrow.note));
    const requestId = `borrow.${id.slice(0, 24)}.${way}.${this.parts.clock.now()}`;
    const told = await this.ask(() => this.parts.commands.send({ requestId, holdMs: 0, orders }, asker));
    moving.forEach((move, index) => {
      const answer = typeof told === 'string' ? null : told[index];
      const refused = typeof told === 'string' ? told : (answer?.refusal?.message ?? null);
      this.change(id, move, answer?.intent ? sentBy(answer.intent, way) : { ...ended(way, false), words: refused });
      if (answer?.intent) this.follow(answer.intent);
    });
  }

  private async ask(run: () => Promise<readonly OrderTold[]>): Promise<readonly OrderTold[] | string> {
    try {
      return await run();
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      if (isOutage(error)) return `${error.message}: nothing was asked`;
      throw error;
    }
  }

  /** Some intent has gone on; ended, and one of ours, it tells of a move. */
  private follow(intent: IntentRecord | undefined): void {
    if (!intent || intent.endedAt === null) return;
    for (const { id, endedAt, moves } of this.books.values()) {
      const move = endedAt === null ? moves.find(({ intentId }) => intentId === intent.id) : undefined;
      if (move) this.take(id, move, intent);
    }
  }

  private take(id: string, move: Move, intent: IntentRecord): void {
    const isGood = intent.status === 'confirmed' || intent.status === 'done';
    const way = wayOf(move, intent);
    // Nobody knows whether it was done: as it may have been, it is put back like the others.
    const isUnsure = way === 'out' && intent.status === 'unconfirmed';
    this.change(id, move, { ...ended(way, isGood || isUnsure), words: isGood ? null : intent.reason });
    this.settle(id);
  }

  private look(): void {
    const { clock, log } = this.parts;
    const now = clock.now();
    for (const borrow of this.books.values()) {
      if (borrow.endedAt !== null && borrow.endedAt < now - keepMs) this.books.delete(borrow.id);
      if (borrow.endedAt !== null || borrow.dueAt > now || borrow.state === 'not-returned') continue;
      this.returnNow(borrow.id).catch((error: unknown) => log.error({ err: error }, 'Putting back broke off'));
    }
  }

  /** Puts back what is out, as far as its systems answer; the rest at the next look. */
  private async returnNow(id: string): Promise<void> {
    if (this.busy.has(id)) return;
    this.busy.add(id);
    try {
      const find = createFinder(this.parts.keeper);
      const out = this.books.get(id)?.moves.filter(isOut) ?? [];
      for (const move of out) this.change(id, move, this.chance(move, find));
      const borrow = this.books.get(id);
      if (!borrow) return;
      const asker = byTheClock(borrow);
      await this.send(id, ({ state }) => state === 'returning', 'back', asker);
      await this.send(id, isToLeave, 'leave', asker);
      this.settle(id);
    } finally {
      this.busy.delete(id);
    }
  }

  /** What can be done now about a move that is out. */
  private chance(move: Move, find: FindMemberships): Partial<Move> {
    const { floor } = this.parts.keeper;
    const source = floor.sources.get(move.sourceId);
    if (!source) return { state: 'not-back', words: 'Its source was taken away' };
    if (source.link !== 'up') return { words: `Waits until ${source.name} answers again` };
    const agent = floor.agents.get(move.agentId);
    if (!agent) return { state: 'not-back', words: `${move.agentName} is not on the floor any more` };
    const membership = inQueue(find(agent), move.queueId);
    if (isBack(move, membership, this.termsOf(move.sourceId))) return { state: 'back', words: 'Was as before already' };
    if (mustLeave(move, membership)) return whileLeaving(move, floor);
    return { state: 'returning', words: null, intentId: null };
  }

  private change(id: string, move: Move, changes: Partial<Move>): void {
    const borrow = this.books.get(id);
    if (!borrow) return;
    const isThat = (one: Move) => one.agentId === move.agentId && one.queueId === move.queueId;
    const now = borrow.moves.find(isThat);
    if (!now || isSame({ ...now, ...changes }, now)) return;
    this.books.set(id, { ...borrow, moves: borrow.moves.map((one) => (one === now ? { ...one, ...changes } : one)) });
  }

  /** How it stands as a whole; tells and stores what is new. */
  private settle(id: string): Borrow {
    const borrow = this.books.get(id) as Borrow;
    if (borrow.endedAt !== null) return borrow;
    const { state, isEnd } = standingOf(borrow, this.parts.clock.now());
    // While a system does not answer it is looked at every second, and there is nothing new to write.
    if (state === borrow.state && !isEnd && this.written.has(borrow)) return borrow;
    const next: Borrow = { ...borrow, state, endedAt: isEnd ? this.parts.clock.now() : null };
    if (state !== borrow.state && (state === 'returned' || state === 'not-returned'))
      noteBorrow(this.parts.audit, 'borrow.return', next, byTheClock(next), state === 'returned' ? 'done' : 'failed');
    this.set(next);
    return next;
  }

  private set(borrow: Borrow): void {
    this.books.set(borrow.id, borrow);
    this.written.add(borrow);
    this.parts.saveLater(rowOf(borrow));
  }
}

type FindMemberships = ReturnType<typeof createFinder>;

const inQueue = (memberships: ReturnType<FindMemberships>, wanted: string) =>
  memberships.find(({ queueId }) => queueId === wanted);

const isSame = (one: Move, other: Move) => (Object.keys(one) as (keyof Move)[]).every((key) => one[key] === other[key]);
