'use client';
import { useCallback, useMemo } from 'react';
import { TablePage } from '@/components/table/table-page';
import { useSites } from '@/components/table/use-sites';
import { useTableUrl } from '@/components/table/use-table-url';
import { useToldQueues } from '@/components/table/use-told';
import type { QueueRecord } from '@/lib/floor/records';
import { filterQueues } from './filter-queues';
import { queueColumns } from './queue-columns';
import { QueueDrawer } from './queue-drawer';
import { QueueFilters } from './queue-filters';
import { QueueListRow } from './queue-list-row';
import { useQueueStandings } from './use-queue-standings';

const filters = ['q', 'site', 'only'] as const;

/** Every queue of every site in one live table. */
export function QueuesPage() {
  const url = useTableUrl(filters);
  const queues = useToldQueues();
  const siteOf = useSites();
  const standingOf = useQueueStandings();
  const lookups = useMemo(() => ({ siteOf, standingOf }), [siteOf, standingOf]);
  const columns = useMemo(() => queueColumns(lookups), [lookups]);
  const { q, site, only } = url.filter;
  const filter = useMemo(() => ({ query: q ?? '', site, only }), [q, site, only]);
  const shown = useMemo(() => filterQueues(queues, filter, lookups), [queues, filter, lookups]);
  const listRow = useCallback(
    (queue: QueueRecord) => <QueueListRow queue={queue} site={siteOf(queue.sourceId)} standing={standingOf(queue)} />,
    [siteOf, standingOf],
  );
  return (
    <TablePage<QueueRecord>
      title="Queues"
      kind="queues"
      placeholder="Find a queue or site"
      url={url}
      total={queues.length}
      shown={shown}
      columns={columns}
      defaultSort={{ key: 'attention', descending: false }}
      chips={<QueueFilters queues={queues} standingOf={standingOf} filter={filter} onChange={url.change} />}
      listRow={listRow}
      drawer={(id, close) => <QueueDrawer key={id} id={id} standingOf={standingOf} onClose={close} />}
    />
  );
}
