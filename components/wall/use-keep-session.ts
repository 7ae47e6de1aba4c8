'use client';
import { useEffect } from 'react';
import { renewSession } from '@/lib/queries/renew-session';

const everyMs = 60 * 60 * 1000;

/** A wall hangs for weeks and nobody signs it in again: it renews its session every hour. */
export function useKeepSession(): void {
  useEffect(() => {
    const timer = setInterval(() => void renewSession(), everyMs);
    return () => clearInterval(timer);
  }, []);
}
