import type { RecordBlank, RecordField } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import type { FieldProblem } from '@/lib/protocol/reply';
import { changedNames, checkValues, valueAfter } from '@/server/vendors/editing/check-values';
import { editField, seenField } from '@/server/vendors/editing/edit-field';
import { editLine } from '@/server/vendors/editing/edit-line';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import type { KindEditor } from '@/server/vendors/editing/join-kinds';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import {
  fieldValueIn,
  flagLike,
  type RawRecord,
  textAt,
  valueAt,
  withoutKeys,
  withValueAt,
} from '@/server/vendors/editing/raw-record';
import { type Edit, EditRefused } from '@/server/vendors/editor';
import type { ImagicleSecrets, ImagicleSettings } from '@/server/vendors/imagicle/settings';
import { askForEdit, createdId, type EditorContext, readRecords, tenantQuery } from './edit-call';
import { longestNumbers, numbersIn, numbersMisfit, writtenNumbers } from './phone-numbers';

/** What a queue may have of its own, instead of what Imagicle has for all queues. */
const overrides = ['priority', 'loginLogoutPhoneNumber', 'maxWaitingCalls'] as const;
const overridden = 'Only where the box before it is ticked; else it is as Imagicle has it for all queues.';

const fields: readonly RecordField[] = [
  editField('name', 'text', 'Name', { isRequired: true, maxLength: 50 }),
  editField('phoneNumber', 'list', 'Numbers', {
    isRequired: true,
    maxLength: longestNumbers,
    help: 'One or several, one a line: a number or a SIP address without “sip:”; 255 characters in all',
  }),
  editField('priority.override', 'boolean', 'Priority of its own'),
  editField('priority.value', 'number', 'Priority', { help: overridden }),
  editField('loginLogoutPhoneNumber.override', 'boolean', 'Log-in number of its own'),
  editField('loginLogoutPhoneNumber.value', 'text', 'Log-in number', {
    help: `Agents dial it with 1 behind it to log in, with 0 to log out. ${overridden}`,
    maxLength: 50,
  }),
  editField('maxWaitingCalls.override', 'boolean', 'Limit of waiting calls of its own'),
  editField('maxWaitingCalls.value', 'number', 'Waiting calls at most', { help: `0: no limit. ${overridden}` }),
  editField('tenantId', 'text', 'Tenant', {
    help: 'Empty: the default tenant',
    isEssential: false,
    maxLength: 100,
  }),
  seenField('canViewRealTimeStats', 'boolean', 'This account may see its live figures', { isEssential: false }),
];

export const queues: KindEditor<ImagicleSettings, ImagicleSecrets> = {
  kind: {
    id: 'queues',
    label: 'Queues',
    one: 'queue',
    help: 'FIFO queues of QME',
    right: 'edit-queues',
    parent: null,
    can: ['create', 'update', 'remove'],
    canSearch: false,
    isCommon: true,
    actions: [],
  },
  list: async (context) => [...(await readQueueRecords(context))].map(([id, raw]) => lineOf(context, id, raw)),
  async read(context, { id }) {
    const raw = (await readQueueRecords(context)).get(id);
    if (!raw) throw goneQueue();
    return freshRecord({ line: lineOf(context, id, raw), raw, ...shownQueue(raw), can: ['update', 'remove'] });
  },
  change: {
    blank,
    check,
    calls: (edit, settings) => [callsOf(edit, settings)],
    apply,
  },
};

const writable = fields.filter(({ isReadOnly }) => !isReadOnly);

/** In the tenant of the settings, else in that of all queues, where they are of one. */
async function blank(context: EditorContext): Promise<RecordBlank> {
  const tenants = new Set([...(await readQueueRecords(context)).values()].map((raw) => textAt(raw, 'tenantId')));
  const [only = ''] = tenants.size === 1 ? tenants : [];
  const values = writable.map((field) => [field.name, fieldValueIn({}, field)] as const);
  return { fields: writable, values: { ...Object.fromEntries(values), tenantId: context.settings.tenantId ?? only } };
}

