import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
};

/** Width and height of the window, CSS px; null while the page is still the server's HTML. */
export function useViewport(): { readonly width: number; readonly height: number } | null {
  const size = useSyncExternalStore(
    subscribe,
    () => `${window.innerWidth}x${window.innerHeight}`,
    () => null,
  );
  if (size === null) return null;
  const [width = 0, height = 0] = size.split('x').map(Number);
  return { width, height };
}
