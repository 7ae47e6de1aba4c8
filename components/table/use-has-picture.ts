'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { useFloorSource } from '@/lib/live/floor-context';
import type { FloorStore } from '@/lib/live/floor-store';

/** False before the first word of the server: nothing is known, not even that nothing is there. */
export function useHasPicture(): boolean {
  return usePulseSays(hasPicture);
}

/** False while no source has answered yet: their records cannot be counted, not even as none. */
export function useIsCounted(): boolean {
  return usePulseSays(isCounted);
}

const hasPicture = ({ pulse }: FloorStore) => pulse !== null;

function isCounted({ pulse }: FloorStore): boolean {
  if (pulse === null) return false;
  const sources = Object.values(pulse.feeds);
  return sources.length === 0 || sources.some((feeds) => Object.values(feeds).some((feed) => feed.asOf !== null));
}

function usePulseSays(question: (store: FloorStore) => boolean): boolean {
  const { store } = useFloorSource();
  const subscribe = useCallback((listener: () => void) => store.subscribe('pulse', listener), [store]);
  const answer = () => question(store);
  return useSyncExternalStore(subscribe, answer, answer);
}
