'use client';
import { useMemo, useRef } from 'react';
import { useSourceFreshness } from '@/components/table/use-source-freshness';
import type { GroupQueueRecord, QueueRecord } from '@/lib/floor/records';
import { useNow, useRecords } from '@/lib/live/use-floor';
import { notKnown, type QueueStanding, sameStanding, standingOf } from './queue-standing';

const none: readonly GroupQueueRecord[] = [];

export type StandingOf = (queue: QueueRecord) => QueueStanding;

/**
 * What each queue calls for, judged against the vendor's own levels where it has some, every five seconds and when a
 * queue changes; the same function until one of the answers is another one.
 */
export function useQueueStandings(): StandingOf {
  const queues = useRecords('queues');
  const groupQueues = useRecords('groupQueues');
  const freshness = useSourceFreshness('live');
  const now = useNow(5000);
  const levels = useMemo(() => levelsByQueue(groupQueues), [groupQueues]);
  const judged = useMemo(
    () =>
      new Map(
        queues.map((queue) => [
          queue.id,
          standingOf(queue, levels.get(queue.id) ?? none, freshness(queue.sourceId), now),
        ]),
      ),
    [queues, levels, freshness, now],
  );
  const held = useRef(judged);
  if (!sameStandings(held.current, judged)) held.current = judged;
  const kept = held.current;
  return useMemo(() => (queue) => kept.get(queue.id) ?? notKnown, [kept]);
}

function levelsByQueue(groupQueues: readonly GroupQueueRecord[]): ReadonlyMap<string, readonly GroupQueueRecord[]> {
  const byQueue = new Map<string, GroupQueueRecord[]>();
  for (const one of groupQueues) {
    const levels = byQueue.get(one.queueId);
    if (levels) levels.push(one);
    else byQueue.set(one.queueId, [one]);
  }
  return byQueue;
}

function sameStandings(a: ReadonlyMap<string, QueueStanding>, b: ReadonlyMap<string, QueueStanding>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [id, standing] of b) if (!sameStanding(a.get(id), standing)) return false;
  return true;
}
