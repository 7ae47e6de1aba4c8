import { z } from 'zod';
import type { Delta } from '@/lib/floor/delta';
import type { AgentState, EpochMs } from '@/lib/floor/records';
import { agentStates } from '@/lib/floor/words';

type StateTimes = Readonly<Partial<Record<AgentState, number>>>;

/** How long one agent was in each state, ms. */
export interface AgentDay {
  /** From when on it was watched: the start of the business day, or later. */
  readonly since: EpochMs;
  /** For so long of it the source was known. */
  readonly knownMs: number;
  readonly states: StateTimes;
}

/** What outlives the process. */
const keptDays = z.object({
  since: z.number(),
  knownMs: z.number().min(0),
  agents: z.record(z.string(), z.partialRecord(z.enum(agentStates), z.number().min(0))),
});
export type KeptDays = z.infer<typeof keptDays>;
export const keptDaysOfSources = z.record(z.string(), keptDays);

interface Seat {
  /** Null while the agent is not on the floor. */
  readonly state: AgentState | null;
  /** Of `knownMs`, when the state began. */
  readonly fromMs: number;
  readonly states: StateTimes;
}

/** How long each agent of one source was in each state since its business day began; works once per change, not per second. */
export class AgentDays {
  private readonly seats = new Map<string, Seat>();
  private since: EpochMs;
  private knownMs = 0;

  constructor(
    private readonly beganAt: EpochMs,
    kept: KeptDays | undefined,
  ) {
    const isOurs = kept !== undefined && kept.since <= beganAt;
    this.since = isOurs ? kept.since : beganAt;
    if (!isOurs) return;
    this.knownMs = kept.knownMs;
    for (const [id, states] of Object.entries(kept.agents)) this.seats.set(id, { state: null, fromMs: 0, states });
  }

  take({ put, patch, drop }: Delta): void {
    for (const { id, state } of put?.agents ?? []) this.put(id, state);
    for (const [id, { state }] of Object.entries(patch?.agents ?? {})) if (state) this.put(id, state);
    for (const id of drop?.agents ?? []) this.put(id, null);
  }

  /** All has been as it is for `ms`. */
  pass(ms: number, isKnown: boolean): void {
    if (isKnown && ms > 0) this.knownMs += ms;
  }

  /** The business day that is now began at `from`: what was before it is over. */
  turn(from: EpochMs): void {
    if (from <= this.since) return;
    this.since = Math.max(from, this.beganAt);
    this.knownMs = 0;
    for (const [id, { state }] of this.seats) {
      if (state === null) this.seats.delete(id);
      else this.seats.set(id, { state, fromMs: 0, states: {} });
    }
  }

  read(id: string): AgentDay | null {
    const seat = this.seats.get(id);
    return seat ? { since: this.since, knownMs: this.knownMs, states: this.timesOf(seat) } : null;
  }

  keep(): KeptDays {
    const agents = [...this.seats].map(([id, seat]) => [id, this.timesOf(seat)] as const);
    return { since: this.since, knownMs: this.knownMs, agents: Object.fromEntries(agents) };
  }

  private put(id: string, state: AgentState | null): void {
    const before = this.seats.get(id);
    if (before?.state === state) return;
    this.seats.set(id, { state, fromMs: this.knownMs, states: before ? this.timesOf(before) : {} });
  }

  private timesOf({ state, fromMs, states }: Seat): StateTimes {
    const ms = this.knownMs - fromMs;
    return state === null || ms <= 0 ? states : { ...states, [state]: (states[state] ?? 0) + ms };
  }
}
