'use client';
import { formatDuration } from '@/components/ui/format';
import { KnownText } from '@/components/ui/known-text';
import type { QueueRecord } from '@/lib/floor/records';
import { useNow } from '@/lib/live/use-floor';
import { QueueFigure } from './queue-figure';

/** Ticks by itself, so that the row around it is drawn only when its record changes. */
export function QueueLongestWait({
  queue,
}: {
  readonly queue: Pick<QueueRecord, 'sourceId' | 'waiting' | 'oldestWaitSince'>;
}) {
  const now = useNow();
  if (queue.waiting === 0) return <KnownText text="0:00" isQuiet />;
  const text = formatDuration(queue.oldestWaitSince === null ? null : now - queue.oldestWaitSince);
  return <QueueFigure queue={queue} what="waiting" text={text} />;
}
