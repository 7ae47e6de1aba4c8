import { type CommandAction, readinessActions } from '@/lib/commands/actions';
import type { IntentRecord } from '@/lib/floor/records';
import type { Audit } from '@/server/audit/audit';
import type { AmendDesk } from '@/server/editing/amend-desk';
import type { Commit } from '@/server/floor/floor-feed';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import { placeOf } from '@/server/polling/poll-failure';
import type { Clock, Log } from '@/server/ports';
import type { SourceRegistry } from '@/server/sources/source-registry';
import type { IntentRow } from '@/server/store/schema/intents';
import { createIntentBoard } from './intent-board';
import { isConfirmed, verdictOn, type Watch } from './judge';
import { labelOf, noteIntent } from './note-intent';
import { sendOrder } from './send-order';
import { createTurns } from './turns';
import { isUnsent, type Phase, rowOf, type Work } from './work';

export interface EngineParts {
  readonly keeper: FloorKeeper;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: Audit;
  readonly sources: Pick<SourceRegistry, 'commandsOf' | 'nudge'>;
  /** Makes what is a change of a vendor's configuration. */
  readonly amend: AmendDesk['amend'];
  /** Writes how an intent stands; rejects while the store is away. */
  save(row: IntentRow): Promise<void>;
  /** The same, some time soon. */
  saveLater(row: IntentRow): void;
  /** So long the floor may take to show it. */
  readonly timeoutMs: number;
}

/** After acceptance the source is asked at 0, 1, 2, 4, 8 s, and then as often as the last step. */
const askGapsMs = [1000, 1000, 2000, 4000, 8000];
const keepEndedMs = 60_000;
const longestWaitMs = 2 * 3_600_000;

type Ending = Pick<IntentRecord, 'status' | 'reason'> & { readonly isRefused?: boolean };

/** Carries commands to their vendors and follows them until the floor shows what came of it (rules I1–I3). */
export class CommandEngine {
  readonly works = new Map<string, Work>();
  private readonly board;
  private readonly inTurn = createTurns();
  private readonly removed = new Set<string>();
  private readonly unsubscribe: () => void;
  private isLookPlanned = false;
  private isStopped = false;

  constructor(private readonly parts: EngineParts) {
    this.board = createIntentBoard(parts.keeper);
    this.unsubscribe = parts.keeper.subscribe((commit) => this.onCommit(commit));
  }

  /** Ends what was pending when Callboard stopped: nobody can say what came of it. */
  resume(works: readonly Work[]): void {
    for (const work of works) {
      // Asked for since the doors opened.
      if (this.works.has(work.record.id)) continue;
      const { isDelayed } = work.asked;
      const wasSent = !isDelayed || work.record.timesOutAt !== null;
      this.works.set(work.record.id, work);
      if (wasSent) this.end(work, { status: 'unconfirmed', reason: 'Callboard was restarted before it was confirmed' });
      else this.end(work, { status: 'failed', reason: 'Callboard was restarted before it was sent: nothing was done' });
    }
  }

  /** Begins with one that is stored. */
  begin(work: Work): void {
    const { clock } = this.parts;
    this.supersede(work, ['held', 'waiting']);
    this.show(work, {});
    const { heldUntil } = work.record;
    if (heldUntil !== null && heldUntil > clock.now()) {
      work.phase = 'held';
      work.cancel = clock.after(heldUntil - clock.now(), () => this.letGo(work));
    } else this.letGo(work);
  }

  /** False when something may have been sent already. */
  takeBack(work: Work, by: string): boolean {
    if (work.isTakenBack) return true;
    if (!isUnsent(work)) return false;
    work.isTakenBack = true;
    this.end(work, { status: 'withdrawn', reason: `Taken back by ${by}` });
    return true;
  }

  /** What is pending stays so in the store: the next start tells what became of it. */
  stop(): void {
    this.isStopped = true;
    this.unsubscribe();
    for (const work of this.works.values()) work.cancel();
  }

  /** Nothing holds it back any more but a contact, where it is to wait for the end of one. */
  private letGo(work: Work): void {
    if (work.asked.when === 'after-contact' && this.hasContact(work)) this.wait(work);
    else this.queue(work);
  }

  private wait(work: Work): void {
    work.phase = 'waiting';
    const reason = 'The contact did not end within two hours: nothing was sent';
    work.cancel = this.parts.clock.after(longestWaitMs, () => this.end(work, { status: 'failed', reason }));
    this.show(work, { heldUntil: null, waitsForContact: true });
  }

  /** Of an agent who is gone, sending tells. */
  private hasContact({ record }: Work): boolean {
    const agent = this.parts.keeper.floor.agents.get(record.targetId);
    return agent !== undefined && busyStates.includes(agent.state);
  }

  private queue(work: Work): void {
    work.cancel();
    this.supersede(work, ['queued', 'sending', 'watching', 'ended']);
    work.phase = 'queued';
    if (work.record.waitsForContact) this.show(work, { waitsForContact: false });
    const { targetKind, targetId } = work.record;
    const contact = targetKind === 'contact' ? this.parts.keeper.floor.contacts.get(targetId) : undefined;
    this.inTurn(contact?.agentId ?? targetId, () => this.send(work)).catch((error: unknown) => {
      this.parts.log.error({ action: work.record.action, ...placeOf(error) }, 'A command broke off');
      if (work.phase === 'ended' || this.isStopped) return;
      this.end(work, { status: 'unconfirmed', reason: 'Callboard failed: it is not known whether it was done' });
    });
  }

