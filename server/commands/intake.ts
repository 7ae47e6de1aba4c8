import { commandFields } from '@/lib/commands/actions';
import { recordId } from '@/lib/floor/ids';
import type { EpochMs, IntentRecord } from '@/lib/floor/records';
import type { OrderTold } from '@/lib/protocol/api/commands-api';
import { Refusal } from '@/lib/protocol/refusal';
import { intentsOf } from '@/server/floor/floor-keeper';
import type { CommandRequestRow } from '@/server/store/schema/intents';
import type { CheckedOrder } from './check-order';
import type { CommandAsker, DeskParts, OrderRequest } from './command-desk';
import { standingOf } from './note-intent';
import { refusedAnswer, type StoredAnswer, tellAgain } from './stored-answer';
import { type Asked, createWork, rowOf, type Work } from './work';

interface CheckedRequest extends OrderRequest {
  /** What became of each of its orders. */
  readonly checked: readonly (CheckedOrder | Refusal)[];
}

type RequestKey = Omit<CommandRequestRow, 'answer'>;

/** Makes intents of orders, stores them with their request, and only then begins with them (rule I1). */
export interface Intake {
  take(request: CheckedRequest, key: RequestKey, asker: CommandAsker): Promise<readonly OrderTold[]>;
}

export function createIntake({ engine, repository, clock, newId }: DeskParts): Intake {
  /** Whoever asks for the same while it is pending is told of that one. */
  function workFor(order: CheckedOrder, holdMs: number, asker: CommandAsker): Work {
    for (const work of engine.works.values()) if (isSame(work, order, asker)) return work;
    const id = recordId(intentsOf, newId());
    const work = createWork(recordFor(id, order, holdMs, asker, clock.now()), askedIn(order, holdMs, asker));
    engine.works.set(id, work);
    return work;
  }

  return {
    async take({ holdMs, orders, checked }, key, asker) {
      const before = new Set(engine.works.keys());
      const found = checked.map((one) => (one instanceof Refusal ? one : workFor(one, holdMs, asker)));
      const works = new Set(found.flatMap((one) => (one instanceof Refusal ? [] : one)));
      const fresh = [...works].filter(({ record }) => !before.has(record.id));
      const answers = found.map((one, index) => answerFor(one, orders[index]?.targetId ?? ''));
      const storing = repository.add({ ...key, answer: JSON.stringify(answers) }, fresh.map(rowOf));
      for (const work of fresh) work.stored = storing;
      try {
        await Promise.all([storing, ...[...works].map(({ stored }) => stored)]);
      } catch (error) {
        for (const { record } of fresh) engine.works.delete(record.id);
        throw error;
      }
      for (const work of fresh) engine.begin(work);
      return tellAgain(answers, [], engine.works);
    },
  };
}

function answerFor(found: Work | Refusal, targetId: string): StoredAnswer {
  if (found instanceof Refusal) return refusedAnswer(targetId, found);
  return { targetId, intentId: found.record.id, refusal: null };
}

function isSame({ record, asked, phase }: Work, order: CheckedOrder, { principal }: CommandAsker): boolean {
  return (
    phase !== 'ended' &&
    record.byId === principal.accountId &&
    record.action === order.action &&
    record.targetId === order.targetId &&
    asked.when === order.when &&
    commandFields.every((field) => asked.fields[field] === order.fields[field])
  );
}

function recordFor(id: string, order: CheckedOrder, holdMs: number, asker: CommandAsker, now: EpochMs): IntentRecord {
  const { target, action, fields, reason, note = null } = order;
  return {
    id,
    sourceId: target.source.id,
    targetKind: target.kind,
    targetId: target.id,
    action,
    // Numbers and texts are nobody's business but who sent them; the audit has them.
    wanted: reason?.label ?? fields.queue ?? fields.code ?? null,
    note,
    status: 'requested',
    reason: null,
    by: asker.principal.name,
    byId: asker.principal.accountId,
    requestedAt: now,
    heldUntil: holdMs > 0 ? now + holdMs : null,
    waitsForContact: false,
    timesOutAt: null,
    endedAt: null,
  };
}

function askedIn(order: CheckedOrder, holdMs: number, { principal, address }: CommandAsker): Asked {
  const { target, fields, reason, when } = order;
  const isDelayed = holdMs > 0 || when === 'after-contact';
  return { kind: principal.kind, address, fields, reason, when, isDelayed, before: standingOf(target, fields) };
}
