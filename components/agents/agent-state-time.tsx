'use client';
import { Duration } from '@/components/ui/duration';
import { unknownMark } from '@/components/ui/format';
import { KnownText } from '@/components/ui/known-text';
import type { AgentRecord } from '@/lib/floor/records';
import { useNow } from '@/lib/live/use-floor';

/** Ticks by itself, so that the row around it is drawn only when its record changes. */
export function AgentStateTime({ agent }: { readonly agent: AgentRecord }) {
  const now = useNow();
  if (agent.stateSince === null) return <KnownText text={unknownMark} />;
  return <Duration since={agent.stateSince} now={now} isAtLeast={agent.stateSinceIsReceipt} />;
}
