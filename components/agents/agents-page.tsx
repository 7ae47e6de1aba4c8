'use client';
import { useMemo } from 'react';
import { parseSort, sortText } from '@/components/table/column';
import { ClearFilters, FilterBar } from '@/components/table/filter-bar';
import { LiveTable } from '@/components/table/live-table';
import { TableStatus } from '@/components/table/table-status';
import { useNarrow } from '@/components/table/use-narrow';
import { useOrdered } from '@/components/table/use-ordered';
import { useSites } from '@/components/table/use-sites';
import { useSourceFreshness } from '@/components/table/use-source-freshness';
import { useUrlState } from '@/components/table/use-url-state';
import { hasWords } from '@/components/ui/fold-text';
import type { AgentRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import { agentColumns } from './agent-columns';
import { AgentDrawer } from './agent-drawer';
import { AgentFilters } from './agent-filters';
import { AgentPhoneRow } from './agent-phone-row';

const defaultSort = { key: 'state', descending: false };

/** Every agent of every site in one live table. */
export function AgentsPage() {
  const [params, change] = useUrlState();
  const agents = useRecords('agents');
  const siteOf = useSites();
  const freshness = useSourceFreshness('live');
  const narrow = useNarrow();
  const columns = useMemo(() => agentColumns(siteOf), [siteOf]);
  const sort = parseSort(params.get('sort'), columns, defaultSort);
  const query = params.get('q') ?? '';
  const site = params.get('site');
  const state = params.get('state');
  const shown = useMemo(
    () =>
      agents.filter(
        (agent) =>
          (site === null || agent.sourceId === site) &&
          (state === null || agent.state === state) &&
          (query === '' ||
            hasWords(`${agent.name} ${agent.extension ?? ''} ${agent.team ?? ''} ${siteOf(agent.sourceId)}`, query)),
      ),
    [agents, query, site, state, siteOf],
  );
  const rows = useOrdered(shown, columns, sort);
  const openId = params.get('open');
  const open = (id: string | null) => change({ open: id });
  const clear = () => change({ q: null, site: null, state: null });
  const filtered = query !== '' || site !== null || state !== null;
  return (
    <>
      <FilterBar
        title="Agents"
        count={filtered ? `${rows.length} of ${agents.length}` : `${agents.length}`}
        query={query}
        onQuery={(q) => change({ q })}
        placeholder="Find an agent, team or site"
      >
        <AgentFilters agents={agents} site={site} state={state} onChange={change} />
        <ClearFilters shown={filtered} onClear={clear} />
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
          narrow={narrow}
          phoneRow={(agent) => <AgentPhoneRow agent={agent} site={siteOf(agent.sourceId)} />}
          isStale={(agent) => ['stale', 'gone', 'never'].includes(freshness(agent.sourceId))}
          empty={<TableStatus kind="agents" total={agents.length} onClear={clear} />}
        />
        {openId ? <AgentDrawer key={openId} id={openId} onClose={() => open(null)} /> : null}
      </div>
    </>
  );
}
