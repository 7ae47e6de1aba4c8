'use client';
import { useMemo, useRef } from 'react';

/**
 * For the content of a dialog that no trigger of its own opens: when it closes, the focus goes back to where it was, or
 * to the page where that is gone.
 */
export function useOpenerFocus() {
  const opener = useRef<Element | null>(null);
  return useMemo(
    () => ({
      onOpenAutoFocus() {
        opener.current = document.activeElement;
      },
      onCloseAutoFocus(event: Event) {
        event.preventDefault();
        const at = document.activeElement;
        // Whoever has gone on elsewhere meanwhile is not called back.
        if (at !== null && at !== document.body) return;
        const from = opener.current;
        const isThere = from instanceof HTMLElement && from.isConnected && from !== document.body;
        (isThere ? from : document.querySelector('main'))?.focus({ preventScroll: true });
      },
    }),
    [],
  );
}
