'use client';
import { type RefObject, useEffect, useRef } from 'react';

/** Gives the focus back to the table when the details it opened are closed and took the focus with them. */
export function useFocusBack(grid: RefObject<HTMLElement | null>, selectedId: string | null): void {
  const before = useRef(selectedId);
  useEffect(() => {
    const wasOpen = before.current !== null;
    before.current = selectedId;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (wasOpen && selectedId === null && isLost) grid.current?.focus({ preventScroll: true });
  }, [grid, selectedId]);
}
