'use client';
import { intentStanding, intentTitle, isPending } from '@/lib/commands/describe-intent';
import type { IntentRecord } from '@/lib/floor/records';
import { useNow } from '@/lib/live/use-floor';
import { IntentMark } from './intent-mark';
import { useQueueName } from './use-queue-name';

/** What was asked and how it stands; ticks only while there is something to count. */
export function IntentWords({ intent }: { readonly intent: IntentRecord }) {
  const title = intentTitle(intent, useQueueName());
  return (
    <>
      <IntentMark intent={intent} />
      <span className="min-w-0 wrap-anywhere">
        <span className="font-medium">{title}</span>
        {': '}
        {isPending(intent) ? <TickingStanding intent={intent} /> : intentStanding(intent, 0)}
      </span>
    </>
  );
}

export function TickingStanding({ intent }: { readonly intent: IntentRecord }) {
  return <>{intentStanding(intent, useNow())}</>;
}
