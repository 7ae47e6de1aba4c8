import type { FieldProblem } from '@/lib/protocol/reply';
import type { RecordField } from './records';

export interface SortedProblems {
  /** What is wrong, by name of the field. */
  readonly of: ReadonlyMap<string, string>;
  /** What no field of the form can tell. */
  readonly stray: readonly FieldProblem[];
}

/** Each problem at its field; names may have dots themselves, so that the longest one that fits is meant. */
export function sortProblems(fields: readonly RecordField[], problems: readonly FieldProblem[]): SortedProblems {
  const of = new Map<string, string>();
  const stray: FieldProblem[] = [];
  const longestFirst = fields.map(({ name }) => name).sort((a, b) => b.length - a.length);
  for (const problem of problems) {
    const path = problem.field.replace(/^values\./, '');
    const name = longestFirst.find(
      (one) => path === one || (path.startsWith(one) && /^[.[]/.test(path.slice(one.length))),
    );
    if (name === undefined) stray.push(problem);
    else if (!of.has(name)) of.set(name, insideWords(path.slice(name.length), problem.message));
  }
  return { of, stray };
}

/** `[1]` is the second line of a list. */
function insideWords(rest: string, message: string): string {
  const [, index] = /^\[(\d+)\]/.exec(rest) ?? [];
  return index === undefined ? message : `line ${Number(index) + 1} ${message}`;
}
