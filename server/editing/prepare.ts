import type { EditOperation, FieldValues, RecordBlank } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import { Refusal } from '@/lib/protocol/refusal';
import type { Edit, FreshRecord, RecordPlace } from '@/server/vendors/editor';
import { changedOf, problemsOfMissing, problemsOfValues } from './check-values';
import type { EditAsker, EditingParts } from './editing-parts';
import { type KindAt, mayEdit, noSuchRecord, sightOf } from './find-editor';
import { toRefusal } from './vendor-words';

type Parts = Pick<EditingParts, 'log'>;

/** Asks the vendor, with whatever goes wrong in words. */
export async function asked<T>(at: KindAt, { log }: Parts, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toRefusal(error, at.name, log);
  }
}

type SeeingParts = Pick<EditingParts, 'log' | 'keeper'>;

/** Reads a record afresh that somebody may see; one of others is not said to exist. */
export async function readSeen(
  at: KindAt,
  place: RecordPlace,
  { principal }: EditAsker,
  parts: SeeingParts,
): Promise<FreshRecord> {
  requireParent(at, place.parentId);
  const fresh = await asked(at, parts, () => at.editor.read(at.kind.id, place));
  if (!sightOf(principal, at, parts.keeper)(fresh)) throw noSuchRecord(at);
  return fresh;
}

/** The same of one to be changed, which asks for more than to see it. */
export async function readFor(
  at: KindAt,
  place: RecordPlace,
  asker: EditAsker,
  parts: SeeingParts,
): Promise<FreshRecord> {
  const fresh = await readSeen(at, place, asker, parts);
  const { kind, name, sourceId } = at;
  if (mayEdit(asker.principal, kind.right, sourceId, fresh.queueId)) return fresh;
  throw new Refusal('not-allowed', { message: `To change this ${kind.one} all of ${name} has to be in your scope.` });
}

/** Refuses a kind that has a parent without one, and one that has none with it. */
export function requireParent({ kind }: KindAt, parentId: string | null): void {
  if ((kind.parent === null) === (parentId === null)) return;
  const message = kind.parent === null ? `has no place here: a ${kind.one} belongs to no other record` : 'is needed';
  throw new Refusal('bad-request', { problems: [{ field: 'parent', message }] });
}

/** Refuses what its kind, or the record itself, does not allow. */
export function requireCan({ kind, name }: KindAt, operation: EditOperation, fresh: FreshRecord | null): void {
  if (kind.can.includes(operation) && (fresh?.can.includes(operation) ?? true)) return;
  const words = { create: 'made', update: 'changed', remove: 'deleted' }[operation];
  const message = `${name} lets no ${kind.one} be ${words}${kind.can.includes(operation) ? ' that is like this one' : ''}.`;
  throw new Refusal('bad-request', { message, problems: [{ field: 'kind', message: `cannot be ${words}` }] });
}

/** The queue by which a new record is judged: that of the record it belongs to. Where there is none, the whole source has to be theirs. */
export async function queueForNew(
  at: KindAt,
  parentId: string | null,
  { principal }: EditAsker,
  parts: Parts,
): Promise<string | null> {
  requireParent(at, parentId);
  const { kind, sourceId, editor } = at;
  if (mayEdit(principal, kind.right, sourceId, null)) return null;
  const parent = editor.kinds().find(({ id }) => id === kind.parent);
  const isKnown = parent && parent.parent === null && parentId !== null;
  const place = { id: parentId ?? '', parentId: null };
  const queueId = isKnown ? (await asked(at, parts, () => editor.read(parent.id, place))).queueId : null;
  if (mayEdit(principal, kind.right, sourceId, queueId)) return queueId;
  const message = `To make a ${kind.one} all of ${at.name} has to be in your scope${kind.parent === null ? '' : ', or the queue it is for'}.`;
  throw new Refusal('not-allowed', { message });
}

/** A new record as it was asked for, checked. */
export function newEdit(at: KindAt, parentId: string | null, values: FieldValues, blank: RecordBlank): Edit {
  const problems = problemsOfValues(blank.fields, values, {});
  const missing = problemsOfMissing(blank.fields, values, blank.values);
  const edit: Edit = { operation: 'create', id: null, parentId, values, fresh: null, original: null };
  return checked(at, edit, [...problems, ...missing]);
}

/** Of what is wanted, what is another now; what nobody can read is always another. */
export function updateEdit(at: KindAt, place: RecordPlace, wanted: FieldValues, fresh: FreshRecord): Edit {
  const secrets = Object.fromEntries(Object.entries(wanted).filter(([name]) => isSecretField(name)));
  const values = { ...changedOf(fresh.fields, wanted, fresh.values), ...secrets };
  if (Object.keys(values).length === 0) {
    const message = 'It is as you want it already: nothing was sent.';
    throw new Refusal('bad-request', { message, problems: [{ field: 'values', message: 'must change something' }] });
  }
  const edit: Edit = { operation: 'update', ...place, values, fresh, original: null };
  return checked(at, edit, problemsOfValues(fresh.fields, values, fresh.values));
}

export function removeEdit(at: KindAt, place: RecordPlace, fresh: FreshRecord): Edit {
  return checked(at, { operation: 'remove', ...place, values: {}, fresh, original: null }, []);
}

/** Both what the fields and what the vendor's rules have against it stands beside its fields, before anything is sent. */
export function checked({ editor, kind }: KindAt, edit: Edit, found: Refusal['problems']): Edit {
  const problems = found.length > 0 ? found : editor.check(kind.id, edit);
  if (problems.length > 0) throw new Refusal('bad-request', { problems });
  return edit;
}

/** Refuses a form of a record that changed since. */
export function requireLock({ kind }: KindAt, fresh: FreshRecord, lock: string): void {
  if (fresh.lock === lock) return;
  const message = `Somebody changed this ${kind.one} meanwhile: read it again and decide.`;
  throw new Refusal('conflict', { message });
}

/** A new record, ready to be sent, with the queue by which it is judged. */
export async function prepareNew(
  at: KindAt,
  parentId: string | null,
  values: FieldValues,
  asker: EditAsker,
  parts: Parts,
): Promise<{ readonly edit: Edit; readonly queueId: string | null; readonly label: string }> {
  requireCan(at, 'create', null);
  const queueId = await queueForNew(at, parentId, asker, parts);
  const blank = await asked(at, parts, () => at.editor.blank(at.kind.id, parentId));
  return { edit: newEdit(at, parentId, values, blank), queueId, label: labelIn(values, at) };
}

/** What a new one is called, until the vendor tells. */
export function labelIn(values: FieldValues, { kind }: KindAt): string {
  const texts = Object.entries(values).filter(([name]) => !isSecretField(name));
  const [found] = texts.flatMap(([, value]) => (typeof value === 'string' && value !== '' ? value : []));
  return found ?? kind.one;
}
