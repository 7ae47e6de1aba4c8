import { useEffect, useRef, useState } from 'react';
import type { TileView } from './tile-view';

/** Announced at most this often: a wall must not talk over its reader. */
const restMs = 10_000;

/** What a reader of screens is told by itself: which queues are in trouble, when that has changed. */
export function useAnnouncement(tiles: readonly TileView[], now: number): string {
  const critical = tiles.filter((tile) => tile.mark === 'critical').map((tile) => tile.name);
  const text = critical.length === 0 ? '' : `Critical: ${critical.sort().join(', ')}`;
  const [said, setSaid] = useState('');
  const saidAt = useRef(0);
  useEffect(() => {
    if (text === said || now - saidAt.current < restMs) return;
    saidAt.current = now;
    setSaid(text);
  }, [text, said, now]);
  return said;
}
