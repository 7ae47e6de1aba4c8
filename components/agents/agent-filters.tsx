'use client';
import { useMemo } from 'react';
import { FilterChip } from '@/components/table/filter-bar';
import type { UrlState } from '@/components/table/use-url-state';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import type { AgentRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import { stateOrder } from './agent-columns';

interface AgentFiltersProps {
  readonly agents: readonly AgentRecord[];
  readonly site: string | null;
  readonly state: string | null;
  readonly onChange: (change: UrlState) => void;
}

/** A chip per site and per state, with how many agents stand behind it. */
export function AgentFilters({ agents, site, state, onChange }: AgentFiltersProps) {
  const sources = useRecords('sources');
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const agent of agents) {
      if (site !== null && agent.sourceId !== site) continue;
      found.set(agent.state, (found.get(agent.state) ?? 0) + 1);
    }
    return found;
  }, [agents, site]);
  return (
    <>
      {stateOrder.map((one) => (
        <FilterChip key={one} on={state === one} onToggle={() => onChange({ state: state === one ? null : one })}>
          <AgentGlyph state={one} size={12} decorative />
          {agentStateLabel[one]} {counts.get(one) ?? 0}
        </FilterChip>
      ))}
      <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />
      {sources.map((source) => (
        <FilterChip
          key={source.id}
          on={site === source.id}
          onToggle={() => onChange({ site: site === source.id ? null : source.id })}
        >
          {source.name}
        </FilterChip>
      ))}
    </>
  );
}
