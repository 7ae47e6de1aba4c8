import type { Delta } from '@/lib/floor/delta';
import type { EpochMs, QueueRecord } from '@/lib/floor/records';
import type { AgentMinuteRow, HistoryQueueRow, QueueMinuteRow } from '@/server/store/schema/history';
import { AgentDays, type KeptDays } from './agent-days';
import { AgentMinute } from './agent-minute';
import { type BusinessDay, businessDayOf, hourOf, type SourceZone } from './business-days';
import { type Knowing, QueueMinute } from './queue-minute';

/** A minute's rows, as they are written. */
export interface MinuteRows {
  readonly queues: readonly QueueMinuteRow[];
  readonly agents: readonly AgentMinuteRow[];
}

interface Minute {
  readonly at: EpochMs;
  readonly epoch: string;
}

/** Counts of a queue that left are kept for so long, for its return. */
const rememberedMs = 48 * 3_600_000;

/** The running minute of one source. */
export class SourceMinute {
  knowing: Knowing = { live: false, today: false };
  private readonly queues = new Map<string, QueueMinute>();
  private readonly goneAt = new Map<string, EpochMs>();
  private readonly agents = new AgentMinute();
  private readonly grown = new Set<string>();
  private readonly renamed = new Map<string, string>();
  private day: BusinessDay | null = null;
  /** What each agent did today. */
  readonly days: AgentDays;

  constructor(
    private readonly sourceId: string,
    public zone: SourceZone,
    private passedUntil: EpochMs,
    kept?: KeptDays,
  ) {
    this.days = new AgentDays(passedUntil, kept);
  }

  /** All has been as it is until `at`. */
  passTo(at: EpochMs): void {
    const ms = at - this.passedUntil;
    if (ms <= 0) return;
    this.passedUntil = at;
    this.days.pass(ms, this.knowing.live);
    if (!this.knowing.live && !this.knowing.today) return;
    for (const queue of this.queues.values()) queue.pass(ms, at, this.knowing);
    this.agents.pass(ms, this.knowing.live);
  }

  take(delta: Delta, at: EpochMs): void {
    for (const record of delta.put?.queues ?? []) this.takeQueue(record.id, record);
    for (const [id, patch] of Object.entries(delta.patch?.queues ?? {})) {
      const before = this.queues.get(id)?.current;
      if (before) this.takeQueue(id, { ...before, ...patch });
    }
    for (const id of delta.drop?.queues ?? []) {
      this.queues.get(id)?.take(null);
      this.goneAt.set(id, at);
    }
    this.agents.take(delta);
    this.days.take(delta);
    // What was kept may be of a day that is over.
    if (this.day === null) this.turnDays(at);
  }

  /** Queues of which a count grew since this was asked last. */
  readGrown(minute: Minute): readonly QueueMinuteRow[] {
    const rows = [...this.grown].flatMap((id) => this.queueRow(id, minute) ?? []);
    this.grown.clear();
    return rows;
  }

  /** Queues that are new or have another name since this was asked last. */
  readNames(): readonly HistoryQueueRow[] {
    const rows = [...this.renamed].map(([id, name]) => ({
      queue_id: id,
      source_id: this.sourceId,
      name,
      zone: this.zone.timeZone,
    }));
    this.renamed.clear();
    return rows;
  }

  /** The minute so far. */
  read(minute: Minute): MinuteRows {
    const figures = this.agents.read();
    const of = { source_id: this.sourceId, ...this.times(minute) };
    return {
      queues: [...this.queues.keys()].flatMap((id) => this.queueRow(id, minute) ?? []),
      agents: figures ? [{ ...of, ...figures }] : [],
    };
  }

  /** Since when the business day runs that `at` is in; what agents did before it is over. */
  turnDays(at: EpochMs): EpochMs {
    const { from } = this.dayOf(at, this.anyDayStart());
    this.days.turn(from);
    return from;
  }

  /** Of which hour and day of the source a minute is. */
  times(minute: Minute) {
    return timesOf(minute, this.dayOf(minute.at, this.anyDayStart()));
  }

  /** The minute whole, and on to the next. */
  close(minute: Minute): MinuteRows {
    const rows = this.read(minute);
    for (const queue of this.queues.values()) queue.turn();
    this.agents.turn();
    this.grown.clear();
    for (const [id, at] of this.goneAt) {
      if (minute.at - at < rememberedMs) continue;
      this.queues.delete(id);
      this.goneAt.delete(id);
    }
    return rows;
  }

  private takeQueue(id: string, record: QueueRecord): void {
    const queue = this.queues.get(id) ?? new QueueMinute();
    if (queue.current?.name !== record.name) this.renamed.set(id, record.name);
    this.queues.set(id, queue);
    this.goneAt.delete(id);
    if (queue.take(record)) this.grown.add(id);
  }

  private queueRow(id: string, minute: Minute): QueueMinuteRow | null {
    const queue = this.queues.get(id);
    const figures = queue?.read();
    if (!queue || !figures) return null;
    const day = this.dayOf(minute.at, queue.toldDayStart);
    return { queue_id: id, source_id: this.sourceId, ...timesOf(minute, day), ...figures };
  }

  private anyDayStart(): EpochMs | null {
    for (const queue of this.queues.values()) if (queue.toldDayStart !== null) return queue.toldDayStart;
    return null;
  }

  private dayOf(at: EpochMs, told: EpochMs | null): BusinessDay {
    const held = this.day;
    // Queues of one source share their day nearly always; working it out again for each would cost.
    if (held && at >= held.from && at < held.to && (told === null || told === held.from)) return held;
    this.day = businessDayOf(at, this.zone, told);
    return this.day;
  }
}

function timesOf({ at, epoch }: Minute, day: BusinessDay) {
  return { at, epoch, hour_at: hourOf(at, day), day: day.day, day_at: day.from };
}