  private async send(work: Work): Promise<void> {
    const { clock, timeoutMs, save } = this.parts;
    if (work.phase !== 'queued' || this.isStopped) return;
    work.phase = 'sending';
    this.show(work, { timesOutAt: clock.now() + timeoutMs });
    const outcome = await sendOrder(work, { ...this.parts, save, isStillWanted: () => work.phase === 'sending' });
    if (work.phase !== 'sending' || this.isStopped || outcome === null) return;
    if ('status' in outcome) this.end(work, outcome);
    else this.watch(work, outcome.watch, outcome.words);
  }

  private watch(work: Work, watch: Watch, words: string | null): void {
    const { clock, timeoutMs } = this.parts;
    work.watch = watch;
    work.phase = 'watching';
    const status = watch.isUnsure ? 'requested' : 'accepted';
    this.show(work, { status, reason: words, timesOutAt: clock.now() + timeoutMs });
    const cancelEnd = clock.after(timeoutMs, () => this.expire(work));
    let cancelAsk = () => {};
    const ask = (step: number): void => {
      void this.askSource(work);
      cancelAsk = clock.after(askGapsMs[Math.min(step, askGapsMs.length - 1)] ?? 0, () => ask(step + 1));
    };
    work.cancel = () => {
      cancelEnd();
      cancelAsk();
    };
    ask(0);
    this.judge(work);
  }

  /** What the source says after this is news: an answer from before could not tell. */
  private async askSource({ record: { sourceId, action, id }, watch }: Work): Promise<void> {
    const { sources } = this.parts;
    const feeds = sources.commandsOf(sourceId)?.toldBy(action as CommandAction) ?? ['live'];
    const good = await Promise.all(feeds.map((feed) => sources.nudge(sourceId, feed)));
    if (!watch || !good.every(Boolean)) return;
    watch.isFresh = true;
    const work = this.works.get(id);
    if (work?.watch === watch) this.judge(work);
  }

  private judge(work: Work): void {
    if (this.isStopped || !work.watch || !isConfirmed(work.watch, this.parts.keeper.floor)) return;
    if (work.phase === 'watching') this.end(work, { status: 'confirmed', reason: null });
    else if (work.phase === 'ended') this.end(work, { status: 'confirmed', reason: 'Later than expected' });
  }

  private expire(work: Work): void {
    const { keeper, timeoutMs } = this.parts;
    const { watch, record } = work;
    this.judge(work);
    if (work.phase !== 'watching' || !watch) return;
    const source = { id: record.sourceId, name: this.nameOf(record.sourceId) };
    this.end(work, verdictOn(watch, keeper.floor, source, timeoutMs), watch);
  }

  /** One that has not shown in time is looked for as long as it is on the floor. */
  private end(work: Work, { isRefused = false, ...ending }: Ending, lateWatch: Watch | null = null): void {
    const { clock, audit, keeper, saveLater } = this.parts;
    work.cancel();
    work.phase = 'ended';
    work.watch = lateWatch;
    this.show(work, { ...ending, waitsForContact: false, endedAt: clock.now() });
    saveLater(rowOf(work));
    noteIntent(audit, work, isRefused, keeper.floor);
    work.cancel = clock.after(keepEndedMs, () => {
      this.works.delete(work.record.id);
      this.board.drop(work.record.id);
    });
  }

  /** Of what changes an agent's readiness only the last counts; nothing more may come of those before. */
  private supersede(by: Work, phases: readonly Phase[]): void {
    if (!isAboutReadiness(by)) return;
    for (const work of this.works.values()) {
      if (work === by || work.record.targetId !== by.record.targetId || !isAboutReadiness(work)) continue;
      if (!phases.includes(work.phase)) continue;
      const reason = `${by.record.by} asked for “${labelOf(by.record.action)}” after it`;
      if (work.phase === 'ended') work.watch = null;
      else this.end(work, { status: isUnsent(work) ? 'withdrawn' : 'failed', reason });
    }
  }

  private onCommit({ delta }: Commit): void {
    if (this.works.size === 0) return;
    for (const id of delta.drop?.sources ?? []) this.removed.add(id);
    if (this.isLookPlanned) return;
    this.isLookPlanned = true;
    // Not at once: what is found changes the floor, which is being told.
    queueMicrotask(() => {
      this.isLookPlanned = false;
      this.look();
    });
  }

  private look(): void {
    if (this.isStopped) return;
    for (const work of [...this.works.values()]) {
      if (this.removed.has(work.record.sourceId)) this.endWithSource(work);
      else if (work.phase !== 'waiting') this.judge(work);
      else if (!this.hasContact(work)) this.queue(work);
    }
    this.removed.clear();
  }

  private endWithSource(work: Work): void {
    work.watch = null;
    if (work.phase === 'ended' || work.phase === 'storing') return;
    const what = 'The source was changed or taken away';
    if (isUnsent(work)) this.end(work, { status: 'failed', reason: `${what}: nothing was sent` });
    else this.end(work, { status: 'unconfirmed', reason: `${what} before this was confirmed` });
  }

  private show(work: Work, changes: Partial<IntentRecord>): void {
    work.record = { ...work.record, ...changes };
    this.board.set(work.record);
  }

  private nameOf(sourceId: string): string {
    return this.parts.keeper.floor.sources.get(sourceId)?.name ?? sourceId;
  }
}

const isAboutReadiness = ({ record }: Work) => (readinessActions as readonly string[]).includes(record.action);

/** A contact in hand, or nobody can say. */
const busyStates: readonly string[] = ['busy', 'ringing', 'unknown'];
