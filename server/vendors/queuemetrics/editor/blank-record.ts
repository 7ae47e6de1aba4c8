import type { EditorKind, FieldValue, FieldValues, RecordBlank } from '@/lib/editing/records';
import { EditRefused } from '@/server/vendors/editor';
import type { Context, EditorRecord } from '@/server/vendors/queuemetrics/client';
import { scalarText } from '@/server/vendors/queuemetrics/plain-text';
import { drawForm } from './draw-form';
import { listRecords, readRecord } from './exchange';
import { specsOf } from './hand-made-forms';
import { type KindId, kindNamed } from './kinds';
import { memberColumns, membersField } from './members';
import { decodedKey, orNull, readPicks } from './picks';
import { decodedOf, idOf, rawText, secretKeys } from './raw-record';

type Kind = EditorKind & { readonly id: KindId };

/** An empty form with the fields that an existing record of this kind has: QueueMetrics describes them nowhere. */
export async function blankOf(context: Context, kind: Kind, parentId: string | null): Promise<RecordBlank> {
  const { id, record } = await sampleOf(context, kind, parentId);
  const sample = { ...documented(kind.id, context), ...record };
  if (Object.keys(sample).length === 0)
    throw new EditRefused(
      'refused',
      `Which fields a ${kind.one} has shows only in one that exists: create the first one in QueueMetrics itself`,
    );
  const picks = await readPicks(context, kind.id, sample);
  const { fields, values } = drawForm(sample, { kind: kind.id, settings: context.settings, picks, id });
  const writable = fields.filter(({ isReadOnly }) => !isReadOnly);
  const attached = await parentValues(context, kind, parentId, sample);
  const empty = writable.map(({ name }) => [name, attached[name] ?? emptied(values[name])] as const);
  return { fields: writable, values: Object.fromEntries(empty) };
}

/** What is not set is left to QueueMetrics. */
function emptied(value: FieldValue | undefined): FieldValue {
  if (Array.isArray(value)) return [];
  return typeof value === 'boolean' ? false : null;
}

interface Sample {
  readonly id: string | null;
  readonly record: EditorRecord;
}

async function sampleOf(context: Context, kind: Kind, parentId: string | null): Promise<Sample> {
  const listed = await listRecords(context, kind, { parentId });
  // One whose value is a password would hide that field.
  const first = listed.find((record) => secretKeys(record).length === 0) ?? listed[0];
  const id = (first && idOf(first)) ?? null;
  const whole = id === null ? null : await orNull(readRecord(context, kind, id, parentId));
  return { id, record: whole ?? first ?? {} };
}

/** Where to attach a record: by the name of its parent, in the column that siblings have theirs in. */
async function parentValues(
  context: Context,
  kind: Kind,
  parentId: string | null,
  sample: EditorRecord,
): Promise<FieldValues> {
  if (kind.parent === null || parentId === null) return {};
  const column = Object.keys(sample).find(
    (key) => decodedOf(key) in sample && (scalarText(sample[key]) ?? '') === parentId,
  );
  if (column) return { [decodedOf(column)]: rawText(sample[decodedOf(column)]) };
  const parent = kindNamed(kind.parent);
  const named = Object.keys(sample).find((key) => key.endsWith('__DECODED'));
  const record = named ? await orNull(readRecord(context, parent, parentId, null)) : null;
  const key = record && (parent.id === 'queue' ? 'nome_coda' : decodedKey(parent.id, record));
  return named && record && key ? { [named]: rawText(record[key]) } : {};
}

/** Fields that the manual shows, so that the first record of all can be made too. */
function documented(kind: KindId, { settings }: Context): EditorRecord {
  if (kind !== 'agent' && kind !== 'queue') return {};
  const columns = specsOf(kind, {}, settings).map(({ column }) => column);
  const kept = [...columns, ...(kind === 'queue' ? memberColumns : [])];
  return Object.fromEntries(
    kept.filter((column) => !['', membersField, 'ltCodeAssociate'].includes(column)).map((column) => [column, '']),
  );
}
