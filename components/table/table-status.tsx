'use client';
import { useConnection, useRecords } from '@/lib/live/use-floor';

interface TableStatusProps {
  readonly kind: 'queues' | 'agents';
  /** How many there are before filters. */
  readonly total: number;
  readonly onClear: () => void;
}

/** Why a table has no rows, and what to do about it. */
export function TableStatus({ kind, total, onClear }: TableStatusProps) {
  const connection = useConnection();
  const sources = useRecords('sources');
  if (total > 0)
    return (
      <>
        <p>No {kind} match these filters.</p>
        <button type="button" onClick={onClear} className="mt-2 text-text underline underline-offset-4">
          Clear filters
        </button>
      </>
    );
  if (connection.status !== 'live') return <p>Waiting for the live floor…</p>;
  if (sources.length === 0)
    return (
      <p>
        No source is configured yet. Name your systems in the sources file (CALLBOARD_SOURCES) and restart Callboard.
      </p>
    );
  return <p>No {kind} have been told by any source yet. The Sources page says how each of them is doing.</p>;
}
