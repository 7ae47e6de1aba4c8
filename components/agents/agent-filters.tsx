'use client';
import { useMemo } from 'react';
import { FilterChip } from '@/components/table/filter-bar';
import { SiteFilters } from '@/components/table/site-filters';
import { useEachBeat } from '@/components/table/use-each-beat';
import type { UrlState } from '@/components/table/use-url-state';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { formatCount } from '@/components/ui/format';
import type { AgentRecord } from '@/lib/floor/records';
import { stateOrder } from './agent-columns';
import type { AgentFilter } from './filter-agents';
import { StateCounts } from './state-counts';

interface AgentFiltersProps {
  readonly agents: readonly AgentRecord[];
  readonly filter: AgentFilter;
  readonly onChange: (change: UrlState) => void;
}

/** A chip per state, with how many agents stand behind it, and one per site. */
export function AgentFilters({ agents, filter, onChange }: AgentFiltersProps) {
  const { site, state } = filter;
  const held = useMemo(() => new StateCounts(site), [site]);
  const seen = useEachBeat(agents, agents.length === 0 ? 'none' : 'some');
  const counts = useMemo(() => held.update(seen), [held, seen]);
  return (
    <>
      {stateOrder.map((one) => (
        <FilterChip
          key={one}
          on={state === one}
          onToggle={() => onChange({ state: state === one ? null : one })}
          count={agents.length === 0 ? '' : formatCount(counts[one])}
        >
          <AgentGlyph state={one} size={12} decorative />
          {agentStateLabel[one]}
        </FilterChip>
      ))}
      <SiteFilters site={site} onChange={onChange} />
    </>
  );
}
