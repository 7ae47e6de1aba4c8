'use client';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width of an element in rem, measured before the first paint and whenever it changes; null until it can be told. */
export function useRoom(element: RefObject<HTMLElement | null>): number | null {
  const [roomRem, setRoomRem] = useState<number | null>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setRoomRem(current.clientWidth === 0 ? null : Math.floor(current.clientWidth / rem));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return roomRem;
}
