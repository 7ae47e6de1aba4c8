import { levelsOf, textsOf } from './members-of';
import type { FieldValue, FieldValues, RecordField } from './records';
import { sameValue } from './same-value';

/** Three states of one record. */
export interface ThreeWays {
  /** As both began. */
  readonly base: FieldValues;
  readonly mine: FieldValues;
  /** As it is kept now. */
  readonly theirs: FieldValues;
}

export interface Merged {
  /** Mine upon theirs; of a field that clashes, mine. */
  readonly values: FieldValues;
  /** Names of fields that both changed, each otherwise. */
  readonly clashes: readonly string[];
  /** Names of fields that only they changed, or both alike. */
  readonly taken: readonly string[];
  /** Names of fields where changes of both stand side by side, as two who were added to one queue. */
  readonly joined: readonly string[];
}

/** What two people made of one record, field by field: who alone changed a field is right. */
export function mergeValues(fields: readonly RecordField[], { base, mine, theirs }: ThreeWays): Merged {
  const values: Record<string, FieldValue> = { ...theirs };
  const [clashes, taken, joined]: string[][] = [[], [], []];
  for (const { name, kind } of fields) {
    const [was, my, their] = [base[name] ?? null, mine[name] ?? null, theirs[name] ?? null];
    if (sameValue(kind, was, their)) values[name] = my;
    else if (sameValue(kind, was, my) || sameValue(kind, my, their)) taken?.push(name);
    else {
      const both = join(kind, was, my, their);
      values[name] = both ?? my;
      (both === null ? clashes : joined)?.push(name);
    }
  }
  return { values, clashes: clashes ?? [], taken: taken ?? [], joined: joined ?? [] };
}

/** Of things that are told one by one, both changes; null where they contradict each other. */
function join(kind: RecordField['kind'], was: FieldValue, my: FieldValue, their: FieldValue): FieldValue | null {
  if (kind === 'members') {
    const levels = joinEach(levelsOf(was), levelsOf(my), levelsOf(their));
    return levels && [...levels].map(([of, level]) => ({ of, level }));
  }
  if (kind !== 'choices') return null;
  const ticks = (value: FieldValue) => new Map(textsOf(value).map((text) => [text, '']));
  const texts = joinEach(ticks(was), ticks(my), ticks(their));
  return texts && [...texts.keys()];
}

type Each = ReadonlyMap<string, string>;

/** Theirs with what I changed of it; null where both changed the same one, each otherwise. */
function joinEach(was: Each, my: Each, their: Each): Each | null {
  const joined = new Map(their);
  for (const one of new Set([...was.keys(), ...my.keys()])) {
    const [before, mine, theirs] = [was.get(one), my.get(one), their.get(one)];
    if (before === mine || mine === theirs) continue;
    if (before !== theirs) return null;
    if (mine === undefined) joined.delete(one);
    else joined.set(one, mine);
  }
  return joined;
}
