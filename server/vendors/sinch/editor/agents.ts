import type { RecordField } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import { seenField } from '@/server/vendors/editing/edit-field';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import type { KindEditor } from '@/server/vendors/editing/join-kinds';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, rawRecords, textAt, valueAt } from '@/server/vendors/editing/raw-record';
import { readCollection } from '@/server/vendors/sinch/client';
import { sinceDayStart } from '@/server/vendors/sinch/feeds';
import type { SinchContext } from '@/server/vendors/sinch/session';
import type { SinchSecrets, SinchSettings } from '@/server/vendors/sinch/settings';
import { gone, type Missing, notKnown, readWhole, refuse } from './edit-call';

export type SinchKind = KindEditor<SinchSettings, SinchSecrets>;

export const seenOnly = { can: [], canSearch: false, isCommon: false, actions: [] } as const;

const fields: readonly RecordField[] = [
  seenField('name', 'text', 'Name'),
  seenField('number', 'text', 'Number'),
  seenField('reportingGroupName', 'text', 'Reporting group'),
  seenField('location', 'text', 'Location'),
  seenField('email', 'text', 'E-mail'),
  seenField('mobileNumber', 'text', 'Mobile number', { isEssential: false }),
  seenField('externalNumber', 'text', 'External number', { isEssential: false }),
  seenField('chatName', 'text', 'Chat name', { isEssential: false }),
  seenField('chat', 'text', 'Chat address', { isEssential: false }),
  seenField('chatCapacity', 'number', 'Chats at once', { isEssential: false }),
  seenField('profile', 'text', 'Presence profile now'),
  seenField('manageablePresence', 'boolean', 'This account may change the presence', { isEssential: false }),
];

/** Agents cannot be edited through RMI; their queues can, and their presence profiles can be seen. */
export const agents: SinchKind = {
  kind: {
    id: 'agents',
    label: 'Agents',
    one: 'agent',
    help: 'Agents are made at Sinch. What can be changed from here is which of their queues they serve.',
    right: 'edit-queues',
    parent: null,
    ...seenOnly,
  },
  async list(context) {
    const rows = await sinceDayStart(context, ({ start }) =>
      readRaw(context, 'agents', noAgents, [start, ['showQueueInfo', '0']]),
    );
    return rows.map((raw) => lineOf(context, raw));
  },
  async read(context, { id }) {
    const raw = await sinceDayStart(context, ({ start }) =>
      readWhole(context, agentPath(id), goneAgent, [start, ['showQueueInfo', '0']]),
    );
    return freshRecord({ line: lineOf(context, raw), raw: withoutFigures(raw), fields, can: [] });
  },
};

export const agentPath = (id: string | null) => `agents/${pathSegment(id ?? '')}`;
const noAgents = notKnown('This Sinch does not tell its agents (HTTP 404): check "rmiPath" of the source');
export const goneAgent = gone('Sinch has no such agent any more');

type Query = Parameters<typeof readCollection>[4];

/** A whole collection, each record with all that RMI says of it. */
export async function readRaw(
  context: SinchContext,
  resource: string,
  missing: Missing,
  query: Query = [],
): Promise<RawRecord[]> {
  const withId = rawRecords.transform((rows) => rows.map((raw) => ({ raw, id: textAt(raw, 'id') })));
  const rows = await readCollection(context, context.signal, resource, withId, query).catch((error: unknown) =>
    refuse(error, missing),
  );
  return rows.filter(({ id }) => id !== '').map(({ raw }) => raw);
}

function lineOf({ sourceId }: SinchContext, raw: RawRecord) {
  const id = textAt(raw, 'id');
  const group = textAt(raw, 'reportingGroupName') || textAt(raw, 'reportingGroup');
  const note = [textAt(raw, 'number'), group].filter(Boolean).join(' · ');
  return { id, label: textAt(raw, 'name') || id, note, queueId: null, agentId: recordId(sourceId, id) };
}

/** How long a state lasts and what was handled changes from second to second. */
function withoutFigures(raw: RawRecord): RawRecord {
  return Object.fromEntries(fields.map(({ name }) => [name, valueAt(raw, name) ?? null]));
}
