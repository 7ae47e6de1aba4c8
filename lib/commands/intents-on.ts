import type { IntentRecord } from '@/lib/floor/records';
import { isQueueAction } from './actions';
import { hasFailed, isPending } from './describe-intent';

type ByTarget = ReadonlyMap<string, readonly IntentRecord[]>;
const none: readonly IntentRecord[] = [];

/** A list of records stays the same array until one of them changes, so each is looked over once for all rows. */
const indexed = new WeakMap<readonly IntentRecord[], ByTarget>();

/** What was asked of one agent, contact, queue or source of late, the newest first. */
export function intentsOn(intents: readonly IntentRecord[], targetId: string): readonly IntentRecord[] {
  const known = indexed.get(intents) ?? indexByTarget(intents);
  indexed.set(intents, known);
  return known.get(targetId) ?? none;
}

/** What is under way about one queue of an agent. */
export function pendingInQueue(
  intents: readonly IntentRecord[],
  agentId: string,
  queueId: string,
): IntentRecord | undefined {
  return intentsOn(intents, agentId).find(
    (intent) => isPending(intent) && intent.wanted === queueId && isQueueAction(intent.action),
  );
}

function indexByTarget(intents: readonly IntentRecord[]): ByTarget {
  const found = new Map<string, IntentRecord[]>();
  for (const intent of [...intents].sort(newestFirst)) {
    const known = found.get(intent.targetId);
    if (known) known.push(intent);
    else found.set(intent.targetId, [intent]);
  }
  return found;
}

export const newestFirst = (a: IntentRecord, b: IntentRecord): number => b.requestedAt - a.requestedAt;

export interface IntentTally {
  readonly asked: number;
  readonly done: number;
  /** Refused, not confirmed, or changed elsewhere. */
  readonly failed: number;
  readonly takenBack: number;
}

/** How all of them stand together. */
export function tallyIntents(intents: readonly IntentRecord[]): IntentTally {
  return {
    asked: intents.filter(isPending).length,
    done: intents.filter(({ status }) => status === 'confirmed' || status === 'done').length,
    failed: intents.filter(hasFailed).length,
    takenBack: intents.filter(({ status }) => status === 'withdrawn').length,
  };
}
