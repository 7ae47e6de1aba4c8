'use client';
import { useMemo } from 'react';
import { parseSort, sortText } from '@/components/table/column';
import { ClearFilters, FilterBar, FilterChip } from '@/components/table/filter-bar';
import { LiveTable } from '@/components/table/live-table';
import { TableStatus } from '@/components/table/table-status';
import { useNarrow } from '@/components/table/use-narrow';
import { useOrdered } from '@/components/table/use-ordered';
import { useSites } from '@/components/table/use-sites';
import { useSourceFreshness } from '@/components/table/use-source-freshness';
import { useUrlState } from '@/components/table/use-url-state';
import { hasWords } from '@/components/ui/fold-text';
import type { QueueRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import { queueColumns } from './queue-columns';
import { QueueDrawer } from './queue-drawer';
import { QueuePhoneRow } from './queue-phone-row';
import { useQueueSeverity } from './use-queue-severity';

const defaultSort = { key: 'attention', descending: false };

/** Every queue of every site in one live table. */
export function QueuesPage() {
  const [params, change] = useUrlState();
  const queues = useRecords('queues');
  const siteOf = useSites();
  const severityOf = useQueueSeverity();
  const freshness = useSourceFreshness('live');
  const narrow = useNarrow();
  const columns = useMemo(() => queueColumns({ siteOf, severityOf }), [siteOf, severityOf]);
  const sort = parseSort(params.get('sort'), columns, defaultSort);
  const query = params.get('q') ?? '';
  const only = params.get('only');
  const shown = useMemo(
    () =>
      queues.filter(
        (queue) =>
          hasWords(`${queue.name} ${siteOf(queue.sourceId)}`, query) &&
          (only !== 'waiting' || (queue.waiting ?? 0) > 0) &&
          (only !== 'trouble' || ['warning', 'critical'].includes(severityOf(queue).severity)),
      ),
    [queues, query, only, siteOf, severityOf],
  );
  const rows = useOrdered(shown, columns, sort);
  const openId = params.get('open');
  const open = (id: string | null) => change({ open: id });
  const toggle = (filter: string) => change({ only: only === filter ? null : filter });
  const filtered = query !== '' || only !== null;
  return (
    <>
      <FilterBar
        title="Queues"
        count={filtered ? `${rows.length} of ${queues.length}` : `${queues.length}`}
        query={query}
        onQuery={(q) => change({ q })}
        placeholder="Find a queue or site"
      >
        <FilterChip on={only === 'trouble'} onToggle={() => toggle('trouble')}>
          In trouble
        </FilterChip>
        <FilterChip on={only === 'waiting'} onToggle={() => toggle('waiting')}>
          Contacts waiting
        </FilterChip>
        <ClearFilters shown={filtered} onClear={() => change({ q: null, only: null })} />
      </FilterBar>
      <div className="flex min-h-0 flex-1 gap-4">
        <LiveTable<QueueRecord>
          label="Queues"
          rows={rows}
          columns={columns}
          sort={sort}
          onSort={(next) => change({ sort: sortText(next) })}
          selectedId={openId}
          onSelect={open}
          narrow={narrow}
          phoneRow={(queue) => (
            <QueuePhoneRow queue={queue} site={siteOf(queue.sourceId)} severity={severityOf(queue)} />
          )}
          isStale={(queue) => ['stale', 'gone', 'never'].includes(freshness(queue.sourceId))}
          empty={<TableStatus kind="queues" total={queues.length} onClear={() => change({ q: null, only: null })} />}
        />
        {openId ? <QueueDrawer key={openId} id={openId} severityOf={severityOf} onClose={() => open(null)} /> : null}
      </div>
    </>
  );
}
