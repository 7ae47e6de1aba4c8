import { createHash } from 'node:crypto';
import type { Principal } from '@/lib/principal';
import type { CallsTold, ChoicesReply, OrderTold } from '@/lib/protocol/api/commands-api';
import { isOutage, Refusal } from '@/lib/protocol/refusal';
import { actorOf } from '@/server/audit/actor-of';
import type { AmendDesk } from '@/server/editing/amend-desk';
import { requireSame } from '@/server/editing/requests';
import type { IntentRepository } from '@/server/store/intents-repository';
import type { CommandRequestRow } from '@/server/store/schema/intents';
import { type CheckedOrder, type CheckParts, checkOrders, type OrderInput, requireRight } from './check-order';
import type { CommandEngine, EngineParts } from './command-engine';
import { findTarget } from './find-target';
import { createIntake } from './intake';
import { hasOver, mayUseQueue, rightFor } from './may-act';
import { noteAttempt } from './note-intent';
import { createOrderBudget } from './order-budget';
import { parseAnswer, tellAgain, wordsOf } from './stored-answer';
import { tellCalls } from './tell-calls';

/** Who asks, and from where. */
export interface CommandAsker {
  readonly principal: Principal;
  readonly address: string | null;
}

export interface OrderRequest {
  readonly requestId: string;
  readonly holdMs: number;
  readonly orders: readonly OrderInput[];
}

/** Where commands are asked for and taken back; refuses by throwing Refusal. */
export interface CommandDesk {
  /** Each order is answered on its own; the same request again is answered alike, and acts once. */
  send(request: OrderRequest, asker: CommandAsker): Promise<readonly OrderTold[]>;
  /** Takes back an intent that nothing was sent for yet. */
  takeBack(id: string, asker: CommandAsker): void;
  /** The calls each order would make, without making them, or why it would be refused. */
  preview(orders: readonly OrderInput[], asker: CommandAsker): Promise<readonly CallsTold[]>;
  choices(agentId: string, asker: CommandAsker): Promise<ChoicesReply>;
}

export interface DeskParts extends CheckParts, Pick<EngineParts, 'clock' | 'audit'>, Pick<AmendDesk, 'foresee'> {
  readonly repository: IntentRepository;
  readonly engine: CommandEngine;
  newId(): string;
}

export function createCommandDesk(parts: DeskParts): CommandDesk {
  const { repository, engine, clock, keeper, isOwn } = parts;
  const budget = createOrderBudget(clock);
  const intake = createIntake(parts);
  const running = new Map<string, { readonly digest: string; readonly told: Promise<readonly OrderTold[]> }>();

  async function answer(request: OrderRequest, digest: string, asker: CommandAsker): Promise<readonly OrderTold[]> {
    const { accountId } = asker.principal;
    const known = await repository.findRequest(accountId, request.requestId);
    if (known) return repeat(known, digest);
    budget.take(accountId, request.orders.length);
    const checked = await checkOrders(request.orders, asker.principal, parts);
    const row = { account_id: accountId, request_id: request.requestId, at: clock.now(), digest };
    const taken = await intake.take({ ...request, checked }, row, asker);
    noteRefused(parts, request, checked, asker);
    return taken;
  }

  async function repeat({ digest, answer: text }: CommandRequestRow, asked: string): Promise<readonly OrderTold[]> {
    requireSame(digest, asked);
    const stored = parseAnswer(text);
    const rows = await repository.find(stored.flatMap(({ intentId }) => intentId ?? []));
    return tellAgain(stored, rows, engine.works);
  }

  return {
    async send(request, asker) {
      const key = JSON.stringify([asker.principal.accountId, request.requestId]);
      const digest = digestOf(request);
      const current = running.get(key);
      if (current) requireSame(current.digest, digest);
      const told = current?.told ?? inWords(parts, request, asker, answer(request, digest, asker));
      if (!current) running.set(key, { digest, told });
      try {
        return await told;
      } finally {
        running.delete(key);
      }
    },
    takeBack(id, { principal }) {
      const work = engine.works.get(id);
      const gone = new Refusal('not-found', { message: 'There is no such command, or it ended a while ago.' });
      if (!work || work.phase === 'storing') throw gone;
      const { action, targetKind, targetId, byId } = work.record;
      if (byId !== principal.accountId) {
        const right = rightFor(action as OrderInput['action'], targetKind, false);
        requireRight(principal, right);
        const target = findTarget(keeper, targetKind, targetId);
        const queue = keeper.floor.queues.get(work.asked.fields.queue ?? '');
        const isTheirs = target && hasOver(principal, right, target);
        if (!isTheirs || (queue && !mayUseQueue(principal, right, target, queue))) throw gone;
      }
      if (engine.takeBack(work, principal.name)) return;
      const message =
        work.phase === 'ended' ? 'It has ended already.' : 'It was sent already: it cannot be taken back.';
      throw new Refusal('conflict', { message });
    },
    async preview(orders, { principal }) {
      return tellCalls(orders, await checkOrders(orders, principal, parts), parts);
    },
    async choices(agentId, { principal }) {
      const target = findTarget(keeper, 'agent', agentId);
      const isTheirs = target && (isOwn(principal, agentId) || hasOver(principal, 'act-on-agents', target));
      if (!target?.agent || !isTheirs)
        throw new Refusal('not-found', { message: 'There is no such agent on the floor now.' });
      return parts.choices.of(target.agent);
    },
  };
}

function digestOf({ holdMs, orders }: OrderRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([holdMs, orders]))
    .digest('hex');
}

/** Nothing is sent that could not be stored first (rule I1). */
async function inWords<T>(
  parts: DeskParts,
  request: OrderRequest,
  asker: CommandAsker,
  asking: Promise<T>,
): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (!isOutage(error)) throw error;
    const reason = `${error.message}: nothing was asked`;
    for (const order of request.orders) noteOne(parts, order, asker, { outcome: 'failed', reason });
    throw new Refusal('unavailable', { message: `${reason}. Try again in a while.` });
  }
}

function noteRefused(
  parts: DeskParts,
  { orders }: OrderRequest,
  checked: readonly (CheckedOrder | Refusal)[],
  asker: CommandAsker,
): void {
  checked.forEach((one, index) => {
    const order = orders[index];
    if (order && one instanceof Refusal) noteOne(parts, order, asker, { outcome: 'refused', reason: wordsOf(one) });
  });
}

function noteOne(
  { audit }: DeskParts,
  { action, targetId }: OrderInput,
  { principal, address }: CommandAsker,
  came: { readonly outcome: 'refused' | 'failed'; readonly reason: string },
): void {
  noteAttempt(audit, { actor: actorOf(principal), action, targetId, address, ...came });
}