/** What is not a queue's own is told beside the field and not in it: it would be taken for the queue's. */
function shownQueue(raw: RawRecord): RecordBlank {
  const values = Object.fromEntries(fields.map((field) => [field.name, fieldValueIn(raw, field)]));
  const foreign = new Map<string, string>(
    overrides.flatMap((name) =>
      values[`${name}.override`] === true ? [] : [[`${name}.value`, textAt(raw, `${name}.value`)] as const],
    ),
  );
  return {
    fields: fields.map((field) => {
      const told = foreign.get(field.name);
      return told ? { ...field, help: `${field.help} Imagicle says ${told} here.` } : field;
    }),
    values: Object.fromEntries(
      fields.map((field) => [
        field.name,
        foreign.has(field.name) ? fieldValueIn({}, field) : (values[field.name] ?? null),
      ]),
    ),
  };
}

/** The queues as they came, by id; of the tenant of the settings, where they name one. */
export function readQueueRecords(context: EditorContext): Promise<ReadonlyMap<string, RawRecord>> {
  const { settings } = context;
  const call = { path: settings.queuesPath, query: tenantQuery(settings), settings: ['queuesPath'] } as const;
  return readRecords(context, call, (raw) => textAt(raw, 'id'));
}

/** Throws where Imagicle has no such queue any more. */
export async function needQueue(context: EditorContext, id: string): Promise<void> {
  if (!(await readQueueRecords(context)).has(id)) throw goneQueue();
}

const goneQueue = () => new EditRefused('gone', 'Imagicle has no such queue any more');

function lineOf({ sourceId }: EditorContext, id: string, raw: RawRecord) {
  const numbers = numbersOf(raw);
  return { id, label: textAt(raw, 'name') || id, note: numbers.join(', '), queueId: recordId(sourceId, id) };
}

function numbersOf(raw: RawRecord): string[] {
  const field = fields.find(({ name }) => name === 'phoneNumber');
  return field ? numbersIn(fieldValueIn(raw, field)) : [];
}

function check(edit: Edit): FieldProblem[] {
  const problems = checkValues(fields, edit);
  if (edit.operation === 'remove') return problems;
  const add = (field: string, message: string | null) => {
    const isSaid = problems.some((problem) => problem.field === field);
    if (message !== null && !isSaid) problems.push({ field, message });
  };
  if (edit.operation === 'create' || Object.hasOwn(edit.values, 'phoneNumber'))
    add('phoneNumber', numbersMisfit(valueAfter(edit, 'phoneNumber')));
  for (const name of overrides) add(`${name}.value`, overrideMisfit(edit, name));
  return problems;
}

function overrideMisfit(edit: Edit, name: (typeof overrides)[number]): string | null {
  const value = valueAfter(edit, `${name}.value`);
  const isOwn = valueAfter(edit, `${name}.override`) === true;
  if (value === null || value === '') return isOwn ? 'must be given where it is the queue’s own' : null;
  if (typeof value === 'number' && !(Number.isSafeInteger(value) && value >= 0))
    return 'must be a whole number, 0 or more';
  const isGiven = edit.operation === 'create' || Object.hasOwn(edit.values, `${name}.value`);
  return isOwn || !isGiven ? null : 'is used only where it is the queue’s own: tick the box before it';
}

const pathOf = (settings: ImagicleSettings, id: string | null) =>
  settings.queuePath.replaceAll('{queueId}', pathSegment(id ?? ''));

function callsOf(edit: Edit, settings: ImagicleSettings): string {
  if (edit.operation === 'remove') return editLine('DELETE', pathOf(settings, edit.id));
  const written = Object.fromEntries(writtenNames(edit).map((name) => [name, edit.values[name] ?? null]));
  return edit.operation === 'create'
    ? editLine('POST', settings.queuesPath, written)
    : editLine(settings.queueUpdateMethod, pathOf(settings, edit.id), written);
}

