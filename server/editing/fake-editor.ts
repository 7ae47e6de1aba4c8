import { createHash } from 'node:crypto';
import { z } from 'zod';
import { makeField } from '@/lib/editing/fixtures/make-field';
import type { EditorKind, FieldValues, RecordField } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import { makeRecord } from '@/lib/floor/make-record';
import { usualTerms } from '@/lib/members/place';
import type { SourceSetup } from '@/server/polling/poller';
import { type ActDone, type Edit, type Editor, EditRefused, type PlannedPush } from '@/server/vendors/editor';
import { defineVendor, type FeedContext } from '@/server/vendors/vendor';

/** What the vendor's system holds, and how it takes changes; a test changes it as it likes. */
export interface FakeCentre {
  /** Records by kind and id; a queue's members by `<queue>/<agent>`. */
  readonly records: Record<string, Record<string, FieldValues>>;
  /** The form of each kind. */
  readonly fieldsOf: Record<string, readonly RecordField[]>;
  /** Every change that was sent. */
  readonly sent: { readonly kind: string; readonly edit: Edit }[];
  /** What becomes of a change; does it at once and tells the id unless told otherwise. */
  take(kind: string, edit: Edit): Promise<string | null>;
  /** Does what a change asks for, and gives its id. */
  obey(kind: string, edit: Edit): string;
  /** Before anything is read; a test lets it fail. */
  reading(what: 'list' | 'read' | 'blank'): Promise<void>;
  act(action: string, id: string): Promise<ActDone>;
  planned: PlannedPush;
  send(document: string): Promise<string>;
}

const field = (name: string, more: Partial<RecordField> = {}): RecordField =>
  makeField(name, { label: name.toUpperCase(), ...more });
const picks = ['main', 'spill'].map((value) => ({ value, label: value.toUpperCase() }));
const people = ['anna', 'bob', 'carl'].map((value) => ({ value, label: `${value.toUpperCase()} of Milan` }));
const levels = ['Main', 'Spill'].map((label, level) => ({ value: String(level), label }));

const fieldsOf: Readonly<Record<string, readonly RecordField[]>> = {
  queue: [
    field('name', { isRequired: true, maxLength: 50 }),
    field('limit', { kind: 'number' }),
    field('strategy', { kind: 'choice', picks }),
    field('edits', { kind: 'number', isReadOnly: true }),
  ],
  member: [field('agent', { isRequired: true }), field('level', { kind: 'choice', picks })],
  agent: [field('name', { isRequired: true }), field('sip_pwd'), field('notes', { kind: 'long-text' })],
  user: [field('name', { isRequired: true }), field('user_password')],
  event: [
    field('url', { isRequired: true }),
    field('also', { kind: 'list' }),
    field('strategy', { kind: 'choice', picks }),
    field('crew', { kind: 'members', picks: people, levels }),
  ],
  seat: [field('name')],
  duty: [field('serving', { kind: 'boolean' })],
};

const usual = { help: '', canSearch: false, isCommon: true, actions: [], can: ['create', 'update', 'remove'] } as const;
const kinds: readonly EditorKind[] = [
  {
    ...{ ...usual, id: 'queue', label: 'Queues', one: 'queue', right: 'edit-queues', parent: null },
    actions: [{ id: 'clone', label: 'Clone', fields: [field('name', { isRequired: true })], isGrave: false }],
  },
  { ...usual, id: 'member', label: 'Members', one: 'member', right: 'edit-queues', parent: 'queue' },
  {
    ...{ ...usual, id: 'agent', label: 'Agents', one: 'agent', right: 'edit-configuration', parent: null },
    actions: [{ id: 'ring', label: 'Ring', fields: [], isGrave: false }],
  },
  { ...usual, id: 'user', label: 'Users', one: 'user', right: 'edit-system', parent: null },
  { ...usual, id: 'event', label: 'Events', one: 'event', right: 'edit-configuration', parent: null },
  { ...usual, id: 'seat', label: 'Seats', one: 'seat', right: 'edit-queues', parent: null },
  { ...usual, id: 'duty', label: 'Duties of a seat', one: 'duty', right: 'edit-queues', parent: 'seat' },
  { ...usual, id: 'report', label: 'Reports', one: 'report', right: 'edit-configuration', parent: null, can: [] },
];

export function createFakeCentre(): FakeCentre {
  const centre: FakeCentre = {
    records: {
      queue: {
        sales: { name: 'Sales', limit: 10, strategy: 'main', edits: 0 },
        support: { name: 'Support', limit: null, strategy: 'main', edits: 0 },
      },
      member: { 'sales/anna': { agent: 'anna', level: 'main' }, 'support/bob': { agent: 'bob', level: 'main' } },
      agent: { anna: { name: 'Anna', sip_pwd: 'Zq8-secret', notes: '' } },
      user: { root: { name: 'root', user_password: '' } },
      event: {
        call: { url: 'https://crm.example/in', also: [], strategy: 'main', crew: [{ of: 'anna', level: '0' }] },
      },
      seat: { anna: { name: 'Anna' }, bob: { name: 'Bob' }, zoe: { name: 'Zoe' } },
      duty: {
        'anna/sales': { serving: true },
        'anna/support': { serving: true },
        'bob/support': { serving: true },
      },
      report: { daily: { name: 'Daily' } },
    },
    fieldsOf: { ...fieldsOf },
    sent: [],
    take: async (kind, edit) => centre.obey(kind, edit),
    obey(kind, { operation, id, parentId, values, original, fresh }) {
      const table = centre.records[kind] ?? {};
      centre.records[kind] = table;
      if (operation === 'remove') delete table[id ?? ''];
      if (operation === 'remove' || operation === 'update') {
        const edits = typeof fresh?.values.edits === 'number' ? { edits: fresh.values.edits + 1 } : {};
        if (operation === 'update') table[id ?? ''] = { ...table[id ?? ''], ...edits, ...values };
        return id ?? '';
      }
      const made = kind === 'member' ? `${parentId}/${values.agent}` : `new-${Object.keys(table).length}`;
      const blank = Object.fromEntries((fieldsOf[kind] ?? []).map(({ name }) => [name, null]));
      table[made] = { ...blank, ...JSON.parse(original ?? '{}'), ...values };
      return made;
    },
    reading: async () => {},
    async act(_action, id) {
      const queues = centre.records.queue ?? {};
      queues.copy = { ...queues[id], name: 'Copy' };
      return { words: 'Cloned.', createdId: 'copy' };
    },
    planned: {
      ...{
        document: '{"agents":[]}',
        mode: 'CR_UPD',
        modeWords: 'Nothing is deleted.',
        current: '{"agents":["anna"]}',
      },
      lines: [{ what: 'agent', name: 'anna', does: 'delete', details: [] }],
    },
    send: async () => 'Pushed.',
  };
  return centre;
}

