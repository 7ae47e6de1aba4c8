'use client';
import { useRef } from 'react';
import { useNow } from '@/lib/live/use-floor';

/**
 * What it was when the second began: figures over thousands of rows turn over with the clocks, in the frame that is painted
 * anyway, and not in one of their own. At once when `key` is another.
 */
export function useEachBeat<T>(value: T, key: string): T {
  const beat = useNow();
  const held = useRef({ value, key, beat });
  if (held.current.beat !== beat || held.current.key !== key) held.current = { value, key, beat };
  return held.current.value;
}
