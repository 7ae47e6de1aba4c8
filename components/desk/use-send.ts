'use client';
import { useRef, useState } from 'react';
import type { SharedReason } from '@/lib/desk/reasons';
import { commandFor, type Wish } from '@/lib/desk/standing';
import type { OrderTold, OrderToSend } from '@/lib/protocol/api/commands-api';
import { ApiError } from '@/lib/queries/call-api';
import { type Commanding, newRequestId, useSendCommands } from '@/lib/queries/commands';
import type { Seat } from './use-desk';

export interface Wishing {
  readonly wish: Wish;
  readonly reason?: SharedReason | null;
  readonly isAfterContact?: boolean;
}

/** The orders that bring every system where its person wants to be. */
export function ordersFor({ wish, reason, isAfterContact = false }: Wishing, seats: readonly Seat[]): OrderToSend[] {
  return seats.flatMap(({ agent, can }) => {
    const action = commandFor(wish, agent, can);
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
      onError: (error) => setProblem(wordsOf(error)),
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

function wordsOf(error: Error): string {
  if (error instanceof ApiError && error.words !== '') return error.words;
  if (error instanceof ApiError && error.code === 'not-signed-in') return 'You are signed out: sign in again.';
  return 'Callboard could not be reached, and it is not known whether this arrived. Trying again acts once.';
}
