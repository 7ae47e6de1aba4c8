import { createHash } from 'node:crypto';
import { z } from 'zod';
import { makeField } from '@/lib/editing/fixtures/make-field';
import { problemOfValue } from '@/lib/editing/problem-of-value';
import type { EditorKind, FieldValues, RecordRead } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import { usualTerms } from '@/lib/members/place';
import { describeEditor } from './describe-editor';
import { type Edit, type Editor, EditRefused, type FreshRecord } from './editor';
import type { HttpRequest } from './http';
import type { Serve } from './serve-http';
import { defineVendor, type FeedContext } from './vendor';
import { VendorError } from './vendor-error';

/** The smallest vendor with something to edit; a start for a new one. */
interface Secrets {
  readonly user: string;
  readonly password: string;
}
type Context = FeedContext<{ readonly baseUrl: string }, Secrets>;

const queue = z.object({ id: z.string(), name: z.string(), limit: z.number().nullable() });
const member = z.object({ id: z.string(), level: z.string() });

const queueFields = [makeField('name', { isRequired: true, maxLength: 60 }), makeField('limit', { kind: 'number' })];
const levels = ['main', 'spill'].map((value) => ({ value, label: value }));
const memberFields = [makeField('level', { kind: 'choice', picks: levels, isRequired: true })];

const basics = { help: '', canSearch: false, isCommon: true, right: 'edit-queues', actions: [] } as const;
const kinds: readonly EditorKind[] = [
  {
    ...{ ...basics, id: 'queue', label: 'Queues', one: 'queue', parent: null, can: ['create', 'update', 'remove'] },
    actions: [{ id: 'clone', label: 'Clone', fields: [makeField('name')], isGrave: false }],
  },
  { ...basics, id: 'member', label: 'Members', one: 'member', parent: 'queue', can: ['update'] },
];

const pathOf = (kind: string, id: string | null, parentId: string | null) =>
  (kind === 'queue' ? ['queues', id] : ['queues', parentId, 'members', id])
    .filter((part) => part !== null)
    .map(encodeURIComponent)
    .join('/');

async function ask<T>({ http, secrets, signal }: Context, schema: z.ZodType<T>, request: HttpRequest): Promise<T> {
  const authorization = `Basic ${Buffer.from(`${secrets.user}:${secrets.password}`).toString('base64')}`;
  try {
    return await http.json(schema, { ...request, headers: { authorization }, signal });
  } catch (error) {
    const status = error instanceof VendorError ? error.status : undefined;
    if (status === 404) throw new EditRefused('gone', 'There is no such record any more');
    if (status === 409) throw new EditRefused('conflict', 'It changed meanwhile');
    throw error;
  }
}

function freshOf(kind: string, row: Readonly<Record<string, unknown>>, queueId: string): FreshRecord {
  const { id, ...values } = row as FieldValues & { readonly id: string };
  const original = JSON.stringify(row);
  const read: RecordRead = {
    ...{ id, label: kind === 'queue' ? String(row.name) : id, note: '', queueId, values, can: ['update', 'remove'] },
    fields: kind === 'queue' ? queueFields : memberFields,
    lock: createHash('sha256').update(original).digest('hex').slice(0, 32),
  };
  return { ...read, original };
}

const fieldsOf = (kind: string) => (kind === 'queue' ? queueFields : memberFields);
const methods = { create: 'POST', update: 'PUT', remove: 'DELETE' } as const;
const floorId = (kind: string, id: string, parentId: string | null) =>
  recordId('site', kind === 'queue' ? id : (parentId ?? ''));

const editor: Editor<{ readonly baseUrl: string }, Secrets> = {
  kinds: () => kinds,
  async list(context, kind, { parentId }) {
    const path = pathOf(kind, null, parentId);
    const rows = await ask(context, z.array(z.looseObject({ id: z.string() })), { path });
    return rows.map((row) => {
      const { id, label, note, queueId } = freshOf(kind, row, floorId(kind, row.id, parentId));
      return { id, label, note, queueId };
    });
  },
  async read(context, kind, { id, parentId }) {
    const row = await ask<Readonly<Record<string, unknown>>>(context, kind === 'queue' ? queue : member, {
      path: pathOf(kind, id, parentId),
    });
    return freshOf(kind, row, floorId(kind, id, parentId));
  },
  blank: async () => ({ fields: queueFields, values: { name: '', limit: null } }),
  check: (kind, { values }: Edit) =>
    fieldsOf(kind).flatMap((one) => {
      const message = one.name in values ? problemOfValue(one, values[one.name] ?? null) : null;
      return message === null ? [] : [{ field: one.name, message }];
    }),
  calls: (kind, { operation, id, parentId }) => [`${methods[operation]} /api/${pathOf(kind, id, parentId)}`],
  async apply(context, kind, { operation, id, parentId, values, fresh, original }) {
    const whole = { ...JSON.parse(original ?? fresh?.original ?? '{}'), ...values };
    const request = { method: methods[operation], path: pathOf(kind, id, parentId), body: JSON.stringify(whole) };
    return (await ask(context, z.object({ id: z.string() }), request)).id;
  },
  makes: (_kind, action) => action === 'clone',
  async act(context, kind, _action, { id, parentId, values }) {
    const request = {
      method: 'POST',
      path: `${pathOf(kind, id, parentId)}/clone`,
      body: JSON.stringify(values),
    } as const;
    return { words: 'Cloned', createdId: (await ask(context, z.object({ id: z.string() }), request)).id };
  },
};

const acme = defineVendor({
  id: 'acme',
  capabilities: {
    ...{
      queues: true,
      agents: false,
      memberships: false,
      contacts: false,
      waiting: false,
      paused: false,
      today: false,
    },
    ...{ serviceLevel: false, groups: false, thresholds: false, ringing: false, wrapUp: false, commands: [] },
    ...{ asksFirst: [], membershipTerms: usualTerms, elsewhere: null, cannotTell: [] },
  },
  settings: z.strictObject({ baseUrl: z.url() }),
  secrets: z.strictObject({ user: z.string(), password: z.string() }),
  http: (settings) => ({ baseUrl: settings.baseUrl }),
  feeds: { live: { everyMs: () => 5000, read: async () => null } },
  normalize: () => ({}),
  editor,
});

const rows: Readonly<Record<string, object>> = {
  '/api/queues/q%2F1': { id: 'q/1', name: 'Sales', limit: null },
  '/api/queues/q%2F1/members/m1': { id: 'm1', level: 'spill' },
};

const site: Serve = ({ path, method }) => {
  if (method === 'POST') return { status: 201, body: { id: 'new' } };
  const row = rows[path];
  if (row) return { body: row };
  const inside = Object.entries(rows).filter(([key]) => key.replace(/\/[^/]+$/, '') === path);
  return inside.length > 0 ? { body: inside.map(([, one]) => one) } : { status: 404 };
};

describeEditor(acme, {
  settings: (baseUrl) => ({ baseUrl: `${baseUrl}/api` }),
  secrets: { user: 'wall-user', password: 'Zq8-secret' },
  site,
  kinds: {
    queue: {
      id: 'q/1',
      create: { name: 'Support', limit: 7 },
      update: { limit: 9 },
      actions: { clone: { name: 'Copy' } },
    },
    member: { id: 'm1', parentId: 'q/1', update: { level: 'main' }, nameField: null },
  },
  conflict: () => ({ status: 409 }),
});
