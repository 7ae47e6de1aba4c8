'use client';
import { useRef, useState } from 'react';
import { wordsOfFailure } from '@/components/commands/words-of-failure';
import type { SharedReason } from '@/lib/desk/reasons';
import { commandFor, type Wish } from '@/lib/desk/standing';
import type { OrderTold, OrderToSend } from '@/lib/protocol/api/commands-api';
import { type Commanding, newRequestId, useSendCommands } from '@/lib/queries/commands';
import type { Seat } from './use-desk';

export interface Wishing {
  readonly wish: Wish;
  readonly reason?: SharedReason | null;
  readonly isAfterContact?: boolean;
}

/** The orders that bring every system where its person wants to be. */
export function ordersFor({ wish, reason, isAfterContact = false }: Wishing, seats: readonly Seat[]): OrderToSend[] {
  return seats.flatMap(({ agent, vendor }) => {
    const action = commandFor(wish, agent, vendor);
    if (action === null || (action === 'pause' && !reason && agent.readiness === 'paused')) return [];
    const code = action === 'pause' ? reason?.codes[agent.id] : undefined;
    const when = isAfterContact && action === 'pause' ? 'after-contact' : 'now';
    return [{ action, targetId: agent.id, fields: code === undefined ? {} : { reason: code }, when } as const];
  });
}

/** Sends orders and keeps what was refused at once, until the next are sent. */
export function useSendOrders() {
  const { mutate, isPending } = useSendCommands();
  const [refused, setRefused] = useState<readonly OrderTold[]>([]);
  const [problem, setProblem] = useState('');
  const last = useRef<Commanding | null>(null);
  function post(sending: Commanding): void {
    last.current = sending;
    setProblem('');
    setRefused([]);
    mutate(sending, {
      onSuccess: (told) => setRefused(told.filter(({ refusal }) => refusal !== null)),
      onError: (error) => setProblem(wordsOfFailure(error)),
    });
  }
  return {
    send(orders: readonly OrderToSend[]): void {
      if (orders.length > 0) post({ orders, requestId: newRequestId() });
    },
    /** What may have arrived already acts once. */
    again: () => last.current && post(last.current),
    isPending,
    refused,
    problem,
  };
}
