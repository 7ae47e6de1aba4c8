'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { useFloorSource } from '@/lib/live/floor-context';

/** False before the first word of the server: nothing is known, not even that nothing is there. */
export function useHasPicture(): boolean {
  const { store } = useFloorSource();
  const subscribe = useCallback((listener: () => void) => store.subscribe('pulse', listener), [store]);
  const hasPicture = () => store.pulse !== null;
  return useSyncExternalStore(subscribe, hasPicture, hasPicture);
}
