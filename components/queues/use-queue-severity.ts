'use client';
import { useCallback, useMemo } from 'react';
import type { GroupQueueRecord, QueueRecord } from '@/lib/floor/records';
import { type QueueSeverity, severityOf } from '@/lib/floor/severity';
import { useNow, useRecords } from '@/lib/live/use-floor';

const none: readonly GroupQueueRecord[] = [];

/** Severity by queue, judged against the vendor's own levels where it has some; looked at anew every five seconds. */
export function useQueueSeverity(): (queue: QueueRecord) => QueueSeverity {
  const groupQueues = useRecords('groupQueues');
  const now = useNow(5000);
  const levels = useMemo(() => {
    const byQueue = new Map<string, GroupQueueRecord[]>();
    for (const one of groupQueues) byQueue.set(one.queueId, [...(byQueue.get(one.queueId) ?? []), one]);
    return byQueue;
  }, [groupQueues]);
  return useCallback((queue: QueueRecord) => severityOf(queue, levels.get(queue.id) ?? none, now), [levels, now]);
}
