'use client';
import { useEffect, useRef } from 'react';

/** Takes the focus to what it is given when it is drawn, but never away from the window the reader is in. */
export function useFirstFocus(isWanted = true) {
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isWanted && element.current?.ownerDocument.hasFocus()) element.current.focus();
  }, [isWanted]);
  return element;
}
