import type { RecordField } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import { checkValues } from '@/server/vendors/editing/check-values';
import { editField, seenField } from '@/server/vendors/editing/edit-field';
import { editLine } from '@/server/vendors/editing/edit-line';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import {
  fieldValueIn,
  flagLike,
  type RawRecord,
  textAt,
  valueAt,
  withValueAt,
} from '@/server/vendors/editing/raw-record';
import type { Edit, FreshRecord, RecordPlace } from '@/server/vendors/editor';
import type { SinchContext } from '@/server/vendors/sinch/session';
import { agentPath, goneAgent, readRaw, type SinchKind } from './agents';
import { gone, readWhole, sendWhole } from './edit-call';

const locked = 'Sinch does not let this account change whether the agent serves this queue';
const serving = editField('serving', 'boolean', 'Serves the queue');
const mayChange = seenField('canChangeQueueLogin', 'boolean', 'May be changed from here', { isEssential: false });
const rest: readonly RecordField[] = [
  seenField('name', 'text', 'Queue'),
  seenField('type', 'text', 'Type'),
  seenField('externalServing', 'boolean', 'Serves from outside', { isEssential: false }),
  mayChange,
];

/** Which of the queues that Sinch has them in agents serve; a change is the whole record, put back. */
export const agentQueues: SinchKind = {
  kind: {
    id: 'agent-queues',
    label: 'Queues of an agent',
    one: 'queue of the agent',
    help: 'Queues the agent is configured for at Sinch. Whether they are served can be changed where Sinch allows it.',
    right: 'edit-queues',
    parent: 'agents',
    can: ['update'],
    canSearch: false,
    isCommon: true,
    actions: [],
  },
  async list(context, { parentId }) {
    const rows = await readRaw(context, `${agentPath(parentId)}/queues`, goneAgent);
    return rows.map((raw) => lineOf(context, raw));
  },
  read,
  change: {
    check: (edit) => checkValues(edit.fresh?.fields ?? [serving, ...rest], edit),
    calls: (edit) => [editLine('PUT', pathOf(edit), edit.values)],
    apply,
  },
};

async function read(context: SinchContext, place: RecordPlace): Promise<FreshRecord> {
  const raw = await readWhole(context, pathOf(place), goneQueue);
  const isLocked = fieldValueIn(raw, mayChange) === false && valueAt(raw, mayChange.name) !== undefined;
  const fields = [{ ...serving, isReadOnly: isLocked, help: isLocked ? locked : '' }, ...rest];
  return freshRecord({ line: lineOf(context, raw), raw, fields, can: isLocked ? [] : ['update'] });
}

async function apply(context: SinchContext, edit: Edit): Promise<string | null> {
  const raw = edit.fresh
    ? (JSON.parse(edit.fresh.original) as RawRecord)
    : await readWhole(context, pathOf({ id: edit.id ?? '', parentId: edit.parentId }), goneQueue);
  const flag = flagLike(valueAt(raw, 'serving'), edit.values.serving === true);
  if (Object.hasOwn(edit.values, 'serving'))
    await sendWhole(context, 'PUT', pathOf(edit), withValueAt(raw, 'serving', flag), goneQueue);
  return edit.id;
}

const goneQueue = gone('Sinch has the agent in this queue no more');

const pathOf = ({ id, parentId }: Pick<Edit, 'id' | 'parentId'>) =>
  `${agentPath(parentId)}/queues/${pathSegment(id ?? '')}`;

function lineOf({ sourceId }: SinchContext, raw: RawRecord) {
  const id = textAt(raw, 'id');
  const isServing = fieldValueIn(raw, serving) === true;
  const note = [textAt(raw, 'type'), isServing ? 'serving' : 'not serving'].filter(Boolean).join(' · ');
  return { id, label: textAt(raw, 'name') || id, note, queueId: recordId(sourceId, id) };
}
