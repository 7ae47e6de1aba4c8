'use client';
import { type RefObject, useLayoutEffect, useRef } from 'react';

const slide = { duration: 200, easing: 'ease-out' } as const;
/** A row that comes from further away is not followed by any eye. */
const mostPx = 1200;

/** Lets a row that was put elsewhere slide there, for those who do not mind motion. */
export function useSlide(element: RefObject<HTMLElement | null>, top: number): void {
  const last = useRef(top);
  useLayoutEffect(() => {
    const by = last.current - top;
    last.current = top;
    if (by === 0 || Math.abs(by) > mostPx || window.matchMedia?.('(prefers-reduced-motion: reduce)').matches) return;
    element.current?.animate?.([{ transform: `translateY(${by}px)` }, { transform: 'none' }], slide);
  }, [element, top]);
}
