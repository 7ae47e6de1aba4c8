import { useEffect, useRef, useState } from 'react';

/** Announced at most this often: a wall must not talk over its reader. */
const restMs = 10_000;

/** What a reader of screens is told by itself: which queues are in trouble, when that has changed. */
export function useAnnouncement(critical: readonly string[], now: number): string {
  const text = critical.length === 0 ? '' : `Critical: ${[...critical].sort().join(', ')}`;
  const [said, setSaid] = useState('');
  const saidAt = useRef(0);
  useEffect(() => {
    if (text === said || now - saidAt.current < restMs) return;
    saidAt.current = now;
    setSaid(text);
  }, [text, said, now]);
  return said;
}
