'use client';
import type { KeyboardEvent, RefObject } from 'react';
import { nextRowIndex } from './next-row-index';

interface RowKeys {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowHeight: number;
  readonly count: number;
  readonly activeIndex: number;
  readonly onMove: (index: number) => void;
  readonly onOpen: () => void;
}

/** The keys of a table: arrows, Page, Home and End move; Enter and space open. Those of buttons inside it are left alone. */
export function useRowKeys({ scroller, rowHeight, count, activeIndex, onMove, onOpen }: RowKeys) {
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2);
    const next = nextRowIndex(event.key, activeIndex, count, page);
    const opens = (event.key === 'Enter' || event.key === ' ') && activeIndex >= 0;
    if (next === null && !opens) return;
    event.preventDefault();
    if (next === null) onOpen();
    else onMove(next);
  };
}
