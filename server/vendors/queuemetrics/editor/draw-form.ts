import type { Choosable, FieldValue, FieldValues, RecordField } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import { editField, seenField } from '@/server/vendors/editing/edit-field';
import type { EditorRecord } from '@/server/vendors/queuemetrics/client';
import { scalarText } from '@/server/vendors/queuemetrics/plain-text';
import type { Settings } from '@/server/vendors/queuemetrics/settings';
import { bestKey, type FieldSpec, specsOf } from './hand-made-forms';
import type { KindId } from './kinds';
import { memberColumns, memberLevels, membersField, membersOf } from './members';
import { type Picks, relatedTo } from './picks';
import {
  decodedOf,
  entriesOf,
  hiddenKeys,
  idKeyOf,
  isDecoded,
  isDecoration,
  isStructure,
  likelyIdKey,
  ownIdKey,
  rawText,
} from './raw-record';

export interface Form {
  readonly fields: readonly RecordField[];
  readonly values: FieldValues;
}

interface FormParts {
  readonly kind: KindId;
  readonly settings: Settings;
  readonly picks: Picks;
  /** Null for a sample that a new record is drawn after. */
  readonly id: string | null;
}

/** The form of a record: what is known of its kind first, then every other column it has, then what can only be seen. */
export function drawForm(record: EditorRecord, parts: FormParts): Form {
  const { kind, settings, id } = parts;
  const specs = specsOf(kind, record, settings);
  const shown = shownColumns(record, kind, id);
  const known = specs.filter(({ column }) => shown.includes(column));
  const rest = shown.filter((column) => !known.some((spec) => spec.column === column));
  const own = likelyIdKey(record, id);
  const essential =
    specs.length > 0
      ? []
      : essentialOf(
          record,
          rest.filter((column) => column !== own),
        );
  const drawn = [
    ...known.map((spec) => draw(record, spec, parts)),
    ...rest.map((column) =>
      draw(record, { column, label: labelOf(column), isEssential: essential.includes(column) }, parts),
    ),
  ];
  const editable = drawn.filter(({ field }) => !field.isReadOnly);
  const toSee = drawn.filter(({ field }) => field.isReadOnly);
  const all = [...editable, ...hiddenKeys(record).map(drawHidden), ...toSee];
  return {
    fields: all.map(({ field }) => field),
    values: Object.fromEntries(all.map(({ field, value }) => [field.name, value])),
  };
}

/** Columns a form has: of an id and its text the text, of the three columns of members one. */
function shownColumns(record: EditorRecord, kind: KindId, id: string | null): string[] {
  const own = ownIdKey(record, id);
  const hidden = new Set([own, ...hiddenKeys(record), ...(kind === 'queue' ? memberColumns : [])]);
  const columns = Object.keys(record).filter((key) => {
    if (hidden.has(key) || decodedOf(key) in record || isTooMuch(key, record[key])) return false;
    if (isDecoration(key)) return /^nomedata_/.test(key);
    return !isStructure(record[key]) || (Array.isArray(record[key]) && !isSecretField(key));
  });
  return kind === 'queue' ? [...columns, membersField] : columns;
}

interface Drawn {
  readonly field: RecordField;
  readonly value: FieldValue;
}

function draw(record: EditorRecord, spec: FieldSpec, parts: FormParts): Drawn {
  const { column } = spec;
  const raw = record[column];
  const field = editField(column, 'text', spec.label, {
    help: spec.help ?? '',
    unit: spec.unit ?? null,
    isRequired: spec.isRequired ?? false,
    isReadOnly: isDecoration(column) || column === likelyIdKey(record, parts.id),
    isEssential: spec.isEssential ?? false,
  });
  if (isSecretField(column)) return { field: { ...field, help: 'Not shown; left empty it stays as it is' }, value: '' };
  if (spec.kind === 'members') return drawMembers(record, field, parts.picks);
  if (spec.kind === 'list') return { field: { ...field, kind: 'list' }, value: entriesOf(raw) };
  if (Array.isArray(raw))
    return { field: { ...field, kind: 'list', isReadOnly: true }, value: raw.slice(0, 10_000).map(rowText) };
  const other = isDecoded(column) ? relatedTo(parts.kind, column) : null;
  const picks = other && parts.picks.get(other);
  if (picks) return { field: { ...field, kind: 'choice', picks: withCurrent(picks, raw) }, value: rawText(raw) };
  if (spec.kind === 'number' && /^\s*(\d+(\.\d+)?)?\s*$/.test(rawText(raw))) return drawNumber(field, raw);
  return drawScalar(field, raw);
}

