import type { EpochMs, QueueRecord } from '@/lib/floor/records';
import type { QueueFigures } from '@/server/store/schema/history';
import { type CountField, type CountState, countedAnew, countFields, countUp, isAnotherDay } from './day-counts';

const countColumns = {
  offered: 'offered',
  answered: 'answered',
  answeredInTime: 'answered_in_time',
  abandoned: 'abandoned',
  shortAbandoned: 'short_abandoned',
  abandonedInTime: 'abandoned_in_time',
  answeredWaitMs: 'answered_wait_ms',
  handlingMs: 'handling_ms',
  overflowed: 'overflowed',
} as const satisfies Record<CountField, keyof QueueFigures>;

const agentGauges = {
  agentsServing: 'serving_ms',
  agentsFree: 'free_ms',
  agentsBusy: 'busy_ms',
  agentsWrapUp: 'wrap_up_ms',
  agentsNotReady: 'not_ready_ms',
  agentsPaused: 'paused_ms',
} as const satisfies Partial<Record<keyof QueueRecord, keyof QueueFigures>>;
const agentFields = Object.keys(agentGauges) as (keyof typeof agentGauges)[];

/** Whether the source's feeds answered of late: what merely stands on the floor is not taken for a measurement. */
export interface Knowing {
  readonly live: boolean;
  readonly today: boolean;
}

const nothing: QueueFigures = {
  ...{ offered: null, answered: null, answered_in_time: null, abandoned: null, short_abandoned: null },
  ...{ abandoned_in_time: null, answered_wait_ms: null, handling_ms: null, overflowed: null },
  ...{ waiting_ms: null, serving_ms: null, free_ms: null, busy_ms: null, wrap_up_ms: null },
  ...{ not_ready_ms: null, paused_ms: null, waiting_max: null, longest_wait_ms: null },
  ...{ known_ms: 0, today_known_ms: 0, waiting_known_ms: 0, agents_known_ms: 0 },
};

/** The running minute of one queue, and where its counts stand. */
export class QueueMinute {
  private figures: QueueFigures = { ...nothing };
  private readonly counts = new Map<CountField, CountState>();
  private dayStart: EpochMs | null = null;
  /** Null while the queue is not on the floor: its counts are kept for its return. */
  private record: QueueRecord | null = null;

  /** What the vendor said of the day's start, held still while its window slides. */
  get toldDayStart(): EpochMs | null {
    return this.dayStart;
  }

  get current(): QueueRecord | null {
    return this.record;
  }

  /** Takes the queue as it is from now on; true when that added to a count. */
  take(record: QueueRecord | null): boolean {
    const before = this.record;
    this.record = record;
    if (!record) return false;
    for (const field of countedAnew(before, record)) this.counts.delete(field);
    const isNewDay = isAnotherDay(this.dayStart, record.todaySince);
    if (isNewDay || this.dayStart === null) this.dayStart = record.todaySince;
    let hasAdded = false;
    for (const field of countFields) {
      const value = record[field];
      if (value === null) {
        // Counted on from where it stood yesterday, it would be wrong for good.
        if (isNewDay && this.counts.has(field)) this.counts.set(field, { last: 0, highest: 0, total: 0 });
        continue;
      }
      const { state, added } = countUp(this.counts.get(field) ?? null, value, isNewDay);
      this.counts.set(field, state);
      if (added === 0) continue;
      this.figures[countColumns[field]] = (this.figures[countColumns[field]] ?? 0) + added;
      hasAdded = true;
    }
    return hasAdded;
  }

  /** The queue has been as it is for `ms`, up to `until`. */
  pass(ms: number, until: EpochMs, knowing: Knowing): void {
    const { record, figures } = this;
    if (!record || ms <= 0) return;
    if (knowing.live) {
      figures.known_ms += ms;
      this.passWaiting(record, ms, until);
      this.passAgents(record, ms);
    }
    if (knowing.today) this.passCounts(record, ms);
  }

  /** The minute so far; null when there is nothing to tell of it. */
  read(): QueueFigures | null {
    const { known_ms: known, today_known_ms: told } = this.figures;
    const hasCounts = Object.values(countColumns).some((column) => this.figures[column] !== null);
    return known > 0 || told > 0 || hasCounts ? { ...this.figures } : null;
  }

  /** Begins the next minute. */
  turn(): void {
    this.figures = { ...nothing };
  }

  private passWaiting({ waiting, oldestWaitSince }: QueueRecord, ms: number, until: EpochMs): void {
    if (waiting === null) return;
    const { figures } = this;
    figures.waiting_known_ms += ms;
    figures.waiting_ms = (figures.waiting_ms ?? 0) + waiting * ms;
    figures.waiting_max = Math.max(figures.waiting_max ?? 0, waiting);
    if (waiting > 0 && oldestWaitSince === null) return;
    const longest = waiting === 0 || oldestWaitSince === null ? 0 : Math.max(0, until - oldestWaitSince);
    figures.longest_wait_ms = Math.max(figures.longest_wait_ms ?? 0, longest);
  }

  private passAgents(record: QueueRecord, ms: number): void {
    let isKnown = false;
    for (const field of agentFields) {
      const value = record[field];
      if (value === null) continue;
      isKnown = true;
      const column = agentGauges[field];
      this.figures[column] = (this.figures[column] ?? 0) + value * ms;
    }
    if (isKnown) this.figures.agents_known_ms += ms;
  }

  /** A count that is told and did not grow is a zero, not an unknown. */
  private passCounts(record: QueueRecord, ms: number): void {
    let isKnown = false;
    for (const field of countFields) {
      if (record[field] === null) continue;
      isKnown = true;
      this.figures[countColumns[field]] ??= 0;
    }
    if (isKnown) this.figures.today_known_ms += ms;
  }
}
