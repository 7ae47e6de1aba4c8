'use client';
import { useSites } from '@/components/table/use-sites';
import type { CommandAction } from '@/lib/commands/actions';
import type { Chosen } from '@/lib/commands/plan';
import type { QueueRecord } from '@/lib/floor/records';
import { useFloorSource } from '@/lib/live/floor-context';
import { useRecords } from '@/lib/live/use-floor';
import { Choice } from './choice';

interface GroupQueueFieldProps {
  readonly action: CommandAction;
  readonly group: readonly Chosen[];
  readonly value: string;
  readonly onChange: (queueId: string) => void;
}

/** To join: every queue of the systems these agents work on. To leave: those that at least one of them serves. */
export function GroupQueueField({ action, group, value, onChange }: GroupQueueFieldProps) {
  const { store } = useFloorSource();
  const siteOf = useSites();
  const queues = useRecords('queues');
  const places = group.flatMap(({ place }) => place ?? []);
  const able = places.filter(({ vendor }) => vendor.commands.includes(action));
  const sources = new Set(able.map(({ agent }) => agent.sourceId));
  const served = new Set(
    action === 'leave'
      ? able.flatMap(({ agent }) =>
          store.membershipsOfAgent(agent.id).flatMap(({ queueId, serving }) => (serving ? queueId : [])),
        )
      : [],
  );
  const isOffered = ({ id, sourceId }: QueueRecord) =>
    action === 'leave' ? served.has(id) || id === value : sources.has(sourceId);
  const options = queues
    .filter(isOffered)
    .map(({ id, name, sourceId }) => ({ code: id, label: sources.size > 1 ? `${name} (${siteOf(sourceId)})` : name }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return <Choice label="Queue" none="Choose a queue" value={value} onChange={onChange} options={options} />;
}
