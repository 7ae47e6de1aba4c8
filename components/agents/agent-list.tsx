'use client';
import { useToldAgent } from '@/components/table/use-told';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { AgentStateTime } from './agent-state-time';

const most = 60;

/** Agents by id: state, name, time in state. */
export function AgentList({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return <p className="text-14 text-dim">Nobody now.</p>;
  return (
    <ul className="flex flex-col gap-1.5">
      {ids.slice(0, most).map((id) => (
        <AgentLine key={id} id={id} />
      ))}
      {ids.length > most ? <li className="text-12 text-dim">and {ids.length - most} more</li> : null}
    </ul>
  );
}

function AgentLine({ id }: { readonly id: string }) {
  const agent = useToldAgent(id);
  if (!agent) return null;
  return (
    <li className="flex items-center gap-2 text-14">
      <AgentGlyph state={agent.state} size={14} decorative />
      <span className="min-w-0 flex-1 truncate">{agent.name}</span>
      <span className="shrink-0 text-12 text-dim">{agentStateLabel[agent.state]}</span>
      <span className="w-16 shrink-0 text-right">
        <AgentStateTime agent={agent} />
      </span>
    </li>
  );
}
