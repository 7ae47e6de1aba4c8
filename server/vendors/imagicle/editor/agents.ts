import { recordId } from '@/lib/floor/ids';
import { allOrNone } from '@/server/vendors/all-or-none';
import { seenField } from '@/server/vendors/editing/edit-field';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import type { KindEditor } from '@/server/vendors/editing/join-kinds';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, textAt } from '@/server/vendors/editing/raw-record';
import { EditRefused, isEditRefused } from '@/server/vendors/editor';
import type { ImagicleSecrets, ImagicleSettings } from '@/server/vendors/imagicle/settings';
import { type EditorContext, readRecords } from './edit-call';
import { agentsOfQueue } from './queue-users';
import { readQueueRecords } from './queues';
import { readUsers, seenUserFields, userLine } from './users';

type ImagicleKind = KindEditor<ImagicleSettings, ImagicleSecrets>;

const seen = { can: [], canSearch: false, isCommon: false, actions: [] } as const;

/** Imagicle lists agents by queue only: these are those of all queues that this account may see, each once. */
export const agents: ImagicleKind = {
  kind: {
    id: 'agents',
    label: 'Agents',
    one: 'agent',
    help: 'Agents of all queues. To add and remove them, go to the agents of a queue.',
    right: 'edit-queues',
    parent: null,
    ...seen,
  },
  list: async (context) => [...(await readAllAgents(context))].map(([id, raw]) => agentLine(context, id, raw)),
  async read(context, { id }) {
    const [known, raw] =
      [...(await readAllAgents(context))].find(([one]) => one.toLowerCase() === id.toLowerCase()) ?? [];
    if (known === undefined || !raw) throw new EditRefused('gone', 'This user is an agent of no queue any more');
    return freshRecord({ line: agentLine(context, known, raw), raw, fields: seenUserFields, can: [] });
  },
};

const agentLine = (context: EditorContext, id: string, raw: RawRecord) => ({
  ...userLine(id, raw, null),
  agentId: recordId(context.sourceId, id),
});

async function readAllAgents(context: EditorContext): Promise<ReadonlyMap<string, RawRecord>> {
  const queues = [...(await readQueueRecords(context)).keys()];
  const tasks = queues.map(
    (id) => (signal: AbortSignal) => readUsers({ ...context, signal }, agentsOfQueue, id).catch(passOverRefused),
  );
  const lists = await allOrNone<ReadonlyMap<string, RawRecord>[]>(context.signal, tasks);
  const users = new Map<string, readonly [string, RawRecord]>();
  for (const [id, raw] of lists.flatMap((list) => [...list])) users.set(id.toLowerCase(), [id, raw]);
  return new Map(users.values());
}

/** A queue that this account may not see, or that was just deleted, hides no other one. */
function passOverRefused(error: unknown): ReadonlyMap<string, RawRecord> {
  if (isEditRefused(error) && error.reason !== 'not-known') return new Map();
  throw error;
}

const queueFields = [seenField('name', 'text', 'Queue'), seenField('phoneNumber', 'list', 'Numbers')];

export const agentQueues: ImagicleKind = {
  kind: {
    id: 'agent-queues',
    label: 'Queues of an agent',
    one: 'queue of the agent',
    help: 'To change them, go to the agents of a queue.',
    right: 'edit-queues',
    parent: 'agents',
    ...seen,
  },
  list: async (context, { parentId }) =>
    [...(await readQueuesOf(context, parentId ?? ''))].map(([id, raw]) => lineOf(context, id, raw)),
  async read(context, { id, parentId }) {
    const raw = (await readQueuesOf(context, parentId ?? '')).get(id);
    if (!raw) throw new EditRefused('gone', 'The agent has this queue no more');
    return freshRecord({ line: lineOf(context, id, raw), raw, fields: queueFields, can: [] });
  },
};

function readQueuesOf(context: EditorContext, username: string): Promise<ReadonlyMap<string, RawRecord>> {
  const path = context.settings.agentQueuesPath.replaceAll('{username}', pathSegment(username));
  const whatIsGone = async () => {
    const names = [...(await readAllAgents(context)).keys()].map((name) => name.toLowerCase());
    if (!names.includes(username.toLowerCase()))
      throw new EditRefused('gone', 'This user is an agent of no queue any more');
  };
  return readRecords(context, { path, settings: ['agentQueuesPath'], whatIsGone }, (raw) => textAt(raw, 'id'));
}

const lineOf = ({ sourceId }: EditorContext, id: string, raw: RawRecord) => ({
  id,
  label: textAt(raw, 'name') || id,
  note: textAt(raw, 'phoneNumber'),
  queueId: recordId(sourceId, id),
});
