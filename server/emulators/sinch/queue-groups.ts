import type { CentreQueue } from '@/server/emulators/centre-types';
import { notFound } from './failure';
import { checkedGuid, guidOf } from './guid';
import { pageOf, type Row } from './list-query';
import type { SinchGroup } from './settings';
import { channelName, channelNames, queueGuid, type World } from './world';

const everything = 'ALL_QUEUES';

/** `GET /queueGroups`; one id among the GUIDs is the word ALL_QUEUES. */
export function queueGroupList(world: World, parameters: URLSearchParams): Row[] {
  const ids = parameters.get('id')?.split(',').map(groupId);
  const rows = groupRows(world, parameters).filter((row) => !ids || ids.includes(String(row.id)));
  return pageOf(rows, parameters, 'name');
}

/** `GET /queueGroups/{queueGroupId}`. */
export function queueGroupRecord(world: World, id: string, parameters: URLSearchParams): Row {
  const wanted = groupId(id);
  const found = groupRows(world, parameters).find((row) => row.id === wanted);
  if (!found) throw notFound();
  return found;
}

const groupId = (text: string): string => (text === everything ? everything : checkedGuid(text.trim()));

function groupRows(world: World, parameters: URLSearchParams): Row[] {
  const withLevels = ['1', 'true'].includes(parameters.get('showThresholds') ?? '');
  const row = (id: string, name: string, queues: readonly CentreQueue[]): Row => ({
    id,
    name,
    queues: { queue: queues.map((queue) => queueRow(world, queue, withLevels)) },
  });
  const groups = (world.settings.groups ?? perChannel(world)).map(({ id, name, queueIds }) =>
    row(
      guidOf(world.centre, 'group', id),
      name,
      world.centre.queues.filter((queue) => queueIds.includes(queue.id)),
    ),
  );
  return [...groups, row(everything, everything, world.centre.queues)];
}

function perChannel(world: World): SinchGroup[] {
  return Object.entries(channelNames)
    .map(([channel, name]) => ({
      id: channel,
      name: `${name} queues`,
      queueIds: world.centre.queues.filter((queue) => queue.channel === channel).map((queue) => queue.id),
    }))
    .filter(({ queueIds }) => queueIds.length > 0);
}

/** Levels are set queue by queue: in the vendor's example one queue has nothing but those of the service level. */
function queueRow(world: World, queue: CentreQueue, withLevels: boolean): Row {
  const row = { id: queueGuid(world, queue.id), name: queue.name, type: channelName(queue.channel) };
  if (!withLevels) return row;
  const levels = queue.channel === 'phone' ? liveLevels(queue) : {};
  return { ...row, ...levels, serviceLevelCriticalLevel: 50, serviceLevelWarningLevel: 80 };
}

function liveLevels(queue: CentreQueue): Row {
  return {
    // Nobody free for a moment is everyday life in a busy queue: a site that runs well sets a warning at most.
    freeAgentWarningLevel: 0,
    interactionsCriticalLevel: 6,
    interactionsWarningLevel: 3,
    maxWaitTimeCriticalLevel: queue.answerWithinMs * 6,
    maxWaitTimeWarningLevel: queue.answerWithinMs * 3,
    servingAgentCriticalLevel: 1,
    servingAgentWarningLevel: 2,
  };
}
