import { createHash } from 'node:crypto';
import type { IntentRecord } from '@/lib/floor/records';
import type { Borrow, Move } from '@/lib/protocol/api/borrows-api';
import type { OrderTold } from '@/lib/protocol/api/commands-api';
import { isOutage, Refusal } from '@/lib/protocol/refusal';
import type { Audit } from '@/server/audit/audit';
import type { CommandAsker, CommandDesk } from '@/server/commands/command-desk';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { Clock, Log } from '@/server/ports';
import { repeat } from '@/server/repeat';
import type { BorrowRepository } from '@/server/store/borrows-repository';
import type { BorrowRow } from '@/server/store/schema/borrows';
import { StoreError } from '@/server/store/store-error';
import { parseBorrow, rowOf } from './borrow-row';
import { isToLeave, sentBy, wayOf } from './leave-first';
import { afterRestart, ended, orderFor, standingOf, type Way } from './move-states';
import { noteBorrow } from './note-borrow';
import type { Ownership } from './ownership';
import { type MoveInput, requireOnce } from './plan-move';
import { createSeenMoves, type SeenParts } from './seen-moves';
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

export interface BorrowParts extends SeenParts {
  readonly keeper: SeenParts['keeper'] & Pick<FloorKeeper, 'subscribe'>;
  readonly commands: Pick<CommandDesk, 'send'>;
  readonly repository: Pick<BorrowRepository, 'add' | 'save'>;
  /** Who puts it back, where several processes could. */
  readonly ownership: Ownership;
  /** Writes how one stands, some time soon; of one that is given twice the later wins. */
  saveLater(row: BorrowRow): void;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
}

/** Ended ones are told of, and kept, for as long. */
export const keepMs = 24 * 3_600_000;
const lookEveryMs = 1000;
const readEveryMs = 5000;

/** Follows every borrow from its first command to the last that puts it back, across restarts. */
export class BorrowBook implements BorrowDesk {
  private readonly books = new Map<string, Borrow>();
  /** As they were last written. */
  private readonly written = new WeakSet<Borrow>();
  private readonly busy = new Set<string>();
  private stopLooking = () => {};
  private stopReading = () => {};
  private unsubscribe = () => {};

  private readonly seen;

  constructor(private readonly parts: BorrowParts) {
    this.seen = createSeenMoves(parts);
  }

  /** Takes up what was to be put back when Callboard stopped. */
  async start(): Promise<void> {
    const { clock, keeper } = this.parts;
    await this.readAll();
    this.stopReading = repeat(clock, readEveryMs, () => void this.readAll());
    this.unsubscribe = keeper.subscribe(({ delta }) => {
      const told = [...(delta.put?.intents ?? []).map(({ id }) => id), ...Object.keys(delta.patch?.intents ?? {})];
      for (const id of told) this.follow(keeper.floor.intents.get(id));
    });
    this.stopLooking = repeat(clock, lookEveryMs, () => this.look());
  }

  /** What other processes have done, and what of theirs is now ours as they are gone. */
  private async readAll(): Promise<void> {
    const { ownership, clock, log } = this.parts;
    try {
      const { taken, others } = await ownership.look(clock.now() - keepMs);
      for (const row of others) this.learn(parseBorrow(row));
      for (const row of taken) this.takeUp(row);
    } catch (error) {
      log.error({ err: error }, 'Borrowed agents could not be read: tried again in a moment');
    }
  }

  /** What was under way at another process nobody follows any more: the floor tells whether it has to be sent again. */
  private takeUp(row: BorrowRow): Borrow | null {
    const known = parseBorrow(row);
    return this.learn(known && { ...known, moves: known.moves.map(afterRestart) });
  }

  private learn(known: Borrow | null): Borrow | null {
    if (known) this.books.set(known.id, known);
    return known;
  }

