'use client';
import Link from 'next/link';
import { useViewer } from '@/components/shell/viewer';
import { can } from '@/lib/can';
import { useRecords } from '@/lib/live/use-floor';

interface TableStatusProps {
  readonly kind: 'queues' | 'agents';
  /** How many there are before filters. */
  readonly total: number;
  readonly onClear: () => void;
}

const link = 'text-text underline underline-offset-4';

/** Why a table has no rows, and what to do about it. */
export function TableStatus({ kind, total, onClear }: TableStatusProps) {
  const sources = useRecords('sources');
  const { role } = useViewer();
  if (total > 0)
    return (
      <>
        <p>No {kind} match these filters.</p>
        <button type="button" onClick={onClear} className={`mt-2 ${link}`}>
          Clear filters
        </button>
      </>
    );
  if (sources.length === 0)
    return (
      <>
        <p className="font-medium text-text">No source is configured yet.</p>
        <p className="mt-1">
          {can({ role }, 'edit-sources') ? (
            <Link href="/sources/new" prefetch={false} className={link}>
              Add a source
            </Link>
          ) : (
            'An administrator adds your systems on the Sources page.'
          )}
        </p>
      </>
    );
  return (
    <>
      <p className="font-medium text-text">No source has told of any {kind} yet.</p>
      <p className="mt-1">
        Asked: {sources.flatMap(({ name, link: state }) => (state === 'paused' ? [] : name)).join(', ')}. They appear
        here by themselves.
        {can({ role }, 'see-sources') ? (
          <>
            {' '}
            <Link href="/sources" prefetch={false} className={link}>
              How each source is doing
            </Link>
          </>
        ) : null}
      </p>
    </>
  );
}
