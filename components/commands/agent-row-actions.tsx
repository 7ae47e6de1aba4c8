'use client';
import { LogIn, MessageSquare, Pause, Play } from 'lucide-react';
import { type CommandAction, commandActions } from '@/lib/commands/actions';
import { agentObstacle, mayAsk } from '@/lib/commands/possible';
import type { AgentRecord } from '@/lib/floor/records';
import { useRecord } from '@/lib/live/use-floor';
import { undoMs } from './group-dialog';
import { useOutbox } from './outbox';
import { useCommandRights, useCommandVendor } from './use-command-vendor';

const rowActions = [
  { action: 'ready', icon: Play },
  { action: 'login', icon: LogIn },
  { action: 'pause', icon: Pause },
  { action: 'message-agent', icon: MessageSquare },
] as const;

/** These need nothing more to be known, and can be taken back. */
const atOnce: readonly CommandAction[] = ['ready', 'login'];

interface AgentRowActionsProps {
  readonly agent: AgentRecord;
  readonly onAsk: (action: CommandAction, agent: AgentRecord) => void;
}

/** What is asked of one agent most often, without leaving the table. */
export function AgentRowActions({ agent, onAsk }: AgentRowActionsProps) {
  const source = useRecord('sources', agent.sourceId);
  const vendor = useCommandVendor(agent.sourceId);
  const rights = useCommandRights();
  const { post } = useOutbox();
  const offered = rowActions.filter(
    ({ action }) => mayAsk(action, rights) && agentObstacle(action, { agent, source, vendor }) === null,
  );
  function ask(action: CommandAction): void {
    const words = `${commandActions[action].label} for ${agent.name}`;
    const orders = [{ action, targetId: agent.id, fields: {} }];
    if (atOnce.includes(action)) post({ orders, words, holdMs: undoMs, nameOf: () => agent.name });
    else onAsk(action, agent);
  }
  return offered.map(({ action, icon: Icon }) => (
    <button
      key={action}
      type="button"
      title={commandActions[action].label}
      aria-label={`${commandActions[action].label}: ${agent.name}`}
      onClick={() => ask(action)}
      className="grid h-7 w-7 place-items-center rounded-small border border-line bg-surface hover:border-dim"
    >
      <Icon aria-hidden size={14} />
    </button>
  ));
}
