import { membersOf, textsOf } from '@/lib/editing/members-of';
import type { Choosable, FieldValues, RecordField, ToldField } from '@/lib/editing/records';

type Forms = readonly (readonly RecordField[])[];

/**
 * How these values read: of each field that has one its label, and the names of what was chosen. The form that is first counts;
 * what cannot be chosen any more has the name that another one tells.
 */
export function toldFields(forms: Forms, values: readonly (FieldValues | null)[]): readonly ToldField[] {
  const names = new Set(values.flatMap((some) => Object.keys(some ?? {})));
  return [...names].flatMap((name) => {
    const found = forms.flatMap((fields) => fields.find((field) => field.name === name) ?? []);
    const [first] = found;
    if (!first) return [];
    const { kind, label, unit } = first;
    const chosen = values.map((some) => some?.[name] ?? null);
    const members = chosen.flatMap(membersOf);
    const of = new Set([...chosen, ...chosen.flatMap(textsOf), ...members.map((member) => member.of)]);
    const at = new Set(members.map(({ level }) => level));
    return [{ name, kind, label, unit, picks: namesOf(found, 'picks', of), levels: namesOf(found, 'levels', at) }];
  });
}

/** Those that are called otherwise than they are kept. */
function namesOf(fields: readonly RecordField[], what: 'picks' | 'levels', chosen: ReadonlySet<unknown>): Choosable[] {
  const known = new Map(fields.toReversed().flatMap((field) => field[what].map((pick) => [pick.value, pick] as const)));
  return [...known.values()].filter(({ value, label }) => chosen.has(value) && label !== value);
}

/** What the form calls these fields; those that it does not know as the vendor does. */
export function labelsOf(forms: Forms, names: readonly string[]): readonly string[] {
  const known = forms.flat();
  return names.map((name) => known.find((field) => field.name === name)?.label ?? name);
}
