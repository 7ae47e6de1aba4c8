import type { RecordBlank, RecordField } from '@/lib/editing/records';
import type { FieldProblem } from '@/lib/protocol/reply';
import { changedNames, checkValues } from '@/server/vendors/editing/check-values';
import { editField } from '@/server/vendors/editing/edit-field';
import { editLine } from '@/server/vendors/editing/edit-line';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import type { KindEditor } from '@/server/vendors/editing/join-kinds';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, textAt, withoutKeys, withValueAt } from '@/server/vendors/editing/raw-record';
import { type ActAsk, type ActDone, type Edit, EditRefused } from '@/server/vendors/editor';
import type { ImagicleSecrets, ImagicleSettings } from '@/server/vendors/imagicle/settings';
import { askForEdit, createdId, type EditorContext, readRecords, resolved } from './edit-call';
import type { Reasons } from './refusal';
import { userKind } from './users';

/** Whether a service has more numbers than one is not documented. */
const asked: readonly RecordField[] = [
  editField('name', 'text', 'Name', { isRequired: true, maxLength: 50 }),
  editField('phoneNumber', 'text', 'Number', { isRequired: true, maxLength: 50 }),
];
const fields: readonly RecordField[] = [
  ...asked,
  editField('tenantId', 'text', 'Tenant', { help: 'Empty: the default tenant', isEssential: false, maxLength: 100 }),
];

const cloneReasons: Reasons = {
  400: {
    0: { field: 'name', message: 'must be given, as must the number' },
    1: { field: 'name', message: 'cannot be given: Imagicle does not know the service that is to be cloned' },
    2: { field: 'name', message: 'is too long: at most 50 characters' },
    3: { field: 'phoneNumber', message: 'is no number that Imagicle takes, or is longer than 50 characters' },
  },
};

export const ivrServices: KindEditor<ImagicleSettings, ImagicleSecrets> = {
  kind: {
    id: 'ivr-services',
    label: 'IVR services',
    one: 'IVR service',
    help: 'What callers hear and choose from before they come to a queue',
    right: 'edit-configuration',
    parent: null,
    can: ['create', 'update', 'remove'],
    canSearch: false,
    isCommon: false,
    actions: [{ id: 'clone', label: 'Clone', fields: asked, isGrave: false }],
  },
  list: async (context) => [...(await readServices(context))].map(([id, raw]) => lineOf(id, raw)),
  async read(context, { id }) {
    const raw = (await readServices(context)).get(id);
    if (!raw) throw goneService();
    return freshRecord({ line: lineOf(id, raw), raw, fields, can: ['update', 'remove'] });
  },
  change: {
    blank,
    check: (edit) => checkValues(fields, edit),
    calls: (edit, settings) => [callOf(edit, settings)],
    apply,
  },
  act: clone,
  makes: ['clone'],
};

/** In the tenant of the settings, else in that of all services, where they are of one. */
async function blank(context: EditorContext): Promise<RecordBlank> {
  const tenants = new Set([...(await readServices(context)).values()].map((raw) => textAt(raw, 'tenantId')));
  const [only = ''] = tenants.size === 1 ? tenants : [];
  return { fields, values: { name: '', phoneNumber: '', tenantId: context.settings.tenantId ?? only } };
}

function readServices(context: EditorContext): Promise<ReadonlyMap<string, RawRecord>> {
  const call = { path: context.settings.ivrServicesPath, settings: ['ivrServicesPath'] } as const;
  return readRecords(context, call, (raw) => textAt(raw, 'id'));
}

async function needService(context: EditorContext, id: string): Promise<void> {
  if (!(await readServices(context)).has(id)) throw goneService();
}

const goneService = () => new EditRefused('gone', 'Imagicle has no such IVR service any more');

const lineOf = (id: string, raw: RawRecord) => ({
  id,
  label: textAt(raw, 'name') || id,
  note: textAt(raw, 'phoneNumber'),
  queueId: null,
});

const pathOf = (settings: ImagicleSettings, id: string | null) =>
  settings.ivrServicePath.replaceAll('{serviceId}', pathSegment(id ?? ''));

