'use client';
import { useEffect, useRef } from 'react';

/** Once per opened row, as soon as it is there: a row that was opened from elsewhere is brought into view. */
export function useShowSelected(
  rows: readonly { readonly id: string }[],
  selectedId: string | null,
  show: (index: number) => void,
): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (shown.current === selectedId) return;
    if (selectedId === null) {
      shown.current = null;
      return;
    }
    const index = rows.findIndex((row) => row.id === selectedId);
    if (index < 0) return;
    shown.current = selectedId;
    show(index);
  });
}
