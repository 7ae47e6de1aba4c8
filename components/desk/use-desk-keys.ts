'use client';
import { useEffect, useRef } from 'react';
import type { SharedReason } from '@/lib/desk/reasons';
import type { Wishing } from './orders-for';

interface DeskKeys {
  readonly reasons: readonly SharedReason[];
  readonly wish: (wishing: Wishing) => void;
  /** Nothing is to be sent after all. */
  readonly cancel: () => void;
}

/** R is ready, P pauses, 1 to 9 pause with that reason, Escape takes back a question; never while something is typed or held down. */
export function useDeskKeys(keys: DeskKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event, latest.current);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** For the strip's own window, which hears its keys itself. */
export function onKey(event: KeyboardEvent, { reasons, wish, cancel }: DeskKeys): void {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTypedInto(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === 'escape') cancel();
  if (key === 'r') wish({ wish: 'ready' });
  else if (key === 'p') wish({ wish: 'pause' });
  else if (/^[1-9]$/.test(key)) {
    const reason = reasons[Number(key) - 1];
    if (reason) wish({ wish: 'pause', reason });
  } else return;
  event.preventDefault();
}

const typedInto =
  'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]';

/** By what it can do: an element of another window is of another class. */
function isTypedInto(target: EventTarget | null): boolean {
  return target !== null && 'closest' in target && (target as Element).closest(typedInto) !== null;
}
