import type { Delta } from '@/lib/floor/delta';
import type { AgentState } from '@/lib/floor/records';
import { agentStates } from '@/lib/floor/words';
import type { AgentFigures } from '@/server/store/schema/history';

/** Where the time of a state stands. */
export const agentColumnOf = {
  'logged-out': 'logged_out_ms',
  ready: 'ready_ms',
  ringing: 'ringing_ms',
  busy: 'busy_ms',
  'wrap-up': 'wrap_up_ms',
  paused: 'paused_ms',
  'not-ready': 'not_ready_ms',
  unknown: 'unknown_ms',
} as const satisfies Record<AgentState, keyof AgentFigures>;

export const noAgentFigures: AgentFigures = {
  ...{ known_ms: 0, logged_out_ms: 0, ready_ms: 0, ringing_ms: 0, busy_ms: 0 },
  ...{ wrap_up_ms: 0, paused_ms: 0, not_ready_ms: 0, unknown_ms: 0 },
};

/** The agents of one source by state, over the running minute. */
export class AgentMinute {
  private figures: AgentFigures = { ...noAgentFigures };
  private readonly states = new Map<string, AgentState>();
  private readonly counts = new Map<AgentState, number>();

  take({ put, patch, drop }: Delta): void {
    for (const { id, state } of put?.agents ?? []) this.put(id, state);
    for (const [id, { state }] of Object.entries(patch?.agents ?? {})) if (state) this.put(id, state);
    for (const id of drop?.agents ?? []) this.put(id, null);
  }

  pass(ms: number, isKnown: boolean): void {
    if (!isKnown || ms <= 0 || this.states.size === 0) return;
    this.figures.known_ms += ms;
    for (const state of agentStates) this.figures[agentColumnOf[state]] += (this.counts.get(state) ?? 0) * ms;
  }

  read(): AgentFigures | null {
    return this.figures.known_ms > 0 ? { ...this.figures } : null;
  }

  turn(): void {
    this.figures = { ...noAgentFigures };
  }

  private put(id: string, state: AgentState | null): void {
    const before = this.states.get(id);
    if (before) this.counts.set(before, (this.counts.get(before) ?? 1) - 1);
    if (state) {
      this.states.set(id, state);
      this.counts.set(state, (this.counts.get(state) ?? 0) + 1);
    } else this.states.delete(id);
  }
}
