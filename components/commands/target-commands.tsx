'use client';
import { DetailSection } from '@/components/table/detail-facts';
import { Button } from '@/components/ui/button';
import { commandActions } from '@/lib/commands/actions';
import { commandsFor } from '@/lib/commands/possible';
import { useRecord } from '@/lib/live/use-floor';
import { TargetIntents } from './target-intents';
import { useCommand } from './use-command';
import { useCommandRights, useCommandVendor } from './use-command-vendor';

interface TargetCommandsProps {
  readonly kind: 'queue' | 'source';
  readonly targetId: string;
  readonly sourceId: string;
  /** What the target is called. */
  readonly name: string;
  readonly title: string;
}

/** What can be asked of a queue or a source, a button each, and what came of it; nothing where nothing can. */
export function TargetCommands({ kind, targetId, sourceId, name, title }: TargetCommandsProps) {
  const vendor = useCommandVendor(sourceId);
  const rights = useCommandRights();
  const { ask, dialog } = useCommand(sourceId);
  const link = useRecord('sources', sourceId)?.link;
  const isThere = useRecord(kind === 'queue' ? 'queues' : 'sources', targetId) !== undefined;
  const actions = commandsFor(kind, vendor, rights);
  if (actions.length === 0 || !isThere || link === 'paused' || link === 'needs-attention') return null;
  return (
    <DetailSection title={title}>
      <div className="flex flex-wrap gap-2">
        {actions.map((action) => (
          <Button key={action} onClick={() => ask({ action, targetId, sourceId, target: name })}>
            {commandActions[action].label}
          </Button>
        ))}
      </div>
      <TargetIntents targetId={targetId} />
      {dialog}
    </DetailSection>
  );
}
