'use client';
import { type ReactNode, useMemo } from 'react';
import { FloorProvider, useFloorSource } from '@/lib/live/floor-context';
import type { Ticker } from '@/lib/live/ticker';
import { useConnection } from '@/lib/live/use-floor';

/** While we are cut off the picture is the one of then: no wait grows and no source ages that we know nothing of. */
export function StandStill({ children }: { readonly children: ReactNode }) {
  const source = useFloorSource();
  const connection = useConnection();
  const since = connection.status === 'offline' ? connection.since : null;
  const held = useMemo(
    () => (since === null ? source : { ...source, ticker: stopAt(source.ticker, since) }),
    [source, since],
  );
  return <FloorProvider value={held}>{children}</FloorProvider>;
}

function stopAt(ticker: Ticker, at: number): Ticker {
  return { ...ticker, now: (stepMs) => Math.min(ticker.now(stepMs), Math.floor(at / stepMs) * stepMs) };
}
