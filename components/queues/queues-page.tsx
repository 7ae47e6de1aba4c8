'use client';
import { useCallback, useMemo } from 'react';
import { parseSort, sortText } from '@/components/table/column';
import { ColumnGuide } from '@/components/table/column-guide';
import { countWords } from '@/components/table/count-words';
import { FilterBar } from '@/components/table/filter-bar';
import { LiveTable } from '@/components/table/live-table';
import { TableStatus } from '@/components/table/table-status';
import { isOld } from '@/components/table/told-records';
import { useHasPicture, useIsCounted } from '@/components/table/use-has-picture';
import { useOrdered } from '@/components/table/use-ordered';
import { useSites } from '@/components/table/use-sites';
import { useSourceFreshness } from '@/components/table/use-source-freshness';
import { useToldQueues } from '@/components/table/use-told';
import { useUrlState } from '@/components/table/use-url-state';
import type { QueueRecord } from '@/lib/floor/records';
import { filterQueues, type QueueFilter } from './filter-queues';
import { queueColumns } from './queue-columns';
import { QueueDrawer } from './queue-drawer';
import { QueueFilters } from './queue-filters';
import { QueueListRow } from './queue-list-row';
import { useQueueStandings } from './use-queue-standings';

const defaultSort = { key: 'attention', descending: false };
const noFilter = { q: null, site: null, only: null };

/** Every queue of every site in one live table. */
export function QueuesPage() {
  const [params, change] = useUrlState();
  const queues = useToldQueues();
  const siteOf = useSites();
  const standingOf = useQueueStandings();
  const freshness = useSourceFreshness('live');
  const hasPicture = useHasPicture();
  const isCounted = useIsCounted();
  const columns = useMemo(() => queueColumns({ siteOf, standingOf }), [siteOf, standingOf]);
  const sort = parseSort(params.get('sort'), columns, defaultSort);
  const [query, site, only] = [params.get('q') ?? '', params.get('site'), params.get('only')];
  const filter = useMemo((): QueueFilter => ({ query, site, only }), [query, site, only]);
  const shown = useMemo(
    () => filterQueues(queues, filter, { siteOf, standingOf }),
    [queues, filter, siteOf, standingOf],
  );
  const rows = useOrdered(shown, columns, sort);
  const openId = params.get('open');
  const open = (id: string | null) => change({ open: id });
  const clear = () => change(noFilter);
  const isFiltered = query !== '' || site !== null || only !== null;
  const listRow = useCallback(
    (queue: QueueRecord) => <QueueListRow queue={queue} site={siteOf(queue.sourceId)} standing={standingOf(queue)} />,
    [siteOf, standingOf],
  );
  return (
    <>
      <FilterBar
        title="Queues"
        count={countWords(rows.length, queues.length, isFiltered, isCounted)}
        filterKey={`${query}|${site}|${only}`}
        query={query}
        onQuery={(q) => change({ q })}
        placeholder="Find a queue or site"
        guide={<ColumnGuide columns={columns} />}
        onClear={isFiltered ? clear : null}
      >
        <QueueFilters queues={queues} standingOf={standingOf} filter={filter} onChange={change} />
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
          listRow={listRow}
          isOld={(queue) => isOld(freshness(queue.sourceId))}
          isLoading={!hasPicture}
          empty={<TableStatus kind="queues" total={queues.length} onClear={clear} />}
        />
        {openId ? <QueueDrawer key={openId} id={openId} standingOf={standingOf} onClose={() => open(null)} /> : null}
      </div>
    </>
  );
}
