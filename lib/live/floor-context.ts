'use client';

import { createContext, useContext } from 'react';
import type { FloorConnection } from './connection';
import type { FloorStore } from './floor-store';
import type { Ticker } from './ticker';

/** What everything that draws the floor reads from: a live one, a replayed one, or a still for a screenshot. */
export interface FloorSource {
  readonly store: FloorStore;
  readonly connection: Pick<FloorConnection, 'state' | 'subscribe' | 'retry'>;
  readonly ticker: Ticker;
}

const FloorContext = createContext<FloorSource | null>(null);

export const FloorProvider = FloorContext.Provider;

export function useFloorSource(): FloorSource {
  const source = useContext(FloorContext);
  if (!source) throw new Error('No floor here: put this component under a FloorProvider or a LiveFloor');
  return source;
}
