import type { FieldValues, RecordField, RecordLine, ValueDifference } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import { type Clock, delay } from '@/server/ports';
import { longestAskMs } from '@/server/sources/source-commands';
import { type Edit, type FreshRecord, isEditRefused } from '@/server/vendors/editor';
import { changedOf, differencesOf } from './check-values';
import type { KindAt } from './find-editor';

/** How a record stands after a change was sent. */
export interface Outcome {
  /** `nothing`: it is certain that it was not done. */
  readonly outcome: 'saved' | 'saved-otherwise' | 'unknown' | 'nothing';
  readonly id: string | null;
  readonly record: FreshRecord | null;
  readonly differences: readonly ValueDifference[];
  readonly words: string;
}

/** What the vendor said to it: it accepted, or nobody knows; `id` where it told one. */
export interface Sent {
  readonly id: string | null;
  /** Why it is not known, as the beginning of a sentence; null where it accepted. */
  readonly doubt: string | null;
}

interface LookParts extends KindAt {
  readonly clock: Clock;
  /** To find a new one: what there was before. */
  readonly linesBefore: readonly RecordLine[];
}

type Seen = FreshRecord | 'gone' | 'unreadable';

/** A vendor that is slow may do it, or show it, a moment later. */
export const lookAgainMs = 3000;
const mostCandidates = 5;

/** Two looks, each a list and what is in it, which is read side by side. */
export const longestFindMs = 2 * 2 * longestAskMs + lookAgainMs;

/** Looks how it stands, and once more where it is not as asked; nothing is sent again. */
export async function findOutcome(edit: Edit, sent: Sent, parts: LookParts): Promise<Outcome> {
  const look = looks[edit.operation];
  const first = await look(edit, sent, parts);
  if (first.outcome === 'saved') return first;
  await delay(parts.clock, lookAgainMs);
  return look(edit, sent, parts);
}

type Look = (edit: Edit, sent: Sent, parts: LookParts) => Promise<Outcome>;

const looks: { readonly [O in Edit['operation']]: Look } = {
  async update(edit, { doubt }, parts) {
    const seen = await see(edit.id ?? '', edit, parts);
    if (seen === 'unreadable') return unseen(edit.id, doubt, parts);
    const { one } = parts.kind;
    if (seen === 'gone') {
      const gone = `${doubt ?? `${parts.name} accepted it`}, and the ${one} is gone: somebody may have deleted it.`;
      return tell('unknown', edit.id, null, gone);
    }
    const { id, fields, values } = seen;
    const differences = differencesOf(fields, edit.values, values);
    if (doubt === null) return saved(id, seen, differences, parts);
    const told = Object.keys(edit.values).filter((name) => !isSecretField(name));
    const wasTouched = seen.lock !== edit.fresh?.lock;
    if (told.length === 0 && !wasTouched) return tell('unknown', id, seen, `${doubt}: look at the ${one}.`);
    if (told.length > 0 && isAsBefore(fields, told, values, edit.fresh)) return nothing(id, seen, doubt);
    return saved(id, seen, differences, parts, `${doubt}, but it was done.`);
  },
  async remove(edit, { doubt }, parts) {
    const seen = await see(edit.id ?? '', edit, parts);
    if (seen === 'unreadable') return unseen(edit.id, doubt, parts);
    if (seen === 'gone')
      return tell('saved', edit.id, null, doubt === null ? 'Deleted.' : `${doubt}, but it is deleted.`);
    if (doubt !== null) return nothing(edit.id, seen, doubt);
    return tell('saved-otherwise', edit.id, seen, `${parts.name} accepted it, but still has the ${parts.kind.one}.`);
  },
  async create(edit, sent, parts) {
    if (sent.id === null) return findNew(edit, sent, parts);
    const seen = await see(sent.id, edit, parts);
    if (seen === 'unreadable') return unseen(sent.id, sent.doubt, parts);
    if (seen !== 'gone') return saved(sent.id, seen, differencesOf(seen.fields, edit.values, seen.values), parts);
    return tell('unknown', sent.id, null, `${parts.name} accepted it, but does not show it under its id.`);
  },
};

/** The vendor did not say which one it is: it has to be one that was not there. */
async function findNew(edit: Edit, { doubt }: Sent, parts: LookParts): Promise<Outcome> {
  const { editor, kind, name } = parts;
  const before = new Set(parts.linesBefore.map(({ id }) => id));
  let lines: readonly RecordLine[];
  try {
    lines = await editor.list(kind.id, { q: null, parentId: edit.parentId });
  } catch {
    return unseen(null, doubt, parts);
  }
  const added = lines.filter(({ id }) => !before.has(id)).slice(0, mostCandidates);
  const found = await Promise.all(added.map(({ id }) => see(id, edit, parts)));
  const records = found.flatMap((seen) => (typeof seen === 'string' ? [] : seen));
  const same = records.filter(({ fields, values }) => differencesOf(fields, edit.values, values).length === 0);
  const [only] = same;
  if (only && same.length === 1)
    return saved(only.id, only, [], parts, doubt === null ? undefined : `${doubt}, but it was done.`);
  if (added.length === 0 && doubt !== null) return nothing(null, null, doubt);
  const [sole] = records;
  if (sole && added.length === 1 && doubt === null)
    return saved(sole.id, sole, differencesOf(sole.fields, edit.values, sole.values), parts);
  const other = added.length > 1 ? `more than one new ${kind.one}` : `a new ${kind.one} that is not quite as asked`;
  const seen = added.length > 0 ? `there is ${other}` : 'it shows none yet';
  return tell('unknown', null, null, `${doubt ?? `${name} accepted it`}, and ${seen}: look at the list.`);
}

async function see(id: string, { parentId }: Edit, { editor, kind }: LookParts): Promise<Seen> {
  try {
    return await editor.read(kind.id, { id, parentId });
  } catch (error) {
    return isEditRefused(error) && error.reason === 'gone' ? 'gone' : 'unreadable';
  }
}

function isAsBefore(
  fields: readonly RecordField[],
  names: readonly string[],
  now: FieldValues,
  fresh: FreshRecord | null,
) {
  const wanted = Object.fromEntries(names.map((name) => [name, fresh?.values[name] ?? null]));
  return Object.keys(changedOf(fields, wanted, now)).length === 0;
}

function tell(outcome: Outcome['outcome'], id: string | null, record: FreshRecord | null, words: string): Outcome {
  return { outcome, id, record, differences: [], words };
}

const nothing = (id: string | null, record: FreshRecord | null, doubt: string) =>
  tell('nothing', id, record, `${doubt}. It was looked at again: nothing was done.`);

function saved(
  id: string,
  record: FreshRecord,
  differences: Outcome['differences'],
  { name }: LookParts,
  words = 'Saved.',
): Outcome {
  if (differences.length === 0) return tell('saved', id, record, words);
  const which = differences.map(({ label }) => label).join(', ');
  return { ...tell('saved-otherwise', id, record, `Saved, but ${name} keeps otherwise: ${which}.`), differences };
}

/** It could not be looked at again. */
function unseen(id: string | null, doubt: string | null, { name, kind }: LookParts): Outcome {
  if (doubt === null) return tell('saved', id, null, `${name} accepted it; it could not be looked at again.`);
  return tell('unknown', id, null, `${doubt}, and it could not be looked at again: look at the ${kind.one}.`);
}
