import { recordId } from '@/lib/floor/ids';
import type { GroupQueueRecord, GroupRecord } from '@/lib/floor/records';
import type { GroupQueue, QueueGroup } from './payloads';

/** Queue groups with their alarm levels; the levels of one queue may differ between groups. */
export function normalizeGroups(
  groups: readonly QueueGroup[],
  sourceId: string,
): { groups: GroupRecord[]; groupQueues: GroupQueueRecord[] } {
  const groupQueues = new Map<string, GroupQueueRecord>();
  for (const group of groups)
    for (const queue of group.queues ?? []) {
      const record = toGroupQueue(group, queue, sourceId);
      groupQueues.set(record.id, record);
    }
  return {
    groups: groups.map(({ id, name }) => ({ id: recordId(sourceId, id), sourceId, name: name ?? id })),
    groupQueues: [...groupQueues.values()],
  };
}

function toGroupQueue(group: QueueGroup, queue: GroupQueue, sourceId: string): GroupQueueRecord {
  return {
    id: recordId(sourceId, `${group.id}:${queue.id}`),
    sourceId,
    groupId: recordId(sourceId, group.id),
    queueId: recordId(sourceId, queue.id),
    waitingWarning: queue.interactionsWarningLevel,
    waitingCritical: queue.interactionsCriticalLevel,
    longestWaitWarningMs: queue.maxWaitTimeWarningLevel,
    longestWaitCriticalMs: queue.maxWaitTimeCriticalLevel,
    freeAgentsWarning: queue.freeAgentWarningLevel,
    freeAgentsCritical: queue.freeAgentCriticalLevel,
    servingAgentsWarning: queue.servingAgentWarningLevel,
    servingAgentsCritical: queue.servingAgentCriticalLevel,
    serviceLevelWarning: fractionOf(queue.serviceLevelWarningLevel),
    serviceLevelCritical: fractionOf(queue.serviceLevelCriticalLevel),
  };
}

function fractionOf(percent: number | null): number | null {
  return percent === null || percent < 0 || percent > 100 ? null : percent / 100;
}
