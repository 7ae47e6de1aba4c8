'use client';
import { type CSSProperties, useSyncExternalStore } from 'react';

/** For something in the middle of the screen: the keyboard of a phone lies over the page and no unit of CSS knows of it. */
export function useRoomOnScreen(): CSSProperties {
  const [height, top] = useSyncExternalStore(subscribe, readRoom, () => '')
    .split(' ')
    .map(Number);
  return height ? { maxHeight: Math.floor(height * 0.9), top: Math.round((top ?? 0) + height / 2) } : {};
}

/** Height and top of what is left of the screen, px; empty where all of it is. */
function readRoom(): string {
  const view = window.visualViewport;
  // Who has zoomed in sees a part too, and means to.
  if (!view || view.scale > 1.01 || view.height > window.innerHeight - 80) return '';
  return `${view.height} ${view.offsetTop}`;
}

function subscribe(listener: () => void): () => void {
  const view = window.visualViewport;
  view?.addEventListener('resize', listener);
  view?.addEventListener('scroll', listener);
  return () => {
    view?.removeEventListener('resize', listener);
    view?.removeEventListener('scroll', listener);
  };
}
