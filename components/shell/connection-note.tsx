'use client';
import { formatMoment } from '@/components/ui/format-clock';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { ConnectionState } from '@/lib/live/connection';
import { useConnection, useNow } from '@/lib/live/use-floor';
import { basePath } from '@/lib/paths';

function wordsFor(state: ConnectionState, now: number): string | null {
  switch (state.status) {
    case 'offline':
      return `Not connected to Callboard since ${formatMoment(state.since, now)}. What you see is from then; trying again by itself.`;
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
  const now = useNow(60_000);
  const words = wordsFor(state, now);
  const isSignedOut = state.status === 'refused' && state.code === 'not-signed-in';
  return (
    <div role="status" className={words ? 'border-b border-line bg-raised' : undefined}>
      {words ? (
        <p className="flex items-center gap-3 px-4 py-2 text-14 text-text">
          <SeverityMark kind="stale" size={16} decorative />
          <span className="min-w-0">
            {words}{' '}
            {isSignedOut ? (
              <a className="whitespace-nowrap underline underline-offset-4" href={signInPath()}>
                Sign in
              </a>
            ) : null}
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** Back to where the reader is now. */
function signInPath(): string {
  const here = `${window.location.pathname}${window.location.search}`;
  return `${basePath}/sign-in?callbackUrl=${encodeURIComponent(here)}`;
}
