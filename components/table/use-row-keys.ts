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
  /** Where rows can be chosen. */
  readonly choosing: ChoosingKeys | null;
  /** Goes to what can be done with the active row; false where there is nothing. */
  readonly onActions: () => boolean;
}

export interface ChoosingKeys {
  readonly hasAny: boolean;
  toggle(): void;
  extendTo(index: number): void;
  toggleAll(): void;
  clear(): void;
}

type Key = KeyboardEvent<HTMLElement>;

/**
 * The keys of a table: arrows, Page, Home and End move; Enter opens, and so does space where rows cannot be chosen.
 * Where they can, space chooses, Shift chooses on the way, Ctrl-A all, Escape none. Those of buttons inside it are left alone.
 */
export function useRowKeys(keys: RowKeys) {
  const { scroller, rowHeight, count, activeIndex, onMove, onOpen, choosing, onActions } = keys;
  return (event: Key) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    if (choosing && choosesAtOnce(event, choosing, activeIndex)) return event.preventDefault();
    if (event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2);
    const next = nextRowIndex(event.key, activeIndex, count, page);
    const opens = (event.key === 'Enter' || event.key === ' ') && activeIndex >= 0;
    if (event.key === 'ArrowRight' && onActions()) return event.preventDefault();
    if (next === null && !opens) return;
    event.preventDefault();
    if (next === null) return onOpen();
    if (event.shiftKey) choosing?.extendTo(next);
    onMove(next);
  };
}

/** True for a key that is about choosing and not about moving. */
function choosesAtOnce(event: Key, choosing: ChoosingKeys, activeIndex: number): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === 'a') choosing.toggleAll();
  else if (isCommand) return false;
  else if (event.key === ' ' && activeIndex >= 0) choosing.toggle();
  else if (event.key === 'Escape' && choosing.hasAny) choosing.clear();
  else return false;
  return true;
}
