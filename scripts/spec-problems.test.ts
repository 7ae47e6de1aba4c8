import { expect, it } from 'vitest';
import { specProblems } from './spec-problems';

const spec = `# Rules
- **D1 A delta is whole.** It says
  what changed.
- **D2 Silence.** Nothing.
- **I1 Later.** *(not built yet)*

## T
- **T1 Time.** It passes.
`;
const all = `it('[D1] one', f); test("[D2] two", f); it.each([[1, ')']])('[T1] three %s', f);`;

function problems(source: string, path = 'lib/floor/a.test.ts') {
  return specProblems(spec, [
    { path: 'e2e/all.spec.ts', source: all },
    { path, source },
  ]);
}

it('is content when every built rule is cited and every test cites one', () => {
  expect(problems(`describe('x', () => { it('[D1, T1] holds', () => {}) })`)).toEqual([]);
});

it('names a rule that no test cites, but not one that is not built yet', () => {
  expect(specProblems(spec, [{ path: 'lib/floor/a.test.ts', source: `it('[D1] x', f); it('[T1] x', f)` }])).toEqual([
    'SPEC.md D2 is cited by no test',
  ]);
});

it('names a test that cites none, with its line', () => {
  expect(problems(`\n\nit('just works', f);`)).toEqual(['lib/floor/a.test.ts:3 cites no rule: just works']);
});

it('names a test that cites an unknown rule', () => {
  expect(problems(`it('[Z9] x', f)`)).toEqual(['lib/floor/a.test.ts:1 cites Z9, which SPEC.md lacks']);
});

it('lets tests elsewhere cite as they please', () => {
  expect(problems(`it('free', f); it('[Z9] x', f)`, 'server/vendors/a.test.ts')).toEqual([]);
});

it.each([
  ['it.each([["a)", 1]])(`loose %s`, f)'],
  ['it.each<[number, string]>([[1, "(" ]])("loose %s", f)'],
  ['it.skipIf(process.env.X === "it(")("loose %s", f)'],
  ['it.each`a|b\n1|2`("loose %s", f)'],
  ['test.concurrent(\n  "loose %s", f)'],
])('sees the title behind %s', (source) => {
  expect(problems(source)).toEqual(['lib/floor/a.test.ts:1 cites no rule: loose %s']);
});

it('takes words that merely contain "it" or "test" for what they are', () => {
  expect(problems(`wait('x'); commit('y'); await contest('z'); a.test('q'); const it2 = 'it("n", f)';`)).toEqual([]);
});