async function apply(context: EditorContext, edit: Edit): Promise<string | null> {
  const { settings } = context;
  const clashes = () => whatClashes(context, edit);
  if (edit.operation === 'create') {
    const body = writtenQueue(originalOf(edit), edit.values, writtenNames(edit));
    const call = { path: settings.queuesPath, settings: ['queuesPath'], whatClashes: clashes } as const;
    return createdId(await askForEdit(context, { ...call, method: 'POST', body }));
  }
  const call = { path: pathOf(settings, edit.id), whatIsGone: () => needQueue(context, edit.id ?? '') };
  if (edit.operation === 'remove') {
    await askForEdit(context, { ...call, method: 'DELETE', settings: ['queuePath'] });
    return edit.id;
  }
  const names = writtenNames(edit);
  const whole = writtenQueue(originalOf(edit), edit.values, names);
  const method = settings.queueUpdateMethod;
  const body = method === 'PATCH' ? partsOf(whole, names) : whole;
  const named = ['queuePath', 'queueUpdateMethod'] as const;
  await askForEdit(context, { ...call, method, body, settings: named, whatClashes: clashes });
  return edit.id;
}

/** What is written: of what is not the queue's own no value, and in a new queue nothing at all. */
function writtenNames(edit: Edit): string[] {
  const isNew = edit.operation === 'create';
  const others = overrides.filter((name) => valueAfter(edit, `${name}.override`) !== true);
  const unused = new Set(others.flatMap((name) => [`${name}.value`, ...(isNew ? [`${name}.override`] : [])]));
  return (isNew ? Object.keys(edit.values) : changedNames(edit)).filter((name) => !unused.has(name));
}

function originalOf({ operation, original, fresh }: Edit): RawRecord {
  const text = operation === 'create' ? original : fresh?.original;
  return text ? (JSON.parse(text) as RawRecord) : {};
}

/** All that it was, but for what is not a queue's to say, with the new values in the vendor's form. */
function writtenQueue(raw: RawRecord, values: Edit['values'], names: readonly string[]): RawRecord {
  const written = names.reduce((queue, name) => {
    const field = fields.find((one) => one.name === name);
    if (!field || field.isReadOnly) return queue;
    return withValueAt(queue, name, writtenValue(field, values[name] ?? null, valueAt(queue, name)));
  }, raw);
  return withoutKeys(written, ['id', 'canViewRealTimeStats']);
}

function writtenValue({ name, kind }: RecordField, value: Edit['values'][string], former: unknown): unknown {
  if (name === 'phoneNumber') return writtenNumbers(value ?? null, former);
  if (kind === 'boolean') return flagLike(former, value === true);
  if (name === 'tenantId') return value || null;
  return value ?? null;
}

/** What changed, each with the whole of what it stands in. */
function partsOf(whole: RawRecord, names: readonly string[]): RawRecord {
  const tops = new Set(names.map((name) => name.split('.')[0]?.toLowerCase()));
  return Object.fromEntries(Object.entries(whole).filter(([key]) => tops.has(key.toLowerCase())));
}

/** A conflict is one of a name or a number that another queue has: which, the list tells. */
async function whatClashes(context: EditorContext, { id, values }: Edit): Promise<FieldProblem[]> {
  const others = [...(await readQueueRecords(context))].filter(([other]) => other !== id);
  const numbers = new Set(numbersIn(values.phoneNumber ?? null).map((number) => number.toLowerCase()));
  return others.flatMap(([, other]) => {
    const label = textAt(other, 'name');
    const isSameName = label !== '' && label.toLowerCase() === String(values.name ?? '').toLowerCase();
    const hasNumber = numbersOf(other).some((number) => numbers.has(number.toLowerCase()));
    return [
      ...(isSameName ? [{ field: 'name', message: 'is the name of another queue' }] : []),
      ...(hasNumber ? [{ field: 'phoneNumber', message: `has a number of the queue “${label}”` }] : []),
    ];
  });
}
