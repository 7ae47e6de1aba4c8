'use client';
import { X } from 'lucide-react';
import { SeverityMark } from '@/components/ui/severity-mark';
import { useNow } from '@/lib/live/use-floor';
import { driftWords } from './drift-words';
import type { Seat } from './use-desk';
import { type Drifts, nameOf } from './use-drifts';

/** What changed without the reader, until they have seen it. */
export function DeskNotices({ drifts, seats }: { readonly drifts: Drifts; readonly seats: readonly Seat[] }) {
  const now = useNow();
  return (
    <div role="alert" className={drifts.list.length > 0 ? 'grid gap-2' : 'hidden'}>
      {drifts.list.map((drift) => (
        <p
          key={drift.agentId}
          className="flex items-center gap-2 rounded-panel border border-warning bg-surface px-3 py-2 text-14"
        >
          <SeverityMark kind="warning" size={16} decorative />
          <span className="min-w-0 flex-1">{driftWords(drift, nameOf(seats, drift.agentId), now)}</span>
          <button
            type="button"
            aria-label={`Seen: ${nameOf(seats, drift.agentId)}`}
            onClick={() => drifts.dismiss(drift.agentId)}
            className="grid h-8 w-8 shrink-0 place-items-center rounded-small hover:bg-raised"
          >
            <X aria-hidden size={16} />
          </button>
        </p>
      ))}
    </div>
  );
}
