'use client';
import { useCallback, useMemo } from 'react';
import { TablePage } from '@/components/table/table-page';
import { useSites } from '@/components/table/use-sites';
import { useTableUrl } from '@/components/table/use-table-url';
import { useToldAgents } from '@/components/table/use-told';
import type { AgentRecord } from '@/lib/floor/records';
import { agentColumns } from './agent-columns';
import { AgentDrawer } from './agent-drawer';
import { AgentFilters } from './agent-filters';
import { AgentListRow } from './agent-list-row';
import { filterAgents } from './filter-agents';

const filters = ['q', 'site', 'state'] as const;

/** Every agent of every site in one live table. */
export function AgentsPage() {
  const url = useTableUrl(filters);
  const agents = useToldAgents();
  const siteOf = useSites();
  const columns = useMemo(() => agentColumns(siteOf), [siteOf]);
  const { q, site, state } = url.filter;
  const filter = useMemo(() => ({ query: q ?? '', site, state }), [q, site, state]);
  const shown = useMemo(() => filterAgents(agents, filter, siteOf), [agents, filter, siteOf]);
  const listRow = useCallback(
    (agent: AgentRecord) => <AgentListRow agent={agent} site={siteOf(agent.sourceId)} />,
    [siteOf],
  );
  return (
    <TablePage<AgentRecord>
      title="Agents"
      kind="agents"
      placeholder="Find an agent, team or site"
      url={url}
      total={agents.length}
      shown={shown}
      columns={columns}
      defaultSort={{ key: 'state', descending: false }}
      chips={<AgentFilters agents={agents} filter={filter} onChange={url.change} />}
      listRow={listRow}
      drawer={(id, close) => <AgentDrawer key={id} id={id} onClose={close} />}
    />
  );
}
