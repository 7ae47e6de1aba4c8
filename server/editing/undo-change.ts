import type { FieldValues } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import { Refusal } from '@/lib/protocol/refusal';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import { type Edit, type FreshRecord, isEditRefused, type RecordPlace } from '@/server/vendors/editor';
import { toldOf } from './change-row';
import { changedOf, writableOf } from './check-values';
import type { EditAsker, EditingParts } from './editing-parts';
import { type KindAt, mayEdit, noSuchRecord } from './find-editor';
import { type Former, openFormer } from './kept-former';
import { asked, checked, readFor, removeEdit, requireCan } from './prepare';
import { isGivenBack } from './secret-fields';

export interface Undoing {
  readonly edit: Edit;
  /** Secrets that cannot be written back. */
  readonly omitted: readonly string[];
}

/** The change that takes another one back; refuses where what it left behind is not as it left it. */
export async function undoEdit(
  at: KindAt,
  row: ConfigChangeRow,
  asker: EditAsker,
  parts: Pick<EditingParts, 'box' | 'log' | 'keeper'>,
): Promise<Undoing> {
  requireUndoable(at, row);
  const former = openFormer(parts.box, row);
  const place = { id: row.record_id ?? '', parentId: row.parent_id };
  if (row.operation === 'remove') return makeAgain(at, row, former, asker, parts);
  const fresh = await readFor(at, place, asker, parts);
  return row.operation === 'create' ? takeAway(at, place, former, fresh) : writeBack(at, place, former, fresh, parts);
}

/** One that is about no single record has to be planned and seen first. */
export function refusePush({ operation }: ConfigChangeRow): void {
  if (operation !== 'push') return;
  const how = 'download the former one and push it, where all that it changes is shown first';
  throw conflict(`A whole configuration is not taken back by itself: ${how}.`);
}

function requireUndoable({ kind }: KindAt, row: ConfigChangeRow): void {
  if (row.undone_by !== null) throw conflict('It was taken back already.');
  if (toldOf(row, kind).canUndo) return;
  if (row.outcome === 'saved' || row.outcome === 'saved-otherwise')
    throw conflict(
      'It cannot be taken back: what it was before is not known, or the vendor does not let it be written.',
    );
  throw conflict('It was not done, or nobody knows: there is nothing to take back.');
}

function writeBack(
  at: KindAt,
  place: RecordPlace,
  former: Former,
  fresh: FreshRecord,
  { box }: Pick<EditingParts, 'box'>,
): Undoing {
  requireCan(at, 'update', fresh);
  requireAsLeft(at, former.after, fresh);
  const { values, omitted } = givenBack(former, box);
  return { edit: checked(at, { operation: 'update', ...place, values, fresh, original: null }, []), omitted };
}

function takeAway(at: KindAt, place: RecordPlace, { after }: Former, fresh: FreshRecord): Undoing {
  requireCan(at, 'remove', fresh);
  requireAsLeft(at, after, fresh);
  return { edit: removeEdit(at, place, fresh), omitted: [] };
}

async function makeAgain(
  at: KindAt,
  row: ConfigChangeRow,
  former: Former,
  asker: EditAsker,
  parts: Pick<EditingParts, 'box' | 'log' | 'keeper'>,
): Promise<Undoing> {
  if (!mayEdit(asker.principal, at.kind.right, at.sourceId, row.queue_id)) throw noSuchRecord(at);
  requireCan(at, 'create', null);
  await requireGone(at, { id: row.record_id ?? '', parentId: row.parent_id }, parts);
  const { values, omitted } = givenBack(former, parts.box);
  const { original, lacks } = former;
  const edit = { operation: 'create', id: null, parentId: row.parent_id, values, fresh: null, original } as const;
  return { edit: checked(at, edit, []), omitted: [...new Set([...omitted, ...lacks])] };
}

function givenBack({ before, lacks }: Former, box: EditingParts['box']) {
  const all = Object.entries(before ?? {});
  const given = all.filter(([name, value]) => isGivenBack(name, value, box));
  const names = all.map(([name]) => name).filter((name) => isSecretField(name) && !given.some(([one]) => one === name));
  return { values: Object.fromEntries(given), omitted: [...new Set([...names, ...lacks])] };
}

async function requireGone(at: KindAt, place: RecordPlace, parts: Pick<EditingParts, 'log'>): Promise<void> {
  const isGone = await asked(at, parts, async () => {
    try {
      await at.editor.read(at.kind.id, place);
      return false;
    } catch (error) {
      if (isEditRefused(error) && error.reason === 'gone') return true;
      throw error;
    }
  });
  if (!isGone) throw conflict(`There is such a ${at.kind.one} again: look at it.`);
}

/** Whoever changed it since meant something by it. */
function requireAsLeft({ kind }: KindAt, left: FieldValues | null, fresh: FreshRecord): void {
  const told = Object.fromEntries(Object.entries(left ?? {}).filter(([name]) => !isSecretField(name)));
  const writable = Object.keys(writableOf(fresh.fields, fresh.values));
  const changed = Object.keys(changedOf(fresh.fields, told, fresh.values)).filter((name) => writable.includes(name));
  if (changed.length === 0) return;
  const labels = changed.map((name) => fresh.fields.find((field) => field.name === name)?.label ?? name);
  throw conflict(`Somebody changed this ${kind.one} since (${labels.join(', ')}): look at it and change it by hand.`);
}

const conflict = (message: string) => new Refusal('conflict', { message });
