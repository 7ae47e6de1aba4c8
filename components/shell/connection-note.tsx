'use client';
import { formatClock } from '@/components/ui/format-clock';
import type { ConnectionState } from '@/lib/live/connection';
import { useConnection } from '@/lib/live/use-floor';

function wordsFor(state: ConnectionState): string | null {
  switch (state.status) {
    case 'offline':
      return `Not connected to Callboard since ${formatClock(state.since)}. What you see is from then; trying again by itself.`;
    case 'refused':
      return state.code === 'not-signed-in'
        ? 'You are signed out. Sign in again to see the live floor.'
        : 'Callboard refused the live connection. It is tried again by itself; reload the page if this stays.';
    default:
      return null;
  }
}

/** This browser's own connection, which is another thing than the health of any source (rule H1). */
export function ConnectionNote() {
  const state = useConnection();
  const words = wordsFor(state);
  return (
    <div role="status" aria-live="polite">
      {words ? (
        <p className="flex items-center gap-3 border-b border-line bg-raised px-4 py-2 text-14 text-text">
          <span aria-hidden className="hatch h-4 w-4 shrink-0 rounded-small border border-line" />
          {words}
          {state.status === 'refused' && state.code === 'not-signed-in' ? (
            <a className="underline underline-offset-4" href="/sign-in">
              Sign in
            </a>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
