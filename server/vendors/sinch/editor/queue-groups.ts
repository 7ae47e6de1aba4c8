import type { FieldValues, RecordField } from '@/lib/editing/records';
import { seenField } from '@/server/vendors/editing/edit-field';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, textAt } from '@/server/vendors/editing/raw-record';
import { type GroupQueue, queueGroup } from '@/server/vendors/sinch/payloads';
import { readRaw, type SinchKind, seenOnly } from './agents';
import { gone, notKnown, readWhole } from './edit-call';

const withLevels = [['showThresholds', '1'] as const];
const noGroups = notKnown('This Sinch does not tell queue groups (HTTP 404)');

export const queueGroups: SinchKind = {
  kind: {
    id: 'queue-groups',
    label: 'Queue groups',
    one: 'queue group',
    help: 'Set at Sinch. Their warning and critical levels are those of the wall: of a queue in several groups the worst counts.',
    right: 'edit-queues',
    parent: null,
    ...seenOnly,
  },
  async list(context) {
    const rows = await readRaw(context, 'queueGroups', noGroups, withLevels);
    return rows.map(lineOf);
  },
  async read(context, { id }) {
    const words = gone('Sinch has no such queue group any more');
    const raw = await readWhole(context, `queueGroups/${pathSegment(id)}`, words, withLevels);
    const shown = queuesOf(raw).map(shownQueue);
    const fields = [seenField('name', 'text', 'Name'), ...shown.map(({ field }) => field)];
    const values: FieldValues = {
      name: textAt(raw, 'name'),
      ...Object.fromEntries(shown.map(({ field, levels }) => [field.name, levels])),
    };
    return freshRecord({ line: lineOf(raw), raw, fields, values, can: [] });
  },
};

function lineOf(raw: RawRecord) {
  const id = textAt(raw, 'id');
  const count = queuesOf(raw).length;
  const note = count === 1 ? '1 queue' : `${count} queues`;
  return { id, label: textAt(raw, 'name') || id, note, queueId: null };
}

const queuesOf = (raw: RawRecord): readonly GroupQueue[] => queueGroup.safeParse(raw).data?.queues ?? [];

interface Measure {
  readonly what: string;
  tell(level: number): string;
  readonly warning: keyof GroupQueue;
  readonly critical: keyof GroupQueue;
}

const measures: readonly Measure[] = [
  {
    what: 'Waiting',
    tell: (count) => `${count} or more`,
    warning: 'interactionsWarningLevel',
    critical: 'interactionsCriticalLevel',
  },
  {
    what: 'Longest wait',
    tell: (ms) => `${ms / 1000} s or more`,
    warning: 'maxWaitTimeWarningLevel',
    critical: 'maxWaitTimeCriticalLevel',
  },
  {
    what: 'Free agents',
    tell: (count) => `${count} or fewer`,
    warning: 'freeAgentWarningLevel',
    critical: 'freeAgentCriticalLevel',
  },
  {
    what: 'Serving agents',
    tell: (count) => `${count} or fewer`,
    warning: 'servingAgentWarningLevel',
    critical: 'servingAgentCriticalLevel',
  },
  {
    what: 'Service level',
    tell: (percent) => `below ${percent} %`,
    warning: 'serviceLevelWarningLevel',
    critical: 'serviceLevelCriticalLevel',
  },
];

/** A queue of the group, with a line for each measure that has a level. */
function shownQueue(queue: GroupQueue): { readonly field: RecordField; readonly levels: readonly string[] } {
  const levels = measures.flatMap(({ what, tell, ...measure }) => {
    const told = (['warning', 'critical'] as const).flatMap((severity) => {
      const level = queue[measure[severity]];
      return typeof level === 'number' ? [`${severity} ${tell(level)}`] : [];
    });
    return told.length > 0 ? [`${what}: ${told.join(', ')}`] : [];
  });
  const field = seenField(`queues.${queue.id}`, 'list', queue.name ?? queue.id, { help: queue.type ?? '' });
  return { field, levels: levels.length > 0 ? levels : ['No levels are set'] };
}
