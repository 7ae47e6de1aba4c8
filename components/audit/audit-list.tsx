'use client';
import clsx from 'clsx';
import type { UrlState } from '@/components/table/use-url-state';
import type { useAudit } from '@/lib/queries/audit';
import { ApiError } from '@/lib/queries/call-api';
import { AuditEntry, entryColumns } from './audit-entry';

interface AuditListProps {
  readonly audit: ReturnType<typeof useAudit>;
  readonly isFiltered: boolean;
  readonly onFilter: (change: UrlState) => void;
}

/** The entries, or why there are none. */
export function AuditList({ audit, isFiltered, onFilter }: AuditListProps) {
  const { data, error, isPending } = audit;
  if (isPending) return <Placeholders />;
  if (!data) return <Failure error={error} onRetry={() => void audit.refetch()} />;
  if (data.length === 0)
    return (
      <p role="status" className="rounded-panel border border-line bg-surface p-4 text-14 text-dim">
        {isFiltered ? 'Nothing was done that fits these filters.' : 'Nothing has been done yet.'}
      </p>
    );
  return (
    <section aria-label="Entries" className="min-h-0 flex-1 overflow-auto rounded-panel border border-line bg-surface">
      <div
        aria-hidden
        className={clsx(
          'sticky top-0 hidden border-b border-line bg-surface px-3 py-2 text-12 font-medium text-dim',
          entryColumns,
        )}
      >
        {['', 'Time', 'Who', 'Action', 'About', 'Outcome', 'Address'].map((title) => (
          <span key={title}>{title}</span>
        ))}
      </div>
      <ol aria-label="Audit, newest first">
        {data.map((item) => (
          <AuditEntry key={item.id} item={item} onFilter={onFilter} />
        ))}
      </ol>
      <Older audit={audit} />
    </section>
  );
}

function Older({ audit }: Pick<AuditListProps, 'audit'>) {
  if (audit.isFetchNextPageError) return <Failure error={audit.error} onRetry={() => void audit.fetchNextPage()} />;
  if (!audit.hasNextPage) return null;
  return (
    <button
      type="button"
      aria-disabled={audit.isFetchingNextPage}
      onClick={() => audit.isFetchingNextPage || void audit.fetchNextPage()}
      className="h-10 w-full text-14 font-medium hover:bg-raised focus-visible:-outline-offset-2"
    >
      {audit.isFetchingNextPage ? 'Loading…' : 'Older entries'}
    </button>
  );
}

function Failure({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) {
  const words = error instanceof ApiError ? error.words : '';
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-3 rounded-panel border border-line bg-raised p-4 text-14"
    >
      <p className="wrap-anywhere">{words || 'The audit could not be read.'}</p>
      <button
        type="button"
        onClick={onRetry}
        className="h-8 rounded-small border border-line bg-surface px-3 text-13 font-medium"
      >
        Try again
      </button>
    </div>
  );
}

function Placeholders() {
  return (
    <div aria-busy="true" className="min-h-0 flex-1 overflow-hidden rounded-panel border border-line bg-surface">
      <span className="sr-only">Loading the audit</span>
      {Array.from({ length: 12 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={row} className="h-9 border-b border-line" />
      ))}
    </div>
  );
}