type Context = FeedContext<unknown, unknown>;

function createEditor(centre: FakeCentre): Editor<unknown, unknown> {
  const lineOf = (context: Context, kind: string, id: string) => {
    const [first = '', second = ''] = id.split('/');
    const queue = { queue: first, member: first, duty: second }[kind];
    const label = String(centre.records[kind]?.[id]?.name ?? id);
    const queueId = queue === undefined ? null : recordId(context.sourceId, queue);
    return { id, label, note: '', queueId, ...(kind === 'seat' && { agentId: recordId(context.sourceId, id) }) };
  };
  return {
    kinds: () => kinds,
    async list(context, kind, { parentId }) {
      await centre.reading('list');
      const ids = Object.keys(centre.records[kind] ?? {});
      return ids
        .filter((id) => parentId === null || id.startsWith(`${parentId}/`))
        .map((id) => lineOf(context, kind, id));
    },
    async read(context, kind, { id }) {
      await centre.reading('read');
      const table = centre.records[kind] ?? {};
      const values = Object.hasOwn(table, id) ? table[id] : undefined;
      if (!values) throw new EditRefused('gone', `There is no such ${kind} any more`);
      const original = JSON.stringify(values);
      const lock = createHash('sha256').update(original).digest('hex');
      return {
        ...lineOf(context, kind, id),
        fields: centre.fieldsOf[kind] ?? [],
        values,
        lock,
        can: usual.can,
        original,
      };
    },
    async blank(_context, kind) {
      await centre.reading('blank');
      const fields = centre.fieldsOf[kind] ?? [];
      return { fields, values: Object.fromEntries(fields.map(({ name }) => [name, null])) };
    },
    check: (kind, { values, operation }) => {
      const can = kinds.find(({ id }) => id === kind)?.can ?? [];
      if (!can.includes(operation)) throw new EditRefused('refused', `No ${kind} can be changed so`);
      return String(values.name).includes('|') ? [{ field: 'name', message: 'must be without |' }] : [];
    },
    calls(kind, { operation, id, parentId }) {
      if (parentId === 'nowhere') throw new EditRefused('gone', 'There is no such place');
      return [`${operation} ${kind} ${id}`];
    },
    async apply({ signal }, kind, edit) {
      centre.sent.push(structuredClone({ kind, edit }));
      const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return Promise.race([centre.take(kind, edit), aborted]);
    },
    act: (_context, _kind, action, { id }) => centre.act(action, id),
    makes: (_kind, action) => action === 'clone',
    push: { plan: async () => centre.planned, send: (_context, document) => centre.send(document) },
  };
}

/** Who has a seat, and the queues of each. */
function staffOf({ records: { seat = {}, duty = {} } }: FakeCentre, sourceId: string) {
  const at = (id: string) => recordId(sourceId, id);
  return {
    agents: Object.keys(seat).map((id) => makeRecord('agents', { id: at(id), sourceId })),
    memberships: Object.keys(duty).map((id) => {
      const [agent = '', queue = ''] = id.split('/');
      return makeRecord('memberships', { id: at(id), sourceId, agentId: at(agent), queueId: at(queue) });
    }),
  };
}

/** A source whose vendor's system is this one; tests only. */
export function setupOf(centre: FakeCentre, polled: string[] = []): SourceSetup {
  const feed = (name: string) => ({ everyMs: () => 3_600_000, read: async () => void polled.push(name) });
  const vendor = defineVendor({
    id: 'fake',
    capabilities: {
      ...{ queues: true, agents: true, memberships: false, contacts: false, waiting: false, paused: false },
      ...{ today: false, serviceLevel: false, groups: false, thresholds: false, ringing: false, wrapUp: false },
      ...{ cannotTell: [], commands: [], asksFirst: [], membershipTerms: usualTerms, elsewhere: null },
    },
    settings: z.object({ baseUrl: z.string() }),
    secrets: z.object({}),
    http: ({ baseUrl }) => ({ baseUrl }),
    feeds: { live: feed('live'), names: feed('names') },
    normalize: (_, { sourceId }) => ({ queues: [], ...staffOf(centre, sourceId) }),
    editor: createEditor(centre),
  });
  return { id: 'milan', name: 'Milan', vendor, settings: { baseUrl: 'http://127.0.0.1:9' }, secrets: {} };
}
