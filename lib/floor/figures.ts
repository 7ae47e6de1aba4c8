import { divide, type Figure, type Rate, rateOf, sumOf } from './figure';
import type { AgentRecord, AgentState, EpochMs, QueueRecord } from './records';
import { agentStates } from './words';

/** Time since an instant, ms; never negative, null where the instant is not known. */
export function ageMs(since: EpochMs | null, now: EpochMs): number | null {
  return since === null ? null : Math.max(0, now - since);
}

export interface LongestWait extends Figure {
  /** Whose wait it is; null when nobody waits or none can tell. */
  readonly queueId: string | null;
  readonly since: EpochMs | null;
}

/** Longest wait now, ms: the oldest contact waiting anywhere. 0 when every queue that can tell is empty. */
export function longestWait(queues: Iterable<QueueRecord>, now: EpochMs): LongestWait {
  let oldest: QueueRecord | null = null;
  const known = sumOf(queues, (queue) => {
    if (queue.waiting === 0) return 0;
    if (queue.oldestWaitSince === null) return null;
    if (oldest === null || queue.oldestWaitSince < (oldest.oldestWaitSince ?? now)) oldest = queue;
    return 0;
  });
  const found = oldest as QueueRecord | null;
  const since = found?.oldestWaitSince ?? null;
  return { ...known, value: since === null ? known.value : ageMs(since, now), queueId: found?.id ?? null, since };
}

export function waitingNow(queues: Iterable<QueueRecord>): Figure {
  return sumOf(queues, (queue) => queue.waiting);
}

export interface AgentTotals {
  /** Distinct humans: agents linked to one person count once. */
  readonly persons: number;
  readonly byState: Readonly<Record<AgentState, number>>;
  /** Logged in, in whatever state. Persons of unknown state are in none of these three. */
  readonly staffed: number;
  /** Idle: logged in, free, not ringing. */
  readonly free: number;
  /** On a contact: busy or ringing; wrap-up stands apart. */
  readonly busy: number;
  /** How many of the persons have a known state. */
  readonly known: number;
}

/** Of one person's states on several systems the most engaged holds; none engaged and one unknown is unknown. */
const engagement: readonly AgentState[] = [
  'busy',
  'ringing',
  'wrap-up',
  'ready',
  'not-ready',
  'paused',
  'unknown',
  'logged-out',
];

/** Totals of distinct agents, never sums over queues: who serves three queues is one person. */
export function agentTotals(agents: Iterable<AgentRecord>): AgentTotals {
  const persons = new Map<string, AgentState>();
  for (const agent of agents) {
    const person = agent.personId ?? agent.id;
    const other = persons.get(person);
    persons.set(person, other === undefined ? agent.state : mostEngaged([other, agent.state]));
  }
  const byState = Object.fromEntries(agentStates.map((state) => [state, 0])) as Record<AgentState, number>;
  for (const state of persons.values()) byState[state] += 1;
  const known = persons.size - byState.unknown;
  return {
    persons: persons.size,
    byState,
    staffed: known - byState['logged-out'],
    free: byState.ready,
    busy: byState.busy + byState.ringing,
    known,
  };
}

/** What one person does who does these things on several systems. */
export function mostEngaged(states: readonly AgentState[]): AgentState {
  return engagement.find((state) => states.includes(state)) ?? 'unknown';
}

/** (B − Bs) / (A + B − Bs): short abandons are nobody's fault. `all` is B / (A + B), for vendors that cannot tell them apart. */
export function abandonRate(
  queues: Iterable<Pick<QueueRecord, 'answered' | 'abandoned' | 'shortAbandoned'>>,
  counting: 'without-short' | 'all' = 'without-short',
): Rate {
  return rateOf(queues, ({ answered, abandoned, shortAbandoned }) => {
    const short = counting === 'all' ? 0 : shortAbandoned;
    if (answered === null || abandoned === null || short === null) return null;
    return { over: abandoned - short, under: answered + abandoned - short };
  });
}

/** Average speed of answer, ms: the queue wait of answered contacts / answered. */
export function averageSpeedOfAnswer(queues: Iterable<Pick<QueueRecord, 'answeredWaitMs' | 'answered'>>): Rate {
  return rateOf(queues, ({ answeredWaitMs, answered }) =>
    answeredWaitMs === null || answered === null ? null : { over: answeredWaitMs, under: answered },
  );
}

/** Average handling time, ms: (talk + hold + wrap-up) / answered. */
export function averageHandlingTime(queues: Iterable<Pick<QueueRecord, 'handlingMs' | 'answered'>>): Rate {
  return rateOf(queues, ({ handlingMs, answered }) =>
    handlingMs === null || answered === null ? null : { over: handlingMs, under: answered },
  );
}

/** handling / (handling + available) over logged-in time, 0–1. Sources disagree: whoever shows it names this definition. */
export function occupancy(handlingMs: number | null, availableMs: number | null): number | null {
  return handlingMs === null || availableMs === null ? null : divide(handlingMs, handlingMs + availableMs);
}