  stop(): void {
    this.stopReading();
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
    const moves = this.seen.plan(input.moves);
    const now = clock.now();
    const borrow: Borrow = {
      ...{ id, by: principal.name, byId: principal.accountId, note: input.note ?? null },
      ...{ at: now, dueAt: now + input.minutes * 60_000, endedAt: null, state: 'out', moves },
    };
    // Stored before anything is sent: what nobody remembers nobody puts back.
    this.books.set(id, borrow);
    try {
      this.parts.ownership.begin(id);
      await this.parts.repository.add(this.rowOf(borrow));
    } catch (error) {
      this.books.delete(id);
      if (!(error instanceof StoreError) || error.code !== 'duplicate') throw error;
      throw new Refusal('busy', { message: 'It is under way already: look again in a moment.' });
    }
    await this.send(id, ({ state }) => state === 'asked', 'out', asker);
    const begun = this.settle(id);
    noteBorrow(this.parts.audit, 'borrow.begin', begun, asker, begun.state === 'refused' ? 'refused' : 'done');
    return begun;
  }

  async putBack(id: string, { principal }: CommandAsker): Promise<Borrow> {
    const borrow = await this.own(this.open(id, principal));
    const moves = borrow.moves.map((one) => (one.state === 'not-back' ? { ...one, state: 'out' as const } : one));
    this.set({ ...borrow, dueAt: Math.min(borrow.dueAt, this.parts.clock.now()), state: 'returning', moves });
    await this.returnNow(id);
    return this.books.get(id) ?? borrow;
  }

  async keep(id: string, asker: CommandAsker): Promise<Borrow> {
    const open = await this.own(this.open(id, asker.principal));
    const kept: Borrow = { ...open, state: 'kept', endedAt: this.parts.clock.now() };
    await this.parts.repository.save([this.rowOf(kept)]);
    // Once more behind what may wait to be written of it.
    this.set(kept);
    noteBorrow(this.parts.audit, 'borrow.keep', kept, asker, 'done');
    return kept;
  }

  /** Whoever is asked for something does it, whoever had it until now. */
  private async own(borrow: Borrow): Promise<Borrow> {
    const { ownership } = this.parts;
    if (ownership.has(borrow.id)) return borrow;
    const row = await ownership.take(borrow.id);
    const now = (row && this.takeUp(row)) ?? borrow;
    if (now.endedAt !== null) throw new Refusal('conflict', { message: 'It has ended already.' });
    return now;
  }

  private open(id: string, principal: CommandAsker['principal']): Borrow {
    const borrow = this.books.get(id);
    if (!borrow || !mayLookAfter(borrow, principal))
      throw new Refusal('not-found', { message: 'There is no such borrow, or it ended a while ago.' });
    if (borrow.endedAt !== null) throw new Refusal('conflict', { message: 'It has ended already.' });
    return borrow;
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
      const move =
        endedAt === null && this.parts.ownership.has(id)
          ? moves.find(({ intentId }) => intentId === intent.id)
          : undefined;
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
    const { clock, log, ownership } = this.parts;
    const now = clock.now();
    for (const borrow of this.books.values()) {
      if (borrow.endedAt !== null && borrow.endedAt < now - keepMs) this.books.delete(borrow.id);
      if (borrow.endedAt !== null || borrow.dueAt > now || borrow.state === 'not-returned') continue;
      if (!ownership.has(borrow.id)) continue;
      this.returnNow(borrow.id).catch((error: unknown) => log.error({ err: error }, 'Putting back broke off'));
    }
  }

  /** Puts back what is out, as far as its systems answer; the rest at the next look. */
  private async returnNow(id: string): Promise<void> {
    if (this.busy.has(id)) return;
    this.busy.add(id);
    try {
      for (const [move, changes] of this.seen.chancesOf(this.books.get(id)?.moves ?? []))
        this.change(id, move, changes);
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
    this.parts.saveLater(this.rowOf(borrow));
  }

  private rowOf(borrow: Borrow): BorrowRow {
    return rowOf(borrow, this.parts.ownership.claim());
  }
}

const isSame = (one: Move, other: Move) => (Object.keys(one) as (keyof Move)[]).every((key) => one[key] === other[key]);
