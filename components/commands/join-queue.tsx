'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { agentObstacle } from '@/lib/commands/possible';
import type { AgentRecord, MembershipRecord } from '@/lib/floor/records';
import { useRecord, useRecords } from '@/lib/live/use-floor';
import { useChoices } from '@/lib/queries/commands';
import { Choice } from './choice';
import { useCommand } from './use-command';
import { useCommandRights, useCommandVendor } from './use-command-vendor';

interface JoinQueueProps {
  readonly agent: AgentRecord;
  readonly memberships: readonly MembershipRecord[];
}

/** Queues the vendor lets this agent join that it is not a member of yet. */
export function JoinQueue({ agent, memberships }: JoinQueueProps) {
  const vendor = useCommandVendor(agent.sourceId);
  const rights = useCommandRights();
  const source = useRecord('sources', agent.sourceId);
  const canJoin = rights.agents && agentObstacle('join', { agent, source, vendor }) === null;
  const choices = useChoices(canJoin ? agent.id : null);
  const queues = useRecords('queues');
  const known = new Set(memberships.map(({ queueId }) => queueId));
  const others = (choices.data?.queues ?? []).flatMap(({ queueId, levels }) => {
    const queue = known.has(queueId) ? undefined : queues.find(({ id }) => id === queueId);
    return queue ? [{ queue, levels }] : [];
  });
  if (!canJoin || others.length === 0) return null;
  return <JoinForm agent={agent} others={others} />;
}

interface Joinable {
  readonly queue: { readonly id: string; readonly name: string };
  readonly levels: readonly { readonly code: string; readonly label: string }[];
}

function JoinForm({ agent, others }: { readonly agent: AgentRecord; readonly others: readonly Joinable[] }) {
  const [queueId, setQueueId] = useState('');
  const [level, setLevel] = useState('');
  const { ask, dialog } = useCommand(agent.sourceId);
  const chosen = others.find(({ queue }) => queue.id === queueId);
  function join(): void {
    if (!chosen) return;
    ask({
      ...{ action: 'join', sourceId: agent.sourceId, targetId: agent.id, target: agent.name },
      fields: { queue: queueId, ...(level === '' ? {} : { level }) },
      title: `Join ${chosen.queue.name}`,
    });
  }
  return (
    <div className="mt-3 flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1">
        <Choice
          label="Another queue"
          none="Choose a queue"
          value={queueId}
          onChange={(id) => {
            setQueueId(id);
            setLevel('');
          }}
          options={others.map(({ queue }) => ({ code: queue.id, label: queue.name }))}
        />
      </div>
      {chosen && chosen.levels.length > 1 ? (
        <Choice label="Level" none="As it is" value={level} onChange={setLevel} options={chosen.levels} />
      ) : null}
      <Button isBusy={!chosen} aria-label={`Join ${chosen?.queue.name ?? 'the chosen queue'}`} onClick={join}>
        Join
      </Button>
      {dialog}
    </div>
  );
}
