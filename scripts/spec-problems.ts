import { testTitles } from './test-titles';

export interface TestFile {
  readonly path: string;
  readonly source: string;
}

const mustCite = /^(lib\/(floor|live)|server\/(floor|polling|push|commands))\//;

/** What keeps rules and tests apart, one sentence each: a rule nobody cites, a test that cites none or an unknown one. */
export function specProblems(spec: string, files: readonly TestFile[]): string[] {
  const rules = rulesOf(spec);
  const cited = new Set<string>();
  const problems: string[] = [];
  for (const { path, source } of files) {
    for (const { title, line } of testTitles(source)) {
      const citations = citationsIn(title);
      for (const id of citations) cited.add(id);
      if (!mustCite.test(path)) continue;
      if (citations.length === 0) problems.push(`${path}:${line} cites no rule: ${title}`);
      for (const id of citations) if (!rules.has(id)) problems.push(`${path}:${line} cites ${id}, which SPEC.md lacks`);
    }
  }
  for (const [id, isBuilt] of rules) if (isBuilt && !cited.has(id)) problems.push(`SPEC.md ${id} is cited by no test`);
  return problems;
}

/** `[D3] …` or `[C1, C3] …`, at the start of a title. */
function citationsIn(title: string): string[] {
  const ids = /^\[([A-Z]\d+(?:[,\s]+[A-Z]\d+)*)\]/.exec(title)?.[1];
  return ids?.split(/[,\s]+/) ?? [];
}

/** Rules by id, and whether they are built. */
function rulesOf(spec: string): Map<string, boolean> {
  const items = spec.split(/^- /m).slice(1);
  const rules = new Map<string, boolean>();
  for (const item of items) {
    const id = /^\*\*([A-Z]\d+) /.exec(item)?.[1];
    const text = item.split(/^#/m)[0] ?? '';
    if (id) rules.set(id, !text.includes('(not built yet)'));
  }
  return rules;
}
