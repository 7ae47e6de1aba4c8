'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect } from 'react';

/** Which of `count` rows of one height are in view, and where. `headPx` is what sticks to the top above them. */
export function useRowPlaces(scroller: RefObject<HTMLElement | null>, count: number, height: number, headPx: number) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    // Rows are counted from below the head, so what it covers is missing at the far end.
    scrollPaddingEnd: headPx,
    overscan: 8,
  });
  // It keeps the places it knows until told otherwise.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is what makes them wrong
  useLayoutEffect(() => virtual.measure(), [virtual, height]);
  return virtual;
}
