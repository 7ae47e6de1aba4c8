'use client';
import { useRef, useState } from 'react';
import { useOutbox } from '@/components/commands/outbox';
import { wordsOfFailure } from '@/components/commands/words-of-failure';
import { intentStanding, isPending } from '@/lib/commands/describe-intent';
import type { EpochMs, IntentRecord } from '@/lib/floor/records';
import { useNow, useRecords } from '@/lib/live/use-floor';
import type { PlannedCell } from '@/lib/members/plan-cells';
import type { Borrow, Move } from '@/lib/protocol/api/borrows-api';
import { useBorrow, useBorrows } from '@/lib/queries/borrows';
import { newRequestId } from '@/lib/queries/commands';

/** What became of one cell. */
export interface CellResult {
  readonly cell: PlannedCell;
  readonly standing: 'pending' | 'done' | 'failed';
  readonly words: string;
}

interface Sent {
  readonly cell: PlannedCell;
  readonly intentId: string | null;
  readonly refusal: string | null;
}

/** Sends what was planned, at once or for a while, and follows each of it on the live floor. */
export function useChange() {
  const outbox = useOutbox();
  const { mutateAsync: lend } = useBorrow();
  const borrows = useBorrows().data?.borrows;
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const [borrowId, setBorrowId] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const request = useRef<{ readonly key: string; readonly id: string } | null>(null);
  const seen = useRef(new Map<string, IntentRecord>());
  const intents = useRecords('intents');
  for (const intent of intents) seen.current.set(intent.id, intent);

  async function send(cells: readonly PlannedCell[], minutes: number | null, note: string): Promise<void> {
    if (isBusy) return;
    const key = JSON.stringify([cells.map(({ order }) => order), minutes]);
    // The same again, when it is not known whether it arrived, acts once.
    if (request.current?.key !== key) request.current = { key, id: newRequestId() };
    const requestId = request.current.id;
    setBusy(true);
    setProblem('');
    try {
      const told = minutes === null ? await now(cells, requestId) : await forAWhile(cells, minutes, note, requestId);
      const again = new Set(cells.map((cell) => cell.key));
      setSent((known) => [...known.filter(({ cell }) => !again.has(cell.key)), ...told]);
      request.current = null;
    } catch (error) {
      setProblem(wordsOfFailure(error));
    } finally {
      setBusy(false);
    }
  }

  async function now(cells: readonly PlannedCell[], requestId: string): Promise<Sent[]> {
    const orders = cells.map(({ order }) => order);
    const told = await outbox.send({ orders, words: 'Members', requestId });
    return cells.map((cell, index) => ({
      cell,
      intentId: told[index]?.intent?.id ?? null,
      refusal: told[index]?.refusal?.message ?? null,
    }));
  }

  async function forAWhile(cells: readonly PlannedCell[], minutes: number, note: string, requestId: string) {
    const moves = cells.map(({ agent, queue, order }) => {
      const { level } = (order.fields ?? {}) as { level?: string };
      return { agentId: agent.id, queueId: queue.id, does: order.action as Move['does'], ...(level ? { level } : {}) };
    });
    const { borrow } = await lend({ requestId, minutes, moves, ...(note === '' ? {} : { note }) });
    setBorrowId(borrow.id);
    return cells.map((cell) => ({ cell, ...answerOf(borrow, cell) }));
  }

  const borrow = borrows?.find(({ id }) => id === borrowId);
  const at = useNow();
  const results = sent.map((one) => resultOf(one, seen.current, borrow, at));
  return { send, isBusy, problem, results, isSent: sent.length > 0 };
}

const isDone = ({ status }: IntentRecord) => status === 'confirmed' || status === 'done';

function answerOf(borrow: Borrow, { agent, queue }: PlannedCell): Pick<Sent, 'intentId' | 'refusal'> {
  const move = borrow.moves.find(({ agentId, queueId }) => agentId === agent.id && queueId === queue.id);
  return { intentId: move?.intentId ?? null, refusal: move?.state === 'refused' ? (move.words ?? 'refused') : null };
}

function resultOf(
  { cell, intentId, refusal }: Sent,
  seen: ReadonlyMap<string, IntentRecord>,
  borrow: Borrow | undefined,
  now: EpochMs,
): CellResult {
  if (refusal !== null) return { cell, standing: 'failed', words: refusal };
  const intent = intentId === null ? undefined : seen.get(intentId);
  if (intent && !isPending(intent))
    return { cell, standing: isDone(intent) ? 'done' : 'failed', words: intentStanding(intent, now) };
  if (intent) return { cell, standing: 'pending', words: intentStanding(intent, now) };
  const move = borrow?.moves.find(({ agentId, queueId }) => agentId === cell.agent.id && queueId === cell.queue.id);
  if (move?.state === 'out') return { cell, standing: 'done', words: 'done' };
  if (move?.state === 'refused') return { cell, standing: 'failed', words: move.words ?? 'refused' };
  return { cell, standing: 'pending', words: 'asked' };
}
