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
import { useAgentCommands } from './use-agent-commands';

const filters = ['q', 'site', 'state'] as const;

/** Every agent of every site in one live table. */
export function AgentsPage() {
  const url = useTableUrl(filters);
  const agents = useToldAgents();
  const siteOf = useSites();
  const { q, site, state } = url.filter;
  const filter = useMemo(() => ({ query: q ?? '', site, state }), [q, site, state]);
  const shown = useMemo(() => filterAgents(agents, filter, siteOf), [agents, filter, siteOf]);
  const { canAct, ...commands } = useAgentCommands(agents, shown);
  const columns = useMemo(() => agentColumns(siteOf, canAct), [siteOf, canAct]);
  const listRow = useCallback(
    (agent: AgentRecord) => <AgentListRow agent={agent} site={siteOf(agent.sourceId)} isActing={canAct} />,
    [siteOf, canAct],
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
      {...commands}
      drawer={(id, close) => <AgentDrawer key={id} id={id} onClose={close} />}
    />
  );
}
