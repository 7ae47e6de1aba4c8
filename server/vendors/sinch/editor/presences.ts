import { recordId } from '@/lib/floor/ids';
import { seenField } from '@/server/vendors/editing/edit-field';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, textAt } from '@/server/vendors/editing/raw-record';
import type { SinchContext } from '@/server/vendors/sinch/session';
import { agentPath, goneAgent, readRaw, type SinchKind, seenOnly } from './agents';
import { gone, readWhole } from './edit-call';

const fields = [
  seenField('name', 'text', 'Name'),
  seenField('type', 'text', 'Type', { help: 'PRESENCE, ABSENCE or CONFERENCE' }),
  seenField('reason', 'text', 'Reason'),
  seenField('priority', 'number', 'Priority', { isEssential: false }),
];

export const presences: SinchKind = {
  kind: {
    id: 'presences',
    label: 'Presence profiles of an agent',
    one: 'presence profile',
    help: 'Profiles can be chosen on the agent – an absence is the reason of a pause –, not created or changed.',
    right: 'edit-queues',
    parent: 'agents',
    ...seenOnly,
  },
  async list(context, { parentId }) {
    const rows = await readRaw(context, `${agentPath(parentId)}/presences`, goneAgent);
    return rows.map((raw) => lineOf(context, raw, parentId));
  },
  async read(context, { id, parentId }) {
    const path = `${agentPath(parentId)}/presences/${pathSegment(id)}`;
    const raw = await readWhole(context, path, gone('Sinch has no such profile of this agent any more'));
    return freshRecord({ line: lineOf(context, raw, parentId), raw, fields, can: [] });
  },
};

function lineOf({ sourceId }: SinchContext, raw: RawRecord, agent: string | null) {
  const id = textAt(raw, 'id');
  const agentId = recordId(sourceId, agent ?? '');
  return { id, label: textAt(raw, 'name') || id, note: textAt(raw, 'type'), queueId: null, agentId };
}
