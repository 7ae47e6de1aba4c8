import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import { unknownNow, unknownToday } from '@/lib/floor/unknown-fields';
import type { Freshness } from '@/lib/live/freshness';

/** False once figures are no longer worth showing (rule H1). */
export function isTold(freshness: Freshness): boolean {
  return freshness !== 'gone' && freshness !== 'never';
}

/** True for what is shown dimmed and with its age. */
export function isOld(freshness: Freshness): boolean {
  return freshness !== 'fresh' && freshness !== 'late';
}

const unknownAgent = {
  readiness: 'unknown',
  state: 'unknown',
  stateSince: null,
  stateSinceIsReceipt: false,
  pauseReason: null,
  vendorState: null,
  wrapUpEndsAt: null,
} as const satisfies Partial<AgentRecord>;

/** A queue with only the figures its source still vouches for: the same record while it vouches for all. */
export function toldQueue(queue: QueueRecord, live: Freshness, today: Freshness): QueueRecord {
  if (isTold(live) && isTold(today)) return queue;
  return held(queue, `${isTold(live)}${isTold(today)}`, () => ({
    ...queue,
    ...(isTold(live) ? {} : unknownNow),
    ...(isTold(today) ? {} : unknownToday),
  }));
}

/** An agent with only what the source still vouches for: who they are, not what they do. */
export function toldAgent(agent: AgentRecord, live: Freshness, today: Freshness): AgentRecord {
  if (isTold(live) && isTold(today)) return agent;
  return held(agent, `${isTold(live)}${isTold(today)}`, () => ({
    ...agent,
    ...(isTold(live) ? {} : unknownAgent),
    ...(isTold(today) ? {} : { handledToday: null }),
  }));
}

/** Records are immutable, so a masked one is made once and rows of a silent source are not drawn again. */
const masked = new WeakMap<object, { readonly key: string; readonly record: object }>();

function held<T extends object>(record: T, key: string, make: () => T): T {
  const before = masked.get(record);
  if (before?.key === key) return before.record as T;
  const made = make();
  masked.set(record, { key, record: made });
  return made;
}
