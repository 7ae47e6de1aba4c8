'use client';
import { formatDuration } from '@/components/ui/format';
import { KnownText } from '@/components/ui/known-text';
import type { QueueRecord } from '@/lib/floor/records';
import { useNow } from '@/lib/live/use-floor';

/** Ticks by itself, so that the row around it is drawn only when its record changes. */
export function QueueLongestWait({ queue }: { readonly queue: Pick<QueueRecord, 'waiting' | 'oldestWaitSince'> }) {
  const now = useNow();
  if (queue.waiting === 0) return <KnownText text="0:00" isQuiet />;
  return <KnownText text={formatDuration(queue.oldestWaitSince === null ? null : now - queue.oldestWaitSince)} />;
}
