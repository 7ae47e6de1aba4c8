'use client';
import { intentStanding, intentTitle, isPending } from '@/lib/commands/describe-intent';
import { intentsOn } from '@/lib/commands/intents-on';
import type { FloorStore } from '@/lib/live/floor-store';
import { useFloorSelector } from '@/lib/live/use-floor';
import { IntentMark, RefusedMark } from './intent-mark';
import { TickingStanding } from './intent-words';
import { useOutbox } from './outbox';
import { useQueueName } from './use-queue-name';

/** The newest thing asked of an agent and what came of it, in one line of a table. */
export function AgentAsked({ agentId }: { readonly agentId: string }) {
  const intent = useFloorSelector((store: FloorStore) => intentsOn(store.list('intents'), agentId)[0], ['intents']);
  const refused = useOutbox().refusals.get(agentId);
  const queueName = useQueueName();
  if (refused && !(intent && isPending(intent)))
    return (
      <span className="flex items-center gap-1.5 text-13" title={`${refused.title}: refused: ${refused.message}`}>
        <RefusedMark />
        <span className="truncate">
          {refused.title}: refused: {refused.message}
        </span>
      </span>
    );
  if (!intent) return null;
  const title = intentTitle(intent, queueName);
  const standing = isPending(intent) ? <TickingStanding intent={intent} /> : intentStanding(intent, 0);
  // As it stands without the seconds, which a title would not count down.
  const whole = isPending(intent) ? title : `${title}: ${intentStanding(intent, 0)}`;
  return (
    <span className="flex items-center gap-1.5 text-13" title={`${whole}, by ${intent.by}`}>
      <IntentMark intent={intent} />
      <span className="truncate">
        {title}: {standing}
      </span>
    </span>
  );
}
