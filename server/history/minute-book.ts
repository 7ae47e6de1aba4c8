import type { Delta } from '@/lib/floor/delta';
import type { EpochMs } from '@/lib/floor/records';
import type { FeedPulse, PulseMessage } from '@/lib/protocol/messages';
import type { Commit } from '@/server/floor/floor-feed';
import type { AgentMinuteRow, HistoryQueueRow, QueueMinuteRow } from '@/server/store/schema/history';
import type { AgentDay, KeptDays } from './agent-days';
import type { SourceZone } from './business-days';
import { sourcesOfGroup } from './person-groups';
import { PersonMinute } from './person-minute';
import { SourceMinute } from './source-minute';
import { sourceOf } from './source-of';

export const minuteMs = 60_000;
/** Who did not look for longer cannot say what was in between. */
const longestLookMs = 10_000;

/** A step of the floor, and when. */
export interface TimedCommit {
  readonly commit: Commit;
  readonly at: EpochMs;
}

/** What there is to write of the figures since the last time. */
export interface FigureRows {
  readonly queues: readonly QueueMinuteRow[];
  readonly agents: readonly AgentMinuteRow[];
  readonly names: readonly HistoryQueueRow[];
  /** A minute is over: its hour and its day have grown. */
  readonly closed: readonly EpochMs[];
}

/** Turns what the floor shows into figures, minute by minute, off the path of those who change it. */
export class MinuteBook {
  private readonly sources = new Map<string, SourceMinute>();
  private readonly persons = new PersonMinute();
  private personsUntil: EpochMs;
  private minuteAt: EpochMs;
  private lookedAt: EpochMs;
  private rows: { queues: QueueMinuteRow[]; agents: AgentMinuteRow[]; closed: EpochMs[] } = none();

  constructor(
    private readonly epoch: string,
    now: EpochMs,
    private readonly zoneOf: (sourceId: string) => SourceZone,
    private readonly keptDays: Readonly<Record<string, KeptDays>> = {},
  ) {
    this.minuteAt = Math.floor(now / minuteMs) * minuteMs;
    this.lookedAt = now;
    this.personsUntil = now;
  }

  /** Follows the commits up to `now`; `pulse` says which sources answered of late. */
  take(commits: readonly TimedCommit[], pulse: PulseMessage, now: EpochMs): FigureRows {
    const hasSlept = now - this.lookedAt > longestLookMs;
    this.lookedAt = now;
    const knowing = (id: string) => (hasSlept ? knowsNothing : knowingOf(pulse.feeds[id], now));
    for (const [id, source] of this.sources) {
      source.zone = this.zoneOf(id);
      source.knowing = knowing(id);
    }
    for (const { commit, at } of commits) {
      const sourceId = sourceOf(commit.delta);
      if (sourceId === null) continue;
      this.closeMinutes(at);
      const source = this.sourceAt(sourceId, at);
      source.knowing = knowing(sourceId);
      source.passTo(at);
      source.take(commit.delta, at);
      this.takePersons(commit.delta, at);
    }
    this.closeMinutes(now);
    for (const source of this.sources.values()) source.passTo(now);
    this.passPersons(now);
    return this.hand(this.grown());
  }

  /** What an agent did today, and since when today is; null for one that was not seen. */
  agentDay(agentId: string): (AgentDay & { readonly dayFrom: EpochMs }) | null {
    const source = this.sources.get(agentId.slice(0, agentId.indexOf('/')));
    const dayFrom = source?.turnDays(this.lookedAt) ?? 0;
    const day = source?.days.read(agentId);
    return day ? { ...day, dayFrom } : null;
  }

  /** What agents did today, to be kept; by source. */
  keepDays(): Readonly<Record<string, KeptDays>> {
    return Object.fromEntries([...this.sources].map(([id, { days }]) => [id, days.keep()]));
  }

  /** All there is of the running minute, for the end. */
  finish(): FigureRows {
    for (const source of this.sources.values()) this.add(source.read(this.minute()));
    this.addPersons();
    this.rows.closed.push(this.minuteAt);
    return this.hand([]);
  }

  private grown(): QueueMinuteRow[] {
    return [...this.sources.values()].flatMap((source) => source.readGrown(this.minute()));
  }

  private hand(grown: readonly QueueMinuteRow[]): FigureRows {
    const { queues, agents, closed } = this.rows;
    const names = [...this.sources.values()].flatMap((source) => source.readNames());
    this.rows = none();
    return { queues: [...queues, ...grown], agents, closed, names };
  }

  private closeMinutes(until: EpochMs): void {
    while (this.minuteAt + minuteMs <= until) {
      const end = this.minuteAt + minuteMs;
      for (const source of this.sources.values()) {
        source.passTo(end);
        this.add(source.close(this.minute()));
      }
      this.passPersons(end);
      this.addPersons();
      this.persons.turn();
      this.rows.closed.push(this.minuteAt);
      this.minuteAt = end;
      for (const source of this.sources.values()) source.turnDays(end);
    }
  }

  private add(rows: { readonly queues: readonly QueueMinuteRow[]; readonly agents: readonly AgentMinuteRow[] }): void {
    this.rows.queues.push(...rows.queues);
    this.rows.agents.push(...rows.agents);
  }

  private takePersons(delta: Delta, at: EpochMs): void {
    // Most commits move contacts and queues only.
    if (!delta.put?.agents && !delta.patch?.agents && !delta.drop?.agents) return;
    this.passPersons(at);
    this.persons.take(delta);
  }

  private passPersons(at: EpochMs): void {
    this.persons.pass(at - this.personsUntil, (id) => this.sources.get(id)?.knowing.live === true);
    this.personsUntil = Math.max(this.personsUntil, at);
  }

  /** In the hours and days of the first of their sources. */
  private addPersons(): void {
    for (const [group, figures] of this.persons.read()) {
      const times = this.sources.get(sourcesOfGroup(group)[0] ?? '')?.times(this.minute());
      if (times) this.rows.agents.push({ source_id: group, ...times, ...figures });
    }
  }

  private sourceAt(id: string, at: EpochMs): SourceMinute {
    const known = this.sources.get(id) ?? new SourceMinute(id, this.zoneOf(id), at, this.keptDays[id]);
    this.sources.set(id, known);
    return known;
  }

  private minute() {
    return { at: this.minuteAt, epoch: this.epoch };
  }
}

const knowsNothing = { live: false, today: false };

function none() {
  return { queues: [], agents: [], closed: [] };
}

/** Where a vendor keeps no counts of the day apart, its live feed tells them. */
function knowingOf(feeds: Partial<Record<string, FeedPulse>> = {}, now: EpochMs) {
  return { live: isKnown(feeds.live, now), today: isKnown(feeds.today ?? feeds.live, now) };
}

/** Rule H1: what is late is not known any more. Event-driven feeds are checked about once a minute. */
function isKnown(feed: FeedPulse | undefined, now: EpochMs): boolean {
  if (!feed || feed.asOf === null) return false;
  return now - feed.asOf <= 2 * (feed.everyMs ?? minuteMs);
}
