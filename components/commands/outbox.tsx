'use client';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { type CommandAction, commandActions } from '@/lib/commands/actions';
import type { EpochMs } from '@/lib/floor/records';
import type { OrderTold, OrderToSend } from '@/lib/protocol/api/commands-api';
import { newRequestId, useSendCommands, useTakeBack } from '@/lib/queries/commands';
import { wordsOfFailure } from './words-of-failure';

export interface Sending {
  readonly orders: readonly OrderToSend[];
  /** For so long all of it can be taken back. */
  readonly holdMs?: number;
  /** What is asked, as “Pause (Lunch) for 7 agents”. */
  readonly words: string;
  /** The same one when it is tried again. */
  readonly requestId?: string;
  readonly nameOf?: (targetId: string) => string;
}

/** What was refused before it became an intent; the floor does not tell of it. */
export interface Refused {
  readonly targetId: string;
  readonly action: CommandAction;
  readonly title: string;
  readonly message: string;
}

/** One sending that its sender is told of, wherever in the console they are. */
export interface Notice {
  readonly id: string;
  readonly words: string;
  /** What can be taken back. */
  readonly intentIds: readonly string[];
  readonly heldUntil: EpochMs | null;
  readonly standing: 'sent' | 'undoing' | 'undone';
  readonly refused: readonly string[];
  readonly problem: string;
  readonly again: (() => void) | null;
}

export interface Outbox {
  readonly notices: readonly Notice[];
  /** By target, until something else is asked of it. */
  readonly refusals: ReadonlyMap<string, Refused>;
  /** Intents that were asked for from this window. */
  readonly sentIds: ReadonlySet<string>;
  /** Rejects where it is not known whether it arrived. */
  send(sending: Sending): Promise<readonly OrderTold[]>;
  /** Sends with nobody waiting for the answer: what goes wrong becomes a notice. */
  post(sending: Sending): void;
  undo(noticeId: string): void;
  dismiss(noticeId: string): void;
  /** A refusal was seen. */
  forget(targetId: string): void;
}

const nothing: Outbox = {
  notices: [],
  refusals: new Map(),
  sentIds: new Set(),
  send: () => Promise.reject(new Error('There is no outbox around this')),
  post: () => {},
  undo: () => {},
  dismiss: () => {},
  forget: () => {},
};
const OutboxContext = createContext<Outbox>(nothing);

/** What was sent from this window and may still be taken back; stands above the pages, so that it survives going elsewhere. */
export function OutboxProvider({ children }: { readonly children: ReactNode }) {
  return <OutboxContext.Provider value={useOutboxState()}>{children}</OutboxContext.Provider>;
}

export function useOutbox(): Outbox {
  return useContext(OutboxContext);
}

function useOutboxState(): Outbox {
  const { mutateAsync: sendAll } = useSendCommands();
  const { mutateAsync: takeBack } = useTakeBack();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [refusals, setRefusals] = useState<ReadonlyMap<string, Refused>>(new Map());
  const [sentIds, setSentIds] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const change = (id: string, part: Partial<Notice>) =>
      setNotices((known) => known.map((one) => (one.id === id ? { ...one, ...part } : one)));
    const dismiss = (id: string) => setNotices((known) => known.filter((one) => one.id !== id));

    async function send(sending: Sending): Promise<readonly OrderTold[]> {
      const { orders, holdMs = 0, requestId = newRequestId() } = sending;
      const told = await sendAll({ orders, holdMs, requestId });
      setRefusals((known) => withTold(known, orders, told));
      setSentIds((known) => new Set([...known, ...told.flatMap(({ intent }) => intent?.id ?? [])]));
      if (holdMs > 0) setNotices((known) => [...known, noticeOf(sending, requestId, told)]);
      return told;
    }

    function post(sending: Sending): void {
      const requestId = sending.requestId ?? newRequestId();
      dismiss(requestId);
      send({ ...sending, requestId }).catch((error: unknown) => {
        const again = () => post({ ...sending, requestId });
        setNotices((known) => [
          ...known,
          { ...noticeOf(sending, requestId, []), problem: wordsOfFailure(error), again },
        ]);
      });
    }

    return {
      ...{ notices, refusals, sentIds, send, post, dismiss },
      forget: (targetId) => setRefusals((known) => new Map([...known].filter(([id]) => id !== targetId))),
      undo(id) {
        const notice = notices.find((one) => one.id === id);
        if (notice?.standing !== 'sent') return;
        change(id, { standing: 'undoing' });
        takeBack(notice.intentIds).then(
          () => change(id, { standing: 'undone' }),
          () =>
            change(id, { standing: 'sent', problem: 'Not all of it could be taken back: see what became of each.' }),
        );
      },
    };
  }, [notices, refusals, sentIds, sendAll, takeBack]);
}

function noticeOf({ words, nameOf }: Sending, id: string, told: readonly OrderTold[]): Notice {
  const held = told.flatMap(({ intent }) => (intent?.heldUntil ? [intent] : []));
  return {
    id,
    words,
    intentIds: held.map((intent) => intent.id),
    heldUntil: held.length === 0 ? null : Math.max(...held.map(({ heldUntil }) => heldUntil ?? 0)),
    standing: 'sent',
    refused: told.flatMap(({ targetId, refusal }) =>
      refusal ? [`${nameOf?.(targetId) ?? targetId}: ${refusal.message}`] : [],
    ),
    problem: '',
    again: null,
  };
}

function withTold(
  known: ReadonlyMap<string, Refused>,
  orders: readonly OrderToSend[],
  told: readonly OrderTold[],
): ReadonlyMap<string, Refused> {
  const next = new Map(known);
  told.forEach(({ targetId, refusal }, index) => {
    const action = orders[index]?.action;
    if (!refusal || !action) next.delete(targetId);
    else next.set(targetId, { targetId, action, title: commandActions[action].label, message: refusal.message });
  });
  return next;
}
