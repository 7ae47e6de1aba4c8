'use client';
import { useMemo } from 'react';
import { FilterChip } from '@/components/table/filter-bar';
import { SiteFilters } from '@/components/table/site-filters';
import type { UrlState } from '@/components/table/use-url-state';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { formatCount } from '@/components/ui/format';
import type { AgentRecord, AgentState } from '@/lib/floor/records';
import { stateOrder } from './agent-columns';
import type { AgentFilter } from './filter-agents';

interface AgentFiltersProps {
  readonly agents: readonly AgentRecord[];
  readonly filter: AgentFilter;
  readonly onChange: (change: UrlState) => void;
}

/** A chip per state, with how many agents stand behind it, and one per site. */
export function AgentFilters({ agents, filter, onChange }: AgentFiltersProps) {
  const { site, state } = filter;
  const counts = useMemo(() => countByState(agents, site), [agents, site]);
  return (
    <>
      {stateOrder.map((one) => (
        <FilterChip key={one} on={state === one} onToggle={() => onChange({ state: state === one ? null : one })}>
          <AgentGlyph state={one} size={12} decorative />
          {agentStateLabel[one]} {agents.length === 0 ? '' : formatCount(counts[one])}
        </FilterChip>
      ))}
      <SiteFilters site={site} onChange={onChange} />
    </>
  );
}

type Counts = Readonly<Record<AgentState, number>>;

function countByState(agents: readonly AgentRecord[], site: string | null): Counts {
  const counts = Object.fromEntries(stateOrder.map((state) => [state, 0])) as Record<AgentState, number>;
  for (const { sourceId, state } of agents) if (site === null || sourceId === site) counts[state] += 1;
  return counts;
}
