import type { FloorKind } from './kinds';
import type { AgentRecord, ContactRecord, EpochMs, QueueRecord, RecordOf } from './records';
import { sameRecord } from './same-record';

/** Two readings of one moment may lie this far apart: vendors answer in whole seconds, late, or in ages. */
export const steadyWithinMs = 2000;

type Rules = { readonly [K in FloorKind]?: (before: RecordOf[K], after: RecordOf[K]) => Partial<RecordOf[K]> };

const rules: Rules = {
  agents: steadyAgent,
  queues: (before: QueueRecord, after: QueueRecord) => ({
    oldestWaitSince: steady(before.oldestWaitSince, after.oldestWaitSince),
    todaySince: steady(before.todaySince, after.todaySince),
  }),
  contacts: (before: ContactRecord, after: ContactRecord) => ({
    enteredAt: steady(before.enteredAt, after.enteredAt),
    // Somebody else's answer is another moment, however close.
    answeredAt: before.agentId === after.agentId ? steady(before.answeredAt, after.answeredAt) : after.answeredAt,
  }),
};

/**
 * The record to keep of a new reading (rule R2): an instant within 2 s of the one we hold is the one we hold, as long as
 * it speaks of the same thing. Answers `before` itself when nothing else differs either (rule D3).
 */
export function steadyInstants<K extends FloorKind>(
  kind: K,
  before: RecordOf[K] | undefined,
  after: RecordOf[K],
): RecordOf[K] {
  if (before === undefined) return after;
  const steadied = rules[kind]?.(before, after);
  const next = steadied ? { ...after, ...steadied } : after;
  return sameRecord(before, next) ? before : next;
}

function steadyAgent(before: AgentRecord, after: AgentRecord): Partial<AgentRecord> {
  const isSameState =
    before.state === after.state && before.readiness === after.readiness && before.pauseReason === after.pauseReason;
  if (!isSameState) return {};
  return {
    stateSince: steady(before.stateSince, after.stateSince),
    wrapUpEndsAt: steady(before.wrapUpEndsAt, after.wrapUpEndsAt),
  };
}

function steady(before: EpochMs | null, after: EpochMs | null): EpochMs | null {
  if (before === null || after === null) return after;
  return Math.abs(after - before) <= steadyWithinMs ? before : after;
}
