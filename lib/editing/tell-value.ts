import { levelsOf, textsOf } from './members-of';
import type { FieldValue, ToldField } from './records';
import { isSecretField } from './secret-field';

type Field = Omit<ToldField, 'label'>;

const nothing = 'nothing';
/** More of them are counted. */
const mostNamed = 12;

/** A value as a person reads it; without its field as the vendor has it. */
export function tellValue(field: Field | undefined, value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === '') return nothing;
  if (field && isSecretField(field.name)) return 'something that is not shown';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return withUnit(field, String(value));
  if (typeof value === 'string')
    return field?.kind === 'number' ? withUnit(field, value) : labelOf(field?.picks, value);
  const members = [...levelsOf(value)].map(
    ([of, level]) =>
      () =>
        memberWords(field, of, level),
  );
  const texts = textsOf(value).map((text) => () => labelOf(field?.picks, text));
  return listed([...members, ...texts]) || nothing;
}

/** Who came, went and moved, where a list of many would hide it; null where before and after say more. */
export function tellMoves(field: Field | undefined, before: FieldValue, after: FieldValue): string | null {
  const isMany = field === undefined || field.kind === 'members' || field.kind === 'choices';
  if (!isMany || !Array.isArray(before ?? []) || !Array.isArray(after ?? [])) return null;
  const [was, is] = [eachOf(before), eachOf(after)];
  const [came, went, moved]: Words[][] = [[], [], []];
  for (const [one, level] of is) {
    if (!was.has(one)) came?.push(() => memberWords(field, one, level));
    else if (was.get(one) !== level)
      moved?.push(
        () => `${labelOf(field?.picks, one)} from ${levelOf(field, was.get(one))} to ${levelOf(field, level)}`,
      );
  }
  for (const [one, level] of was) if (!is.has(one)) went?.push(() => memberWords(field, one, level));
  const parts = [part('added', came), part('taken out', went), part('moved', moved)];
  return parts.filter(Boolean).join('; ') || null;
}

/** Found only for those that are named: among thousands a name takes a walk. */
type Words = () => string;

const part = (word: string, names: readonly Words[] = []) => (names.length > 0 ? `${word}: ${listed(names)}` : '');

function eachOf(value: FieldValue): ReadonlyMap<string, string> {
  const levels = levelsOf(value);
  return levels.size > 0 ? levels : new Map(textsOf(value).map((text) => [text, '']));
}

function listed(names: readonly Words[]): string {
  const rest = names.length - mostNamed;
  const named = names.slice(0, mostNamed).map((words) => words());
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}

function memberWords(field: Field | undefined, of: string, level: string): string {
  return `${labelOf(field?.picks, of)}${level === '' ? '' : ` (${levelOf(field, level)})`}`;
}

const levelOf = (field: Field | undefined, level = '') => labelOf(field?.levels, level) || 'no level';

function labelOf(picks: Field['picks'] | undefined, value: string): string {
  return picks?.find((pick) => pick.value === value)?.label || value;
}

const withUnit = (field: Field | undefined, text: string) => (field?.unit ? `${text} ${field.unit}` : text);