function callOf(edit: Edit, settings: ImagicleSettings): string {
  const shown = (path: string) => resolved(settings, path);
  if (edit.operation === 'create') return editLine('POST', shown(settings.ivrServicesPath), edit.values);
  const path = shown(pathOf(settings, edit.id));
  if (edit.operation === 'remove') return editLine('DELETE', path);
  const changed = changedNames(edit).map((name) => [name, edit.values[name] ?? null] as const);
  return editLine(settings.ivrUpdateMethod, path, Object.fromEntries(changed));
}

async function apply(context: EditorContext, edit: Edit): Promise<string | null> {
  const { settings } = context;
  const whatClashes = () => clashes(context, edit.id, edit.values);
  if (edit.operation === 'create') {
    const body = written(edit.original, edit, Object.keys(edit.values));
    const call = { path: settings.ivrServicesPath, settings: ['ivrServicesPath'], whatClashes } as const;
    return createdId(await askForEdit(context, { ...call, method: 'POST', body }));
  }
  const call = { path: pathOf(settings, edit.id), whatIsGone: () => needService(context, edit.id ?? '') };
  if (edit.operation === 'remove') {
    await askForEdit(context, { ...call, method: 'DELETE', settings: ['ivrServicePath'] });
    return edit.id;
  }
  const names = changedNames(edit);
  const method = settings.ivrUpdateMethod;
  const body = written(method === 'PATCH' ? null : (edit.fresh?.original ?? null), edit, names);
  await askForEdit(context, { ...call, method, body, whatClashes, settings: ['ivrServicePath', 'ivrUpdateMethod'] });
  return edit.id;
}

/** All that it was, with the new values. */
function written(original: string | null, { values }: Edit, names: readonly string[]): RawRecord {
  const raw = original ? (JSON.parse(original) as RawRecord) : {};
  const known = names.filter((name) => fields.some((field) => field.name === name));
  const changed = known.reduce((service, name) => withValueAt(service, name, values[name] || null), raw);
  return withoutKeys(changed, ['id']);
}

async function clone(context: EditorContext, _action: string, { id, values }: ActAsk): Promise<ActDone> {
  const problems = checkValues(asked, {
    operation: 'create',
    id: null,
    parentId: null,
    values,
    fresh: null,
    original: null,
  });
  if (problems.length > 0) throw new EditRefused('refused', 'The clone needs a name and a number', { problems });
  const reply = await askForEdit(context, {
    method: 'POST',
    path: `${pathOf(context.settings, id)}/Clone`,
    body: { name: values.name, phoneNumber: values.phoneNumber },
    settings: ['ivrServicePath'],
    reasons: cloneReasons,
    whatIsGone: () => needService(context, id),
    whatClashes: () => clashes(context, null, values),
  });
  return { words: 'The service was cloned, with its managers and its tenant', createdId: createdId(reply) };
}

/** What another service has already. */
async function clashes(context: EditorContext, id: string | null, values: Edit['values']): Promise<FieldProblem[]> {
  const others = [...(await readServices(context))].filter(([other]) => other !== id);
  return asked.flatMap(({ name, label }) => {
    const wanted = String(values[name] ?? '').toLowerCase();
    const isTaken = wanted !== '' && others.some(([, raw]) => textAt(raw, name).toLowerCase() === wanted);
    return isTaken ? [{ field: name, message: `is the ${label.toLowerCase()} of another IVR service` }] : [];
  });
}

export const ivrManagers = userKind({
  kind: {
    id: 'ivr-managers',
    label: 'Managers of an IVR service',
    one: 'manager of the IVR service',
    help: 'Who may change the service in Imagicle',
    right: 'edit-configuration',
    parent: 'ivr-services',
    isCommon: false,
  },
  pathOf: (settings, parentId) => `${pathOf(settings, parentId)}/Users/Managers`,
  setting: 'ivrServicePath',
  reasons: {},
  needParent: needService,
  isOfQueue: false,
});
