'use client';
import { formatDuration } from '@/components/ui/format';
import type { QueueRecord } from '@/lib/floor/records';
import { useNow } from '@/lib/live/use-floor';

/** Ticks by itself, so that the row around it is drawn only when its record changes. */
export function QueueLongestWait({ queue }: { readonly queue: Pick<QueueRecord, 'waiting' | 'oldestWaitSince'> }) {
  const now = useNow();
  if (queue.waiting === 0) return <span className="text-dim">0:00</span>;
  return <>{formatDuration(queue.oldestWaitSince === null ? null : now - queue.oldestWaitSince)}</>;
}