/** That there is a secret, and nothing of it. */
function drawHidden(column: string): Drawn {
  const help = 'Not shown here, and left as it is: set it in QueueMetrics itself';
  return { field: seenField(column, 'text', labelOf(column), { help, isEssential: false }), value: '' };
}

function drawScalar(field: RecordField, raw: unknown): Drawn {
  if (typeof raw === 'number') return drawNumber(field, raw);
  if (typeof raw === 'boolean') return { field: { ...field, kind: 'boolean' }, value: raw };
  const text = rawText(raw);
  if (/^[01]$/.test(text) && saysYesOrNo.test(field.name))
    return { field: { ...field, kind: 'boolean' }, value: text === '1' };
  const isLong = text.length > 120 || /[\r\n]/.test(text) || /note|script|html|xml|sql|json/i.test(field.name);
  return { field: isLong ? { ...field, kind: 'long-text' } : field, value: text };
}

const saysYesOrNo = /(^|_)(is|has|enabled?|disabled?|active|attiv[oa]|abilitat[oa]|flag|yn|hidden|visible)(_|$)/i;

function drawNumber(field: RecordField, raw: unknown): Drawn {
  const text = rawText(raw).trim();
  return { field: { ...field, kind: 'number' }, value: text === '' ? null : Number(text) };
}

function drawMembers(record: EditorRecord, field: RecordField, lists: Picks): Drawn {
  const value = membersOf(record);
  const known = lists.get('agent') ?? [];
  const codes = new Set(known.map((pick) => pick.value));
  const others = [...new Set(value.map(({ of }) => of))].filter((of) => !codes.has(of));
  const picks = [...known, ...others.map((of) => ({ value: of, label: of }))];
  return { field: { ...field, kind: 'members', picks, levels: memberLevels }, value };
}

function withCurrent(picks: readonly Choosable[], raw: unknown): readonly Choosable[] {
  const current = rawText(raw);
  const has = current === '' || picks.some((pick) => pick.value === current);
  return has ? picks : [{ value: current, label: scalarText(current) || current }, ...picks];
}

/** A row of a table inside a record, for reading. */
function rowText(row: unknown): string {
  const cells: unknown[] = isStructure(row) ? Object.values(row as object) : [row];
  return cells
    .map((cell) => scalarText(cell) ?? '')
    .filter((cell) => cell !== '')
    .join(' · ')
    .slice(0, 10_000);
}

/** Of a form that nobody made: what names the record, what it belongs to, and all of it where there is little. */
function essentialOf(record: EditorRecord, columns: readonly string[]): readonly string[] {
  const editable = columns.filter((column) => !isDecoration(column) && !isStructure(record[column]));
  if (editable.length <= 8) return editable;
  const naming = [/name|nome|login|label|title/i, /desc/i, /cod/i].map((pattern) => bestKey(record, [pattern]));
  const chosen = editable.filter((column) => isDecoded(column) || naming.includes(column));
  return chosen.length > 0 ? chosen : editable.slice(0, 8);
}

/** `payroll_code` as people read it. */
export function labelOf(column: string): string {
  if (column === 'nomedata_insert') return 'Created';
  if (column === 'nomedata_update') return 'Last changed';
  const bare = isDecoded(column) ? idKeyOf(column) : column;
  const words = bare
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? column : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What no form can carry; it goes back as it came. */
const isTooMuch = (key: string, value: unknown): boolean =>
  key.length > 200 || /\p{Cc}/u.test(key) || rawText(value).length > 100_000;
