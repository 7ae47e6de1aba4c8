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
import { useToldAgents } from '@/components/table/use-told';
import { useUrlState } from '@/components/table/use-url-state';
import type { AgentRecord } from '@/lib/floor/records';
import { agentColumns } from './agent-columns';
import { AgentDrawer } from './agent-drawer';
import { AgentFilters } from './agent-filters';
import { AgentListRow } from './agent-list-row';
import { type AgentFilter, filterAgents } from './filter-agents';

const defaultSort = { key: 'state', descending: false };
const noFilter = { q: null, site: null, state: null };

/** Every agent of every site in one live table. */
export function AgentsPage() {
  const [params, change] = useUrlState();
  const agents = useToldAgents();
  const siteOf = useSites();
  const freshness = useSourceFreshness('live');
  const hasPicture = useHasPicture();
  const isCounted = useIsCounted();
  const columns = useMemo(() => agentColumns(siteOf), [siteOf]);
  const sort = parseSort(params.get('sort'), columns, defaultSort);
  const [query, site, state] = [params.get('q') ?? '', params.get('site'), params.get('state')];
  const filter = useMemo((): AgentFilter => ({ query, site, state }), [query, site, state]);
  const shown = useMemo(() => filterAgents(agents, filter, siteOf), [agents, filter, siteOf]);
  const rows = useOrdered(shown, columns, sort);
  const openId = params.get('open');
  const open = (id: string | null) => change({ open: id });
  const clear = () => change(noFilter);
  const isFiltered = query !== '' || site !== null || state !== null;
  const listRow = useCallback(
    (agent: AgentRecord) => <AgentListRow agent={agent} site={siteOf(agent.sourceId)} />,
    [siteOf],
  );
  return (
    <>
      <FilterBar
        title="Agents"
        count={countWords(rows.length, agents.length, isFiltered, isCounted)}
        filterKey={`${query}|${site}|${state}`}
        query={query}
        onQuery={(q) => change({ q })}
        placeholder="Find an agent, team or site"
        guide={<ColumnGuide columns={columns} />}
        onClear={isFiltered ? clear : null}
      >
        <AgentFilters agents={agents} filter={filter} onChange={change} />
      </FilterBar>
      <div className="flex min-h-0 flex-1 gap-4">
        <LiveTable<AgentRecord>
          label="Agents"
          rows={rows}
          columns={columns}
          sort={sort}
          onSort={(next) => change({ sort: sortText(next) })}
          selectedId={openId}
          onSelect={open}
          listRow={listRow}
          isOld={(agent) => isOld(freshness(agent.sourceId))}
          isLoading={!hasPicture}
          empty={<TableStatus kind="agents" total={agents.length} onClear={clear} />}
        />
        {openId ? <AgentDrawer key={openId} id={openId} onClose={() => open(null)} /> : null}
      </div>
    </>
  );
}
