import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import type { AgentRecord } from '@/lib/floor/records';
import { AgentStateTime } from './agent-state-time';

/** An agent in two lines, for a phone. */
export function AgentPhoneRow({ agent, site }: { readonly agent: AgentRecord; readonly site: string }) {
  return (
    <div className="flex items-center gap-3">
      <AgentGlyph state={agent.state} size={16} decorative />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{agent.name}</p>
        <p className="truncate text-12 text-dim">
          {site}
          {agent.pauseReason ? `, ${agent.pauseReason}` : ''}
        </p>
      </div>
      <div className="text-right">
        <p>{agentStateLabel[agent.state]}</p>
        <p className="text-12 tabular-nums text-dim">
          <AgentStateTime agent={agent} />
        </p>
      </div>
    </div>
  );
}
