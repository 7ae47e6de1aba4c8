'use client';
import { useRef, useState } from 'react';
import { useOutbox } from '@/components/commands/outbox';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import { wordsOfFailure } from '@/components/commands/words-of-failure';
import type { EpochMs, IntentRecord } from '@/lib/floor/records';
import { useFloorSource } from '@/lib/live/floor-context';
import { useNow, useRecords } from '@/lib/live/use-floor';
import { type Lasting, minutesUntil } from '@/lib/members/lasting';
import { lookAgain } from '@/lib/members/look-again';
import { levelAsked, type PlannedCell } from '@/lib/members/plan-cells';
import { putBackCell } from '@/lib/members/put-back';
import type { Move } from '@/lib/protocol/api/borrows-api';
import { useBorrow, useBorrows } from '@/lib/queries/borrows';
import { newRequestId } from '@/lib/queries/commands';
import { type CellResult, lentCell, refusedCell, resultOf, type SentCell, shownCell } from './cell-result';
import { placeNow } from './place-now';

/** For how long, and what is said with it. */
export interface Terms {
  readonly lasting: Lasting;
  /** When it is put back; null: never by itself. */
  readonly end: EpochMs | null;
  readonly note: string;
}

/** Sends what was planned, at once or for a while, follows each of it on the live floor, and puts it back. */
export function useChange() {
  const { store } = useFloorSource();
  const rights = useCommandRights();
  const ask = useAsking();
  const [sent, setSent] = useState<readonly SentCell[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const results = useResults(sent);
  const failed = results.filter(({ standing }) => standing === 'failed');
  const returnable = results.flatMap(({ cell, standing, way, dueAt }) =>
    standing === 'done' && way === 'out' && dueAt === null ? (putBackCell(cell, rights) ?? []) : [],
  );

  /** Whatever was known of these cells before is over. */
  function take(told: readonly SentCell[]): void {
    const byKey = new Map(told.map((one) => [one.cell.key, one]));
    setSent((known) => {
      const keys = new Set(known.map(({ cell }) => cell.key));
      return [...known.map((one) => byKey.get(one.cell.key) ?? one), ...told.filter(({ cell }) => !keys.has(cell.key))];
    });
  }

  /** Whether it is known to have arrived. */
  async function send(cells: readonly PlannedCell[], terms: Terms, way: SentCell['way'] = 'out'): Promise<boolean> {
    if (isBusy) return false;
    setProblem('');
    if (cells.length === 0) return true;
    setBusy(true);
    try {
      take(await ask(cells, terms, way));
      return true;
    } catch (error) {
      setProblem(wordsOfFailure(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  /** Only what the floor does not show already, and what can still be asked. */
  function sendAgain(cells: readonly PlannedCell[], terms: Terms, way: SentCell['way']): Promise<boolean> {
    const { asked, shown, cannot } = lookAgain(cells, (cell) => placeNow(store, cell), way);
    const lentOf = new Map(sent.map(({ cell, lent }) => [cell.key, lent]));
    take([
      ...shown.map((cell) => shownCell(cell, way, lentOf.get(cell.key) ?? null)),
      ...cannot.map(({ cell, why }) => refusedCell(cell, way, why)),
    ]);
    return send(asked, terms, way);
  }

  return {
    ...{ send, isBusy, problem, results, failed, returnable, isSent: sent.length > 0 },
    async retry(terms: Terms): Promise<void> {
      if (isBusy) return;
      const cellsOf = (way: SentCell['way']) => failed.flatMap((one) => (one.way === way ? one.cell : []));
      if (await sendAgain(cellsOf('out'), terms, 'out')) await sendAgain(cellsOf('back'), forGood, 'back');
    },
    async putBack(): Promise<void> {
      if (!isBusy) await sendAgain(returnable, forGood, 'back');
    },
    /** For another change in the same dialog. */
    forget(): void {
      setSent([]);
      setProblem('');
    },
  };
}

/** How each stands; an intent that has left the floor is as it was seen last. */
function useResults(sent: readonly SentCell[]): readonly CellResult[] {
  const borrows = useBorrows().data?.borrows;
  const seen = useRef(new Map<string, IntentRecord>());
  const intents = useRecords('intents');
  for (const intent of intents) seen.current.set(intent.id, intent);
  const at = useNow();
  return sent.map((one) => {
    const borrow = borrows?.find(({ id }) => id === one.lent?.id);
    return resultOf(one, seen.current, borrow, at);
  });
}

export type Change = ReturnType<typeof useChange>;

const forGood: Terms = { lasting: { kind: 'for-good' }, end: null, note: '' };

/** Asks for cells; the very same again, when it is not known whether it arrived, acts once. */
function useAsking() {
  const outbox = useOutbox();
  const { ticker } = useFloorSource();
  const { mutateAsync: lend } = useBorrow();
  const request = useRef<{ readonly key: string; readonly id: string } | null>(null);

  async function now(cells: readonly PlannedCell[], way: SentCell['way'], requestId: string): Promise<SentCell[]> {
    const orders = cells.map(({ order }) => order);
    const told = await outbox.send({ orders, words: 'Members', requestId });
    return cells.map((cell, index) => ({
      ...{ cell, way, isShown: false, lent: null },
      intentId: told[index]?.intent?.id ?? null,
      refusal: told[index]?.refusal?.message ?? null,
    }));
  }

  async function forAWhile(cells: readonly PlannedCell[], end: EpochMs, note: string, requestId: string) {
    const moves = cells.map(({ agent, queue, order }) => {
      const level = levelAsked(order);
      return { agentId: agent.id, queueId: queue.id, does: order.action as Move['does'], ...(level ? { level } : {}) };
    });
    const minutes = minutesUntil(end, ticker.now(1000));
    const { borrow } = await lend({ requestId, minutes, moves, ...(note === '' ? {} : { note }) });
    return cells.map((cell) => lentCell(cell, borrow));
  }

  return async (cells: readonly PlannedCell[], { lasting, end, note }: Terms, way: SentCell['way']) => {
    const key = JSON.stringify([cells.map(({ order }) => order), lasting]);
    if (request.current?.key !== key) request.current = { key, id: newRequestId() };
    const { id } = request.current;
    const told = await (end === null ? now(cells, way, id) : forAWhile(cells, end, note, id));
    request.current = null;
    return told;
  };
}
