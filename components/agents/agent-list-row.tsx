import { AgentAsked } from '@/components/commands/agent-asked';
import { SiteCell } from '@/components/table/site-cell';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import type { AgentRecord } from '@/lib/floor/records';
import { AgentStateTime } from './agent-state-time';

interface AgentListRowProps {
  readonly agent: AgentRecord;
  readonly site: string;
  /** What was asked of the agent is shown. */
  readonly isActing: boolean;
}

/** An agent in two lines, where the table is a list. */
export function AgentListRow({ agent, site, isActing }: AgentListRowProps) {
  return (
    <div className="flex items-center gap-3">
      <AgentGlyph state={agent.state} size={16} decorative />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{agent.name}</p>
        <div className="flex gap-2 text-12 text-dim">
          <SiteCell sourceId={agent.sourceId} name={site} />
          <span className="truncate">{agent.team}</span>
        </div>
        {isActing ? <AgentAsked agentId={agent.id} /> : null}
      </div>
      <div className="max-w-[45%] shrink-0 text-right">
        <p>{agentStateLabel[agent.state]}</p>
        <p className="flex justify-end gap-1.5 text-12 tabular-nums text-dim">
          <span className="truncate">{agent.pauseReason}</span>
          <AgentStateTime agent={agent} />
        </p>
      </div>
    </div>
  );
}
