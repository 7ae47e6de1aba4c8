import type { FieldValue, RecordField } from '@/lib/editing/records';
import type { FieldProblem } from '@/lib/protocol/reply';
import type { Edit } from '@/server/vendors/editor';
import type { EditorRecord } from '@/server/vendors/queuemetrics/client';
import type { Settings } from '@/server/vendors/queuemetrics/settings';
import { type FieldSpec, specsOf } from './hand-made-forms';
import type { KindId } from './kinds';
import { membersField, membersProblem } from './members';
import { baseOf, isSent } from './write-record';

/** What is wrong with an edit before anything is sent; each problem stands beside its field. */
export function checkEdit(kind: KindId, edit: Edit, settings: Settings): FieldProblem[] {
  if (edit.operation === 'remove') return [];
  const record = baseOf(edit)?.record ?? {};
  const isAgain = edit.operation === 'create' && edit.original !== null;
  const shape = edit.operation === 'create' ? { ...record, ...edit.values } : record;
  const specs = specsOf(kind, shape, settings);
  const given = Object.entries(edit.values).filter(([key]) => !isAgain || isSent(kind, key, record));
  const problems = given.flatMap(([key, value]) => {
    const field = edit.fresh?.fields.find(({ name }) => name === key);
    const spec = specs.find(({ column }) => column === key);
    const message = keyProblem(kind, key, edit, record) ?? valueProblem(key, value, spec, field);
    return message === null ? [] : [{ field: key, message }];
  });
  return [...problems, ...(isAgain ? [] : missing(specs, edit))];
}

function keyProblem(kind: KindId, key: string, { fresh, operation }: Edit, record: EditorRecord): string | null {
  if (operation === 'update' && fresh) {
    const field = fresh.fields.find(({ name }) => name === key);
    if (!field) return 'QueueMetrics has no such field in this record';
    if (field.isReadOnly) return 'can only be read';
  }
  return isSent(kind, key, record) ? null : 'can only be read';
}

function valueProblem(
  key: string,
  value: FieldValue,
  spec: FieldSpec | undefined,
  field: RecordField | undefined,
): string | null {
  const kind = spec?.kind ?? field?.kind ?? 'text';
  if (key === membersField && kind === 'members') return membersProblem(value);
  if (spec?.isRequired && isEmpty(value)) return 'must not be empty';
  if (kind === 'list') return listProblem(value);
  if (Array.isArray(value)) return 'must be one value';
  if (kind === 'number' && field?.kind !== 'text') return numberProblem(value, spec ? 0 : Number.NEGATIVE_INFINITY);
  if (field?.kind === 'choice' && !isEmpty(value) && !field.picks.some((pick) => pick.value === value))
    return 'must be one of those to choose from';
  if (typeof value !== 'string') return null;
  if (spec?.isEntry && value.includes('|')) return noPipe;
  return isBroken(value) ? 'must not hold control characters' : null;
}

const noPipe = 'must not hold “|”, with which QueueMetrics separates entries';

function listProblem(value: FieldValue): string | null {
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) return 'must be a list of texts';
  const entries = value as readonly string[];
  if (entries.some((entry) => entry.includes('|'))) return `An entry ${noPipe}`;
  if (entries.some((entry) => entry.trim() === '')) return 'An entry must not be empty';
  return entries.some((entry) => isBroken(entry) || /[\r\n]/.test(entry))
    ? 'An entry must not hold control characters'
    : null;
}

function numberProblem(value: FieldValue, least: number): string | null {
  if (value === null || value === '') return null;
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  if (!isNumber || !Number.isFinite(Number(value))) return 'must be a number';
  return Number(value) >= least ? null : `must be ${least} or more`;
}

/** Of a form that we made, what a new record cannot do without. */
function missing(specs: readonly FieldSpec[], { operation, values }: Edit): FieldProblem[] {
  if (operation !== 'create') return [];
  return specs
    .filter(({ column, isRequired }) => isRequired && !(column in values))
    .map(({ column }) => ({ field: column, message: 'must not be empty' }));
}

const isEmpty = (value: FieldValue): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** Control characters other than those of a text of several lines. */
const isBroken = (text: string): boolean => /[^\P{Cc}\t\r\n]/u.test(text);
