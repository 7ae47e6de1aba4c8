import type { RecordField } from '@/lib/editing/records';
import type { FieldProblem } from '@/lib/protocol/reply';
import { changedNames, checkValues } from '@/server/vendors/editing/check-values';
import { editField, seenField } from '@/server/vendors/editing/edit-field';
import { editLine } from '@/server/vendors/editing/edit-line';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, rawRecords, textAt, withValueAt } from '@/server/vendors/editing/raw-record';
import { type Edit, EditRefused } from '@/server/vendors/editor';
import { parseJson } from '@/server/vendors/parse-json';
import { hostOf } from '@/server/vendors/sinch/client';
import type { SinchContext } from '@/server/vendors/sinch/session';
import type { SinchKind } from './agents';
import { gone, notKnown, readText, readWhole, sendWhole } from './edit-call';

/** The one record that is ours to write: the others belong to whatever else the API's user works with. */
const ownId = 'CALLBOARD';

const notOwn = 'belongs to another application: only CALLBOARD can be changed from here';
const id = seenField('id', 'text', 'Id');
const content: readonly RecordField[] = [
  editField('uiLanguage', 'text', 'Language', { help: 'Two letters, as EN', maxLength: 20 }),
  editField('value', 'long-text', 'Value', { help: 'Any text' }),
];

export const monitoringSettings: SinchKind = {
  kind: {
    id: 'monitoring-settings',
    label: 'Monitoring settings',
    one: 'monitoring setting',
    help: 'Settings of the API’s own user at Sinch. Callboard writes under the id CALLBOARD only.',
    right: 'edit-system',
    parent: null,
    can: ['create', 'update'],
    canSearch: false,
    isCommon: false,
    actions: [],
  },
  list: async (context) => [...(await readSettings(context)).values()].map(lineOf),
  async read(context, place) {
    const raw = await readWhole(context, `settings/${pathSegment(place.id)}`, goneSetting);
    const isOwn = textAt(raw, 'id') === ownId;
    const fields = [id, ...content.map((field) => ({ ...field, isReadOnly: !isOwn }))];
    return freshRecord({ line: lineOf(raw), raw, fields, can: isOwn ? ['update'] : [] });
  },
  change: {
    blank: () => ({ fields: [id, ...content], values: { id: ownId, uiLanguage: 'EN', value: '' } }),
    check,
    calls: (edit) => [
      edit.operation === 'create'
        ? editLine('POST', 'settings', { ...edit.values, id: ownId })
        : editLine('PUT', `settings/${pathSegment(edit.id ?? '')}`, edit.values),
    ],
    apply,
  },
};

const goneSetting = gone('Sinch has no such setting any more');
const noSettings = notKnown('This Sinch does not know monitoring settings (HTTP 404)');

/** All of them in one answer: pages are not documented here. */
async function readSettings(context: SinchContext): Promise<ReadonlyMap<string, RawRecord>> {
  const { text } = await readText(context, 'settings', noSettings);
  const rows = text.trim() === '' ? [] : parseJson(text, rawRecords, hostOf(context));
  return new Map(rows.map((raw) => [textAt(raw, 'id'), raw] as const).filter(([own]) => own !== ''));
}

function check(edit: Edit): FieldProblem[] {
  const fields = edit.fresh?.fields ?? [id, ...content];
  const asked = edit.operation === 'create' ? (edit.values.id ?? ownId) : edit.id;
  return [...checkValues(fields, edit), ...(asked === ownId ? [] : [{ field: 'id', message: notOwn }])];
}

async function apply(context: SinchContext, edit: Edit): Promise<string | null> {
  if (edit.operation === 'create') return add(context, edit);
  if (edit.id !== ownId) throw new EditRefused('refused', `This setting ${notOwn}`);
  const path = `settings/${ownId}`;
  const before = edit.fresh
    ? (JSON.parse(edit.fresh.original) as RawRecord)
    : await readWhole(context, path, goneSetting);
  await sendWhole(context, 'PUT', path, written(before, edit, changedNames(edit)), goneSetting);
  return ownId;
}

/** What a second one of the same id would do is not documented. */
async function add(context: SinchContext, edit: Edit): Promise<string> {
  if ((await readSettings(context)).has(ownId))
    throw new EditRefused('refused', 'There is a setting CALLBOARD already: change that one');
  const record = written({ id: ownId, uiLanguage: '', value: '' }, edit, Object.keys(edit.values));
  const reply = await sendWhole(context, 'POST', 'settings', { ...record, id: ownId }, noSettings);
  const place = reply.headers.location?.split(/[?#]/)[0]?.split('/').at(-1);
  return place || ownId;
}

/** Every field is updated by what is sent, so all of them are. */
function written(before: RawRecord, { values }: Edit, names: readonly string[]): RawRecord {
  const known = names.filter((name) => content.some((field) => field.name === name));
  return known.reduce((record, name) => withValueAt(record, name, values[name] ?? ''), before);
}

function lineOf(raw: RawRecord) {
  const own = textAt(raw, 'id');
  return { id: own, label: own, note: own === ownId ? 'Callboard’s own' : 'of another application', queueId: null };
}
