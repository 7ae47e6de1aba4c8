'use client';
import { useState } from 'react';
import { useOutbox } from '@/components/commands/outbox';
import { useSending } from '@/components/commands/use-sending';
import type { OrderToSend } from '@/lib/protocol/api/commands-api';
import { ordersFor, type Wishing } from './orders-for';
import { type Desk, systemName } from './use-desk';

export interface Wishes {
  readonly isBusy: boolean;
  /** Why it is not known whether it arrived; empty while all is well. */
  readonly failure: string;
  readonly again: (() => void) | null;
  /** Names of the systems that want to know why before anything is sent; empty while nobody asks. */
  readonly askingWhy: string;
  /** By agent: why it was not asked, in words. */
  readonly unasked: ReadonlyMap<string, string>;
  wish(wishing: Wishing): void;
  order(order: OrderToSend): void;
  cancel(): void;
}

const none: ReadonlyMap<string, string> = new Map();

/** What its person wants of all systems of a desk; where one pauses with a reason only, it is asked for first. */
export function useWishes({ seats, reasons }: Desk, isAfterContact: boolean): Wishes {
  const sending = useSending();
  const { forget } = useOutbox();
  const [askingWhy, setAskingWhy] = useState('');
  const [unasked, setUnasked] = useState(none);

  function send(orders: readonly OrderToSend[], words: string): void {
    for (const { agent } of seats) forget(agent.id);
    setAskingWhy('');
    setUnasked(none);
    if (orders.length > 0) void sending.send({ orders, words });
  }

  return {
    isBusy: sending.isBusy,
    failure: sending.again ? sending.problem : '',
    again: sending.again,
    askingWhy,
    unasked,
    wish(wishing) {
      const { reason, wish } = wishing;
      const { orders, lacking } = ordersFor({ isAfterContact, ...wishing }, seats);
      const canSay = lacking.some(({ agent }) => reasons.some(({ codes }) => agent.id in codes));
      if (canSay && !reason) return setAskingWhy(lacking.map(systemName).join(' and '));
      send(orders, wish);
      const why = reason ? `it has no “${reason.label}”` : 'it has told of none';
      setUnasked(
        new Map(
          lacking.map((seat) => [
            seat.agent.id,
            `not asked: ${systemName(seat)} pauses with a reason only, and ${why}.`,
          ]),
        ),
      );
    },
    order: (order) => send([order], order.action),
    cancel: () => setAskingWhy(''),
  };
}
