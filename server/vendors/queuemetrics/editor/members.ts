import type { Choosable, FieldValue, FieldValues, MemberValue } from '@/lib/editing/records';
import type { EditorRecord } from '@/server/vendors/queuemetrics/client';
import { agentCode } from '@/server/vendors/queuemetrics/codes';
import { levels } from '@/server/vendors/queuemetrics/levels';
import { entriesOf } from './raw-record';

/** Key in `values`: the agents of a queue, which QueueMetrics keeps in a column per level. */
export const membersField = 'members';

export const memberColumns = ['agenti_membri', 'agenti_spilloff_1', 'agenti_spilloff_2'] as const;
export const memberLevels: readonly Choosable[] = levels.map(({ code, label }) => ({ value: code, label }));

/** Agents by their code in lower case, as they are called on the floor; of two levels the first counts, as there. */
export function membersOf(record: EditorRecord): MemberValue[] {
  const members = memberColumns.flatMap((column, level) =>
    entriesOf(record[column]).map((code): MemberValue => ({ of: agentCode(code), level: String(level) })),
  );
  return [...new Map(members.toReversed().map((member) => [member.of, member])).values()].reverse();
}

/** Why this cannot be kept; null when it can. */
export function membersProblem(value: FieldValue): string | null {
  const members = asMembers(value);
  if (!members) return 'must be a list of agents, each with a level';
  if (members.some(({ of }) => of.trim() === '' || of.includes('|')))
    return 'QueueMetrics separates agents with “|”: a code cannot hold one, nor be empty';
  if (members.some(({ level }) => !memberLevels.some((known) => known.value === level)))
    return 'a level is 0 (main), 1 (wrap) or 2 (spill)';
  const codes = members.map(({ of }) => agentCode(of.trim()));
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  return twice === undefined ? null : `${twice} is named twice: an agent has one level in a queue`;
}

/** The three columns as they are sent; agents who were there before keep their spelling. */
export function columnsOf(value: FieldValue, before: EditorRecord): Record<string, string> {
  const spelling = new Map(
    memberColumns.flatMap((column) => entriesOf(before[column]).map((code) => [agentCode(code), code] as const)),
  );
  const members = asMembers(value) ?? [];
  const columns = memberColumns.map((column, level) => {
    const own = members.filter((member) => member.level === String(level)).map(({ of }) => of.trim());
    return [column, own.map((code) => spelling.get(agentCode(code)) ?? code).join('|')] as const;
  });
  return Object.fromEntries(columns.filter(([column, codes]) => column in before || codes !== ''));
}

/** The same members, this agent among them; who has a level keeps it where none is asked for, anybody else gets the first. */
export function withMember(values: FieldValues, code: string, level: string | null): FieldValues {
  const members = membersIn(values);
  const of = agentCode(code);
  const before = members.find((member) => member.of === of);
  const now: MemberValue = { of, level: level ?? before?.level ?? '0' };
  return { [membersField]: before ? members.map((one) => (one === before ? now : one)) : [...members, now] };
}

export function withoutMember(values: FieldValues, code: string): FieldValues {
  const of = agentCode(code);
  return { [membersField]: membersIn(values).filter((member) => member.of !== of) };
}

const membersIn = (values: FieldValues) => asMembers(values[membersField] ?? null) ?? [];

function asMembers(value: FieldValue): readonly MemberValue[] | null {
  if (!Array.isArray(value)) return null;
  return value.every((entry) => typeof entry === 'object') ? (value as readonly MemberValue[]) : null;
}
