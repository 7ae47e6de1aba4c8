import { recordId } from '@/lib/floor/ids';
import type { GroupQueueRecord, GroupRecord } from '@/lib/floor/records';
import { noLevels } from '@/lib/floor/unknown-fields';
import type { Scene } from './scene';

/** Composites whose every part is on the floor: half a group would look like a whole one. */
export function groupRecords(scene: Scene): { groups: GroupRecord[]; groupQueues: GroupQueueRecord[] } {
  const { sourceId } = scene.context;
  const whole = scene.directory.composites.filter(({ parts }) => parts.every((part) => scene.queueIds.has(part)));
  const groups = whole.map(({ key, name }): GroupRecord => ({ id: recordId(sourceId, key), sourceId, name }));
  const groupQueues = whole.flatMap(({ key, parts }) =>
    parts.map(
      (part): GroupQueueRecord => ({
        id: recordId(sourceId, `${key}/${part}`),
        sourceId,
        groupId: recordId(sourceId, key),
        queueId: recordId(sourceId, part),
        ...noLevels,
      }),
    ),
  );
  return { groups, groupQueues };
}
